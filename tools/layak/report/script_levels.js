// Who gains: levels, kecamatan, the network of institutions.

Object.assign(draw, {
  levels(chart, width) {
    const columns = isNarrow(width) ? 1 : 3;
    const names = report.plans.map((_, plan) => wrapped(planTitle(plan), 124, 12.5));
    const labels = widest(names.flat(), 12.5) + 14;
    const each = Math.floor((width - (columns - 1) * 24) / columns - labels - 16);
    const plans = report.plans.length;
    const line = 5 + 15 * Math.max(...names.map(name => name.length));
    const colourOf = row => report.plans[row.plan].colour;
    return {columns, spacing: {column: 18, row: 30}, concat: chart.panels.map(panel => {
      const rows = panel.plans.map((of, plan) => ({plan, low: of[0], middle: of[1], high: of[2], y: plan * line + line / 2, label: panel.share ? percent(of[1]) : number(of[1], 2)}));
      const x = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, 1]}, axis: {values: [0, 0.5, 1], grid: true, gridColor: GRID, domain: false, ticks: false, labelFlush: true, labelPadding: 3, format: panel.share ? '.0%' : '.1f'}});
      const y = {field: 'y', type: 'quantitative', scale: null, axis: null};
      return {width: each, height: plans * line, layer: [
        text([{text: said(panel.name)}], {text: {field: 'text'}, x: {value: -labels + 6}, y: {value: -12}}, {align: 'left', fontSize: 14, fontWeight: 600}),
        ...rows.map(row => ({data: {values: [row]}, mark: mark('rule', {strokeWidth: 7, color: colourOf(row), opacity: 0.25}), encoding: {x: x('low'), x2: {field: 'high'}, y}})),
        ...(panel.before === null ? [] : [{data: {values: [{v: panel.before}]}, mark: mark('rule', {color: INK, strokeWidth: 1.5}), encoding: {x: {field: 'v', type: 'quantitative'}}}]),
        ...rows.flatMap(row => {
          const color = colourOf(row), atRight = row.middle > 0.8;
          return [
            {data: {values: [row]}, mark: mark('point', {shape: report.plans[row.plan].drawing, filled: true, size: 62, opacity: 1, color}), encoding: {x: x('middle'), y}},
            ...onWhite([row], {x: x('middle'), y, text: {field: 'label'}}, {align: atRight ? 'right' : 'left', dx: atRight ? -8 : 8, fontSize: 12.5, fontWeight: 600, color}),
            text([{text: names[row.plan], y: row.y - 7.5 * (names[row.plan].length - 1)}], {text: {field: 'text'}, x: {value: -8}, y}, {align: 'right', fontSize: 12.5, lineHeight: 15, color})
          ];
        })
      ]};
    })};
  },

  kecamatan(chart, width) {
    const plans = report.plans.length;
    const names = chart.rows.map(row => wrapped(row.name, isNarrow(width) ? 92 : 142, 13));
    const labels = widest(names.flat(), 13) + 14;
    const line = Math.max(5 * plans + 10, 6 + 16 * Math.max(...names.map(name => name.length)));
    const top = (line - 5 * (plans - 1)) / 2;
    const values = chart.rows.flatMap((row, k) => row.plans.map((of, plan) => ({k, plan, low: of[0], middle: of[1], high: of[2], y: k * line + top + plan * 5})));
    const x = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, 1]}, axis: {grid: true, gridColor: GRID, domain: false, ticks: false, tickCount: 5, format: '.2f'}});
    const y = {field: 'y', type: 'quantitative', scale: null, axis: null};
    return {width: Math.floor(width - labels - 24), height: chart.rows.length * line, layer: [
      text(names.map((name, k) => ({text: name, y: (k + 0.5) * line - 8 * (name.length - 1)})), {text: {field: 'text'}, x: {value: -10}, y}, {align: 'right', lineHeight: 16}),
      ...report.plans.flatMap((plan, k) => {
        const of = values.filter(value => value.plan === k);
        return [{data: {values: of}, mark: mark('rule', {strokeWidth: 3, opacity: 0.3, color: plan.colour}), encoding: {x: x('low'), x2: {field: 'high'}, y}},
          {data: {values: of}, mark: mark('point', {shape: plan.drawing, filled: true, size: 34, opacity: 1, color: plan.colour}), encoding: {x: x('middle'), y}}];
      })
    ]};
  },

  network(chart, width) {
    const plans = report.plans.length;
    const columns = isNarrow(width) ? Math.min(2, plans) : Math.min(plans, 4);
    const size = Math.min(plans === 1 ? 420 : plans === 2 ? 360 : 260, Math.floor((width - 12 * columns) / columns));
    const larger = Math.min(5, Math.max(1, 60 / chart.nodes.length)); // few institutions are drawn larger
    const nodes = ringed(chart.nodes);
    const middle = size / 2, radius = r => r * (size / 2 - 5 - 3 * Math.sqrt(larger));
    const place = node => ({px: middle + radius(node.r) * Math.sin(node.a), py: middle - radius(node.r) * Math.cos(node.a)});
    const spots = nodes.map(place);
    const ties = nodes.flatMap((node, k) => node.parent < 0 ? [] : [{...spots[k], qx: spots[node.parent].px, qy: spots[node.parent].py}]);
    const flat = field => ({field, type: 'quantitative', scale: null, axis: null});
    const titles = report.plans.map((_, plan) => wrapped(planTitle(plan), size, 14, 2, 600));
    const lines = Math.max(...titles.map(title => title.length));
    return {columns, spacing: {column: 10, row: 18 + 17 * lines}, concat: titles.map((title, plan) => ({
      width: size, height: size, layer: [
        {data: {values: ties}, mark: mark('rule', {color: '#cfd6dd', strokeWidth: 0.6}), encoding: {x: flat('px'), y: flat('py'), x2: {field: 'qx'}, y2: {field: 'qy'}}},
        {data: {values: nodes.map((node, k) => ({...spots[k], colour: classOf(node.action[plan]), size: larger * node.size}))},
          mark: mark('circle', {opacity: 1, stroke: '#5b6672', strokeWidth: 0.5}),
          encoding: {x: flat('px'), y: flat('py'), size: {field: 'size', type: 'quantitative', scale: null, legend: null}, fill: {field: 'colour', type: 'nominal', scale: null, legend: null}}},
        ...titled(title, report.plans[plan].colour, lines)
      ]}))};
  }
});

/// Polar places: the city in the middle, OPDs around it, then kecamatan, each with its kelurahan outside.
function ringed(nodes) {
  const of = kind => nodes.map((node, k) => k).filter(k => nodes[k].kind === kind);
  const out = nodes.map(node => ({...node, r: 0, a: 0, size: 20}));
  of('city').forEach(k => out[k].size = 130);
  const opd = of('opd').sort((a, b) => nodes[b].member - nodes[a].member);
  opd.forEach((k, n) => Object.assign(out[k], {r: 0.34, a: 2 * Math.PI * n / opd.length, size: nodes[k].member ? 60 : 22}));
  const kecamatan = of('kecamatan'), kelurahan = of('kelurahan');
  const total = kelurahan.length + 1.5 * kecamatan.length;
  let angle = 0;
  for (const k of kecamatan) {
    const own = kelurahan.filter(i => nodes[i].parent === k);
    const share = 2 * Math.PI * (own.length + 1.5) / total;
    Object.assign(out[k], {r: 0.64, a: angle + share / 2, size: 70});
    own.forEach((i, n) => Object.assign(out[i], {r: 0.97, a: angle + share * (n + 1.25) / (own.length + 1.5), size: 26}));
    angle += share;
  }
  kelurahan.filter(i => nodes[i].parent < 0).forEach((i, n, all) => Object.assign(out[i], {r: 0.97, a: 2 * Math.PI * n / all.length, size: 26}));
  return out;
}
