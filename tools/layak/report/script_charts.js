// The charts: of each kind a function that gives its Vega-Lite specification.

const mark = (type, more) => ({type, tooltip: null, ...more});
const text = (values, encoding, more) => ({data: {values}, mark: mark('text', {fontSize: 13, color: INK, ...more}), encoding});

function years(width, from) {
  const first = Math.ceil(from), last = Math.floor(year(report.months));
  const step = Math.max(1, Math.ceil((last - first) / Math.max(2, Math.floor(width / 46))));
  const values = [];
  for (let y = first; y <= last; y += step) values.push(y);
  return {values, labelExpr: "\"'\" + slice(datum.value + '', 2)", grid: false, tickSize: 4, labelPadding: 4};
}
const TIME = (width, from) => ({field: 't', type: 'quantitative', title: null, scale: {domain: [from, year(report.months)], nice: false}, axis: years(width, from)});

/// Panels beside each other, a plan each.
function panels(width, plans, panel, gap = 56) {
  const columns = Math.min(plans, isNarrow(width) ? 2 : plans <= 4 ? plans : 3);
  const each = Math.floor((width - 40 - gap * columns) / columns);
  return {
    columns, spacing: {column: gap, row: 34},
    concat: Array.from({length: plans}, (_, plan) => panel(plan, each, plan % columns === 0))
  };
}
const panelTitle = plan => text([{text: planTitle(plan)}], {text: {field: 'text'}, x: {value: 0}, y: {value: -12}},
  {align: 'left', fontSize: 14, fontWeight: 600, color: report.plans[plan].colour});
const planStart = () => ({data: {values: [{t: year(report.first)}]}, mark: mark('rule', {strokeDash: [4, 3], color: SOFT}), encoding: {x: {field: 't', type: 'quantitative'}}});

function rowsOf(series, names) {
  return series.map((row, month) => {
    const out = {t: year(month + 1)};
    names.forEach((name, k) => out[name] = row[k]);
    return out;
  });
}

const draw = {
  fan(chart, width) {
    const panelsShown = chart.alone && shownBands() === 'alone' ? chart.alone : chart.panels;
    const names = ['low', 'lower', 'middle', 'upper', 'high'];
    const most = Math.max(...[...chart.panels, ...(chart.alone ?? [])].flat().map(row => row[4]), ...chart.observed.map(o => o[1])) * 1.02 || 1;
    const height = isNarrow(width) ? 120 : 150;
    return panels(width, chart.panels.length, (plan, w, first) => {
      const rows = rowsOf(panelsShown[plan], names);
      const history = rows.slice(0, report.first), future = rows.slice(Math.max(0, report.first - 1));
      const colour = report.plans[plan].colour;
      const y = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, most], nice: false},
        axis: {tickCount: 3, grid: true, gridColor: GRID, domain: false, ticks: false, labels: first,
          format: chart.measure === 'share' ? '.0%' : chart.measure === 'count' ? 'd' : '.1f'}});
      const x = TIME(w, year(0));
      const band = (values, low, high, opacity, fill) => ({data: {values}, mark: mark('area', {opacity, color: fill, interpolate: 'monotone'}), encoding: {x, y: y(low), y2: {field: high}}});
      const line = (values, more) => ({data: {values}, mark: mark('line', more), encoding: {x, y: y('middle')}});
      const end = rows.at(-1);
      const places = ['middle', 'low', 'high'].map(name => height * (1 - end[name] / most));
      const moved = apart(places, 15, height);
      const labels = ['middle', 'low', 'high'].map((name, k) => ({text: figure(end[name], chart.measure), y: moved[k], big: k === 0}))
        .filter((label, k, all) => k === 0 || !all.slice(0, k).some(other => other.text === label.text));
      const others = chart.panels.map((_, other) => other).filter(other => other !== plan);
      return {width: w, height, layer: [
        band(history, 'low', 'high', 0.17, HISTORY), band(history, 'lower', 'upper', 0.3, HISTORY),
        band(future, 'low', 'high', 0.17, colour), band(future, 'lower', 'upper', 0.3, colour),
        ...others.map(other => line(rowsOf(panelsShown[other], names).slice(Math.max(0, report.first - 1)), {color: '#8a949e', strokeWidth: 1, strokeDash: [1, 3]})),
        line(history, {color: HISTORY, strokeWidth: 2}), line(future, {color: colour, strokeWidth: 2.6}), planStart(),
        {data: {values: chart.observed.map(o => ({t: year(o[0] + 1), middle: o[1]}))}, mark: mark('point', {filled: true, color: '#000', size: 34, opacity: 1}), encoding: {x, y: y('middle')}},
        text(labels.filter(l => l.big), {text: {field: 'text'}, x: {value: w + 5}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', fontSize: 15, fontWeight: 600, color: colour}),
        text(labels.filter(l => !l.big), {text: {field: 'text'}, x: {value: w + 5}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', fontSize: 12, color: SOFT}),
        panelTitle(plan)
      ]};
    });
  },

  curve(chart, width) {
    const most = Math.max(...chart.panels.flatMap(panel => panel.levels.map(level => level[3]))) * 1.02 || 1;
    const height = isNarrow(width) ? 130 : 170;
    const columns = Math.min(chart.panels.length, isNarrow(width) ? 1 : 3);
    const each = Math.floor((width - 50) / columns) - 34;
    return {columns, spacing: {column: 34, row: 40}, concat: chart.panels.map((panel, k) => {
      const values = panel.levels.map(level => ({x: level[0], low: level[1], mean: level[2], high: level[3], capped: level[4]}));
      const levels = values.map(value => value.x);
      const x = {field: 'x', type: 'quantitative', title: null, scale: {domain: [Math.min(...levels), Math.max(...levels)], nice: false}, axis: {values: levels, grid: false, format: '~g', labelOverlap: 'greedy', tickSize: 4}};
      const y = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, most], nice: false}, axis: {tickCount: 4, grid: true, gridColor: GRID, domain: false, ticks: false, labels: k % columns === 0,
        format: chart.measure === 'share' ? '.0%' : chart.measure === 'count' ? 'd' : '.1f'}});
      const ring = panel.enough === null ? [] : [{...values[panel.enough], label: figure(values[panel.enough].mean, chart.measure)}];
      return {width: each, height, layer: [
        {data: {values}, mark: mark('area', {opacity: 0.18, color: '#1477b8'}), encoding: {x, y: y('low'), y2: {field: 'high'}}},
        {data: {values}, mark: mark('line', {color: '#1477b8', strokeWidth: 2.2}), encoding: {x, y: y('mean')}},
        {data: {values: values.filter(value => !value.capped)}, mark: mark('point', {filled: true, color: '#1477b8', opacity: 1, size: 40}), encoding: {x, y: y('mean')}},
        {data: {values: values.filter(value => value.capped)}, mark: mark('point', {shape: 'cross', filled: true, color: '#b8520a', opacity: 1, size: 55}), encoding: {x, y: y('mean')}},
        {data: {values: ring}, mark: mark('point', {color: INK, size: 170, strokeWidth: 2, opacity: 1}), encoding: {x, y: y('mean')}},
        {data: {values: ring}, mark: mark('text', {dy: -16, fontSize: 13, fontWeight: 600, color: INK}), encoding: {x, y: y('mean'), text: {field: 'label'}}},
        text([{text: said(panel.name).split(' · ')}], {text: {field: 'text'}, x: {value: 0}, y: {value: -12 - 16 * (said(panel.name).split(' · ').length - 1)}}, {align: 'left', fontSize: 13, fontWeight: 600, lineHeight: 16, limit: each + 30})
      ]};
    })};
  },

  gap(chart, width) {
    const height = isNarrow(width) ? 120 : 150;
    return panels(width, chart.panels.length, (plan, w, first) => {
      const rows = rowsOf(chart.panels[plan], ['written', 'action']);
      const colour = report.plans[plan].colour;
      const x = TIME(w, year(0));
      const y = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, 1]}, axis: {tickCount: 3, grid: true, gridColor: GRID, domain: false, ticks: false, labels: first, format: '.1f'}});
      const end = rows.at(-1);
      const moved = apart([height * (1 - end.written), height * (1 - end.action)], 15, height);
      const labels = [{text: number(end.written, 2), y: moved[0]}, {text: number(end.action, 2), y: moved[1]}];
      const inside = [];
      if (end.written - end.action > 0.3) {
        const place = v => height * (1 - v);
        inside.push({text: said(WORDS.gap), y: (place(end.written) + place(end.action)) / 2});
      }
      return {width: w, height, layer: [
        {data: {values: rows}, mark: mark('area', {opacity: 0.12, color: colour}), encoding: {x, y: y('written'), y2: {field: 'action'}}},
        {data: {values: rows}, mark: mark('line', {color: colour, strokeWidth: 1.8, strokeDash: [5, 3]}), encoding: {x, y: y('written')}},
        {data: {values: rows}, mark: mark('line', {color: colour, strokeWidth: 2.6}), encoding: {x, y: y('action')}}, planStart(),
        text(labels, {text: {field: 'text'}, x: {value: w + 5}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', color: colour}),
        text(inside, {text: {field: 'text'}, x: {value: w * 0.78}, y: {field: 'y', type: 'quantitative', scale: null}}, {fontStyle: 'italic', color: colour}),
        panelTitle(plan)
      ]};
    });
  },

  orders(chart, width) {
    const names = report.plans.map((_, plan) => String(plan));
    const lines = chart.lines.flatMap((line, k) => line.v.map((value, plan) => ({k, plan: String(plan), value, leads: line.leads})));
    const medians = chart.medians.map((value, plan) => ({plan: String(plan), value, label: figure(value, 'level')}));
    const x = {field: 'plan', type: 'ordinal', scale: {domain: names, padding: 0.3}, sort: null, title: null,
      axis: {labelAngle: 0, labelFontSize: 13, domain: false, ticks: false, labelLimit: width / names.length - 8,
        labelExpr: JSON.stringify(report.plans.map((_, plan) => planTitle(plan))) + '[toNumber(datum.value)]'}};
    const y = {field: 'value', type: 'quantitative', title: null, scale: {domain: [0, 1]}, axis: {grid: true, gridColor: GRID, domain: false, ticks: false, tickCount: 5, format: '.2f'}};
    const drawn = (leads, color, opacity, strokeWidth) => ({data: {values: lines.filter(line => line.leads === leads)},
      mark: mark('line', {color, opacity, strokeWidth}), encoding: {x, y, detail: {field: 'k', type: 'nominal'}}});
    return {width: width - 60, height: 260, layer: [
      drawn(true, '#6b7078', 0.28, 0.8), drawn(false, '#000', 0.85, 1.2),
      {data: {values: [{v: 0.5}]}, mark: mark('rule', {strokeDash: [2, 3], color: SOFT}), encoding: {y: {field: 'v', type: 'quantitative'}}},
      ...medians.map((median, plan) => ({data: {values: [median]}, mark: mark('point', {shape: report.plans[plan].drawing, filled: true, size: 110, opacity: 1, color: report.plans[plan].colour, stroke: '#fff', strokeWidth: 1}), encoding: {x, y}})),
      ...medians.map((median, plan) => ({data: {values: [median]}, mark: mark('text', {align: 'left', dx: 11, fontSize: 15, fontWeight: 600, color: report.plans[plan].colour, stroke: null}), encoding: {x, y, text: {field: 'label'}}}))
    ]};
  },

  correlations(chart, width) {
    const rows = chart.rows.map((row, k) => ({...row, k, name: said(row.label), shown: (row.value > 0 && (chart.domain ?? [-1])[0] < 0 ? '+' : '') + number(row.value, 2), side: row.value > 0 ? row.high : row.low}));
    const labels = isNarrow(width) ? 190 : 270;
    const y = {field: 'k', type: 'ordinal', sort: null, title: null, axis: {domain: false, ticks: false, labelLimit: labels, labelFontSize: 13, labelPadding: 8,
      labelExpr: JSON.stringify(rows.map(row => row.name)) + '[datum.value]'}};
    const domain = chart.domain ?? [-1, 1], signed = domain[0] < 0;
    const x = field => ({field, type: 'quantitative', title: null, scale: {domain}, axis: {grid: true, gridColor: GRID, domain: false, ticks: false, tickCount: 5, format: signed ? '+.1f' : '~g'}});
    return {data: {values: rows}, width: width - labels - 40, height: {step: 24}, layer: [
      {data: {values: [{v: 0}]}, mark: mark('rule', {color: SOFT}), encoding: {x: {field: 'v', type: 'quantitative'}}},
      {mark: mark('rule', {strokeWidth: 3, color: '#98a2ad'}), encoding: {y, x: x('low'), x2: {field: 'high'}}},
      {mark: mark('point', {filled: true, size: 70, color: INK, opacity: 1}), encoding: {y, x: x('value')}},
      ...[1, -1].map(sign => ({transform: [{filter: sign > 0 ? 'datum.value > 0' : 'datum.value <= 0'}], mark: mark('text', {align: sign > 0 ? 'left' : 'right', dx: 8 * sign, fontSize: 12, color: INK}), encoding: {y, x: x('side'), text: {field: 'shown'}}}))
    ]};
  },

  levels(chart, width) {
    const columns = isNarrow(width) ? 1 : 3;
    const labels = 132;
    const each = Math.floor((width - (columns - 1) * 24) / columns) - labels - 16;
    const plans = report.plans.length;
    const line = 20;
    return {columns, spacing: {column: 18, row: 30}, concat: chart.panels.map(panel => {
      const rows = panel.plans.map((of, plan) => ({plan, low: of[0], middle: of[1], high: of[2], y: plan * line + line / 2, label: panel.share ? percent(of[1]) : number(of[1], 2)}));
      const x = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, 1]}, axis: {values: [0, 0.5, 1], grid: true, gridColor: GRID, labels: false, domain: false, ticks: false}});
      const y = {field: 'y', type: 'quantitative', scale: null, axis: null};
      return {width: each, height: plans * line, layer: [
        text([{text: said(panel.name)}], {text: {field: 'text'}, x: {value: 0}, y: {value: -10}}, {align: 'left', fontSize: 14, fontWeight: 600}),
        ...rows.flatMap(row => {
          const colour = report.plans[row.plan].colour, values = [row];
          return [
            {data: {values}, mark: mark('rule', {strokeWidth: 7, color: colour, opacity: 0.25}), encoding: {x: x('low'), x2: {field: 'high'}, y}},
            {data: {values}, mark: mark('point', {shape: report.plans[row.plan].drawing, filled: true, size: 62, opacity: 1, color: colour}), encoding: {x: x('middle'), y}},
            ...[{stroke: '#fff', strokeWidth: 3.5}, {}].map(halo => ({data: {values}, mark: mark('text', {align: row.middle > 0.8 ? 'right' : 'left', dx: row.middle > 0.8 ? -8 : 8, fontSize: 12.5, fontWeight: 600, color: colour, ...halo}), encoding: {x: x('middle'), y, text: {field: 'label'}}})),
            text([{text: planTitle(row.plan), y: row.y}], {text: {field: 'text'}, x: {value: -8}, y}, {align: 'right', fontSize: 12.5, limit: labels - 10, color: colour})
          ];
        }),
        ...(panel.before === null ? [] : [{data: {values: [{v: panel.before}]}, mark: mark('rule', {color: INK, strokeWidth: 1.5}), encoding: {x: {field: 'v', type: 'quantitative'}}}])
      ]};
    })};
  },

  kecamatan(chart, width) {
    const labels = isNarrow(width) ? 96 : 150, plans = report.plans.length;
    const line = 5 * plans + 10;
    const values = chart.rows.flatMap((row, k) => row.plans.map((of, plan) => ({k, plan, low: of[0], middle: of[1], high: of[2], y: k * line + 8 + plan * 5})));
    const x = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, 1]}, axis: {grid: true, gridColor: GRID, domain: false, ticks: false, tickCount: 5, format: '.2f'}});
    const y = {field: 'y', type: 'quantitative', scale: null, axis: null};
    const w = width - labels - 24;
    const heads = report.plans.map((_, plan) => ({text: planTitle(plan), plan}));
    return {width: w, height: chart.rows.length * line, layer: [
      text(chart.rows.map((row, k) => ({text: row.name, y: k * line + 8 + 2.5 * (plans - 1)})), {text: {field: 'text'}, x: {value: -10}, y}, {align: 'right', limit: labels - 8}),
      ...heads.map((head, k) => text([head], {text: {field: 'text'}, x: {value: isNarrow(width) ? (k % 2) * w / 2 : k * w / heads.length}, y: {value: isNarrow(width) ? -14 - 16 * (1 - Math.floor(k / 2)) : -12}}, {align: 'left', fontSize: 13, fontWeight: 600, color: report.plans[head.plan].colour})),
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
    const size = Math.min(260, Math.floor((width - 12 * columns) / columns));
    const nodes = ringed(chart.nodes);
    const middle = size / 2, radius = r => r * (size / 2 - 8);
    const place = node => ({px: middle + radius(node.r) * Math.sin(node.a), py: middle - radius(node.r) * Math.cos(node.a)});
    const spots = nodes.map(place);
    const ties = nodes.flatMap((node, k) => node.parent < 0 ? [] : [{...spots[k], qx: spots[node.parent].px, qy: spots[node.parent].py}]);
    const flat = field => ({field, type: 'quantitative', scale: null, axis: null});
    return {columns, spacing: {column: 10, row: 34}, concat: Array.from({length: plans}, (_, plan) => ({
      width: size, height: size, layer: [
        {data: {values: ties}, mark: mark('rule', {color: '#cfd6dd', strokeWidth: 0.6}), encoding: {x: flat('px'), y: flat('py'), x2: {field: 'qx'}, y2: {field: 'qy'}}},
        {data: {values: nodes.map((node, k) => ({...spots[k], colour: classOf(node.action[plan]), size: node.size}))},
          mark: mark('circle', {opacity: 1, stroke: '#5b6672', strokeWidth: 0.5}),
          encoding: {x: flat('px'), y: flat('py'), size: {field: 'size', type: 'quantitative', scale: null, legend: null}, fill: {field: 'colour', type: 'nominal', scale: null, legend: null}}},
        panelTitle(plan)
      ]}))};
  },

  money(chart, width) {
    const most = Math.max(...chart.panels.flatMap(panel => panel.stacks.map(stack => stack.reduce((a, b) => a + b, 0)))) * 1.12 || 1;
    const height = isNarrow(width) ? 130 : 170;
    return panels(width, chart.panels.length, (plan, w, first) => {
      const values = chart.panels[plan].stacks.flatMap((stack, k) => {
        let below = 0;
        return stack.map((amount, kind) => ({year: chart.years[k], kind, low: below, high: below += amount}));
      });
      const shown = Math.max(1, Math.ceil(chart.years.length / Math.max(2, Math.floor(w / 44))));
      return {width: w, height, layer: [
        {data: {values}, mark: mark('bar', {stroke: '#fff', strokeWidth: 0.4}), encoding: {
          x: {field: 'year', type: 'ordinal', title: null, scale: {paddingInner: 0.12, paddingOuter: 0.05}, axis: {labelAngle: 0, domain: false, ticks: false, values: chart.years.filter((_, k) => k % shown === 0), labelExpr: "\"'\" + slice(datum.value + '', 2)"}},
          y: {field: 'low', type: 'quantitative', title: null, scale: {domain: [0, most], nice: false}, axis: {tickCount: 4, grid: true, gridColor: GRID, domain: false, ticks: false, labels: first, format: '~g'}},
          y2: {field: 'high'}, color: {field: 'kind', type: 'ordinal', legend: null, scale: {domain: MONEY.map((_, k) => k), range: MONEY}}}},
        text([{text: said(WORDS.mean) + ' ' + number(chart.panels[plan].mean, 2)}], {text: {field: 'text'}, x: {value: w}, y: {value: 6}}, {align: 'right', fontSize: 12.5}),
        panelTitle(plan)
      ]};
    }, 24);
  },

  trained(chart, width) {
    const otherwise = chart.what_ifs ?? [];
    const most = Math.max(...chart.panels.flat(), ...otherwise.flatMap(of => of.line), 0.01) * 1.1, height = 240, w = width - 226;
    const x = TIME(w, year(Math.max(0, report.first - 1)));
    const y = {field: 'v', type: 'quantitative', title: null, scale: {domain: [0, most], nice: false}, axis: {tickCount: 4, grid: true, gridColor: GRID, domain: false, ticks: false, format: most < 0.05 ? '.1%' : '.0%'}};
    const lines = chart.panels.map(series => series.map((v, month) => ({t: year(month + 1), v})).slice(Math.max(0, report.first - 1)));
    otherwise.forEach(of => lines.push(of.line.map((v, month) => ({t: year(month + 1), v})).slice(Math.max(0, report.first - 1))));
    const plans = chart.panels.length;
    const moved = apart(lines.map(line => height * (1 - line.at(-1).v / most)), otherwise.length > 0 ? 24 : 16, height);
    const dashes = [[6, 3], [2, 3], [8, 2, 2, 2]];
    return {width: w, height, layer: lines.flatMap((values, k) => {
      const plan = k < plans ? k : chart.plan;
      const name = k < plans ? [planTitle(plan)] : [said(report.plans[plan].name) + ',', said(otherwise[k - plans].name)];
      const more = k < plans ? {strokeWidth: 2.2} : {strokeWidth: 1.6, strokeDash: dashes[(k - plans) % dashes.length]};
      return [
        {data: {values}, mark: mark('line', {color: report.plans[plan].colour, ...more}), encoding: {x, y}},
        text([{text: [...name.slice(0, -1), name.at(-1) + ' ' + percent(values.at(-1).v)], y: moved[k]}], {text: {field: 'text'}, x: {value: w + 6}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', limit: 222, fontSize: 12.5, color: report.plans[plan].colour})
      ];
    })};
  },

  flows(chart, width) {
    const colours = ['#1c8a7c', '#6dbfae', '#b4ded3', '#5a3206', '#c47b12'];
    const w = width - 150, height = 210;
    const values = chart.flows.flatMap((flow, k) => {
      let up = 0, down = 0;
      return flow.map((amount, cause) => amount >= 0 ? {year: chart.years[k], cause, low: up, high: up += amount} : {year: chart.years[k], cause, low: down, high: down += amount});
    });
    const low = Math.min(...values.map(v => v.high), 0) * 1.08, high = Math.max(...values.map(v => v.high), 1) * 1.08;
    const place = v => height * (high - v) / (high - low);
    const last = values.filter(value => value.year === chart.years.at(-1) && Math.abs(value.high - value.low) >= 0.05);
    const moved = apart(last.map(value => place((value.low + value.high) / 2)), 16, height);
    const labels = last.map((value, k) => ({text: (value.high > value.low ? '+' : '') + number(value.high - value.low, Math.abs(value.high - value.low) < 10 ? 1 : 0) + ' ' + said(chart.causes[value.cause]), y: moved[k]}));
    const shown = Math.max(1, Math.ceil(chart.years.length / Math.max(2, Math.floor(w / 44))));
    return {width: w, height, layer: [
      {data: {values}, mark: mark('bar'), encoding: {
        x: {field: 'year', type: 'ordinal', title: null, scale: {paddingInner: 0.15}, axis: {labelAngle: 0, domain: false, ticks: false, values: chart.years.filter((_, k) => k % shown === 0), labelExpr: "\"'\" + slice(datum.value + '', 2)"}},
        y: {field: 'low', type: 'quantitative', title: null, scale: {domain: [low, high], nice: false}, axis: {tickCount: 5, grid: true, gridColor: GRID, domain: false, ticks: false, format: '+d'}},
        y2: {field: 'high'}, color: {field: 'cause', type: 'ordinal', legend: null, scale: {domain: colours.map((_, k) => k), range: colours}}}},
      {data: {values: [{v: 0}]}, mark: mark('rule', {color: INK}), encoding: {y: {field: 'v', type: 'quantitative'}}},
      text(labels, {text: {field: 'text'}, x: {value: w + 6}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', fontSize: 12.5})
    ]};
  }
};

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
