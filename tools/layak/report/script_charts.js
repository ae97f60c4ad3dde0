// The charts: of each kind a function that gives its Vega-Lite specification.

const mark = (type, more) => ({type, tooltip: null, ...more});
const text = (values, encoding, more) => ({data: {values}, mark: mark('text', {fontSize: 13, color: INK, ...more}), encoding});

/// Ticks of the years; of less than two years the first month and the last.
function years(width, from) {
  const end = year(report.months), first = Math.ceil(from - 1e-9), last = Math.ceil(end - 1e-9) - 1; // of which there are months
  const shared = {grid: false, tickSize: 4, labelPadding: 4};
  if (last - first < 2) {
    const short = month => monthName(month).replace(/^(\S{3})\S*/, '$1');
    const start = Math.round((from - year(0)) * 12), [one, other] = [short(start), short(report.months - 1)];
    return {...shared, values: one === other ? [from] : [from, end], labelFlush: true, labelOverlap: false,
      labelExpr: `datum.value < ${(from + end) / 2} ? ${JSON.stringify(one)} : ${JSON.stringify(other)}`};
  }
  const least = 46 * (end - from) / width; // pixels from label to label
  const step = [1, 2, 5, 10, 20, 50].find(step => step >= least) ?? 100;
  const values = [];
  for (let y = Math.ceil(first / step) * step; y <= last; y += step) values.push(y);
  if (values.length > 2 && (end - values.at(-1)) * width / (end - from) < 7) values.pop(); // it would run into what stands beside the panel
  if (values.length < 2) return {...shared, values: [first, last], labelFlush: false, labelExpr: "datum.value + ''"};
  return {...shared, values, labelFlush: false, labelExpr: "datum.value + ''"};
}
const TIME = (width, from) => ({field: 't', type: 'quantitative', title: null, scale: {domain: [from, year(report.months)], nice: false}, axis: years(width, from)});

/// Panels beside each other, a plan each, with its name above; `second` gives lines under the name.
function panels(width, plans, panel, gap = 56, second = () => []) {
  const columns = Math.min(plans, isNarrow(width) ? 2 : plans <= 4 ? plans : 3);
  const each = Math.floor((width - 44 - gap * columns) / columns);
  const titles = Array.from({length: plans}, (_, plan) => wrapped(planTitle(plan), each + gap - 14, 14, 2, 600));
  const lines = Math.max(...titles.map((title, plan) => title.length + second(plan).length));
  return {
    columns, spacing: {column: gap, row: 18 + 17 * lines},
    concat: titles.map((title, plan) => {
      const spec = panel(plan, each, plan % columns === 0);
      const under = second(plan);
      spec.layer.push(...titled(title, report.plans[plan].colour, lines), ...titled(under, INK, lines - title.length, 400));
      return spec;
    })
  };
}
/// Lines above a panel, which begin as if there were `of` of them.
const titled = (lines, color, of, fontWeight = 600) => lines.map((line, k) =>
  text([{text: line}], {text: {field: 'text'}, x: {value: 0}, y: {value: -12 - 17 * (of - 1 - k)}}, {align: 'left', fontSize: fontWeight > 400 ? 14 : 12.5, fontWeight, color}));
const planStart = () => ({data: {values: [{t: year(report.first)}]}, mark: mark('rule', {strokeDash: [4, 3], color: SOFT}), encoding: {x: {field: 't', type: 'quantitative'}}});

/// A row a month; a single month is drawn from its beginning to its end.
function rowsOf(series, names) {
  const rows = series.map((row, month) => {
    const out = {t: year(month + 1)};
    names.forEach((name, k) => out[name] = row[k]);
    return out;
  });
  return rows.length === 1 ? [{...rows[0], t: year(0)}, ...rows] : rows;
}
/// A text on white, so that it can be read whatever lies under it.
const onWhite = (...of) => [{stroke: '#fff', strokeWidth: 4, strokeJoin: 'round'}, {}].map(more => {
  const layer = text(...of);
  return {...layer, mark: {...layer.mark, ...more}};
});

/// Whether the names of all plans can stand beside each other.
const namesFit = width => (width - 60) / report.plans.length >= 84;

/// Where an axis from 0 ends: with room for a number above the highest; of a scale to 1 that is nearly used up, behind 1.
function topOf(chart, values) {
  const most = Math.max(...values) * 1.12 || 1;
  return chart.measure === 'level' && most > 0.85 ? Math.max(most, 1.02) : most;
}

/// The middle, and the ends of the 90 % range. \param of  [low, lower, middle, upper, high]
const rangeLabels = (of, measure) => [figure(of[2], measure), limit(of[0], measure, false), limit(of[4], measure, true)];

const draw = {
  fan(chart, width) {
    const panelsShown = chart.alone && shownBands() === 'alone' ? chart.alone : chart.panels;
    const names = ['low', 'lower', 'middle', 'upper', 'high'];
    const most = topOf(chart, [...[...chart.panels, ...(chart.alone ?? [])].flat().map(row => row[4]), ...chart.observed.map(o => o[1])]);
    const height = isNarrow(width) ? 120 : 150;
    const labelsOf = plan => rangeLabels(panelsShown[plan].at(-1), chart.measure);
    const room = Math.max(...panelsShown.map((_, plan) => Math.max(measured(labelsOf(plan)[0], 15, 600), widest(labelsOf(plan), 12)))) + 18;
    return panels(width, chart.panels.length, (plan, w, first) => {
      const rows = rowsOf(panelsShown[plan], names);
      const history = rows.slice(0, report.first), future = rows.slice(Math.max(0, report.first - 1));
      const colour = report.plans[plan].colour;
      const y = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, most], nice: false},
        axis: {...steps(0, most, 4, stepText(chart.measure)), grid: true, gridColor: GRID, domain: false, ticks: false, labels: first}});
      const x = TIME(w, year(0));
      const band = (values, low, high, opacity, fill) => ({data: {values}, mark: mark('area', {opacity, color: fill, interpolate: 'monotone'}), encoding: {x, y: y(low), y2: {field: high}}});
      const line = (values, more) => ({data: {values}, mark: mark('line', more), encoding: {x, y: y('middle')}});
      const end = rows.at(-1);
      const places = ['middle', 'low', 'high'].map(name => height * (1 - end[name] / most));
      // The middle stays at its line. A limit that reads the same is left out.
      const shown = labelsOf(plan).map((text, k) => ({text, y: places[k], big: k === 0})).filter((label, k, all) => k === 0 || !all.slice(0, k).some(other => other.text === label.text));
      const moved = aroundFirst(shown.map(label => label.y), 15);
      const under = Math.max(0, Math.max(...moved) - (height - 5)); // the years stand there
      const labels = shown.map((label, k) => ({...label, y: moved[k] - under}));
      const others = chart.panels.map((_, other) => other).filter(other => other !== plan);
      return {width: w, height, layer: [
        band(history, 'low', 'high', 0.17, HISTORY), band(history, 'lower', 'upper', 0.3, HISTORY),
        band(future, 'low', 'high', 0.17, colour), band(future, 'lower', 'upper', 0.3, colour),
        ...others.map(other => line(rowsOf(panelsShown[other], names).slice(Math.max(0, report.first - 1)), {color: '#8a949e', strokeWidth: 1, strokeDash: [1, 3]})),
        line(history, {color: HISTORY, strokeWidth: 2}), line(future, {color: colour, strokeWidth: 2.6}), planStart(),
        ...[0, 1].map(assumed => ({data: {values: chart.observed.filter(o => o[2] === assumed).map(o => ({t: year(o[0] + 1), middle: o[1]}))},
          mark: mark('point', {filled: !assumed, color: '#000', size: 34, strokeWidth: 1.4, opacity: 1}), encoding: {x, y: y('middle')}})),
        text(labels.filter(l => l.big), {text: {field: 'text'}, x: {value: w + 9}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', fontSize: 15, fontWeight: 600, color: colour}),
        text(labels.filter(l => !l.big), {text: {field: 'text'}, x: {value: w + 9}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', fontSize: 12, color: SOFT})
      ]};
    }, room);
  },

  /// A panel a plan: what its levels bring, with the other factors as chosen.
  curve(chart, width) {
    const shown = chart.combinations[chosenCurves(chart)].plans;
    const levelsOf = of => of.levels.map(([x, low, lower, middle, upper, high, capped]) => ({x, low, lower, middle, upper, high, capped}));
    const curves = shown.map(of => of && levelsOf(of));
    const most = topOf(chart, chart.combinations.flatMap(of => of.plans).filter(of => of).flatMap(of => of.levels.map(level => level[5])));
    const height = isNarrow(width) ? 130 : 190;
    const there = curves.flatMap((of, plan) => of ? [plan] : []);
    const labelsOf = plan => rangeLabels(shown[plan].levels.at(-1).slice(1), chart.measure);
    const room = Math.max(...there.map(plan => Math.max(measured(labelsOf(plan)[0], 15, 600), widest(labelsOf(plan), 12)))) + 14;
    return panels(width, curves.length, (plan, w, first) => {
      const values = curves[plan] ?? [], colour = report.plans[plan].colour;
      const across = there.flatMap(of => [...curves[of].map(value => value.x), ...(shown[of].points ?? []).map(([x]) => x)]), from = Math.min(...across), to = Math.max(...across);
      const x = {field: 'x', type: 'quantitative', title: null, scale: {domain: [from, to], nice: false}, axis: {...apartLevels(values.map(value => value.x), w, from, to), grid: false, labelOverlap: false, labelFlush: true, tickSize: 4}};
      const y = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, most], nice: false}, axis: {...steps(0, most, 4, stepText(chart.measure)), grid: true, gridColor: GRID, domain: false, ticks: false, labels: first}});
      if (values.length === 0) return {width: w, height, layer: [{data: {values: [{x: from}]}, mark: mark('rule', {opacity: 0}), encoding: {x}}]};
      const band = (low, high, opacity) => ({data: {values}, mark: mark('area', {opacity, color: colour}), encoding: {x, y: y(low), y2: {field: high}}});
      const points = (of, more) => ({data: {values: of}, mark: mark('point', {shape: report.plans[plan].drawing, color: colour, opacity: 1, size: 55, ...more}), encoding: {x, y: y('middle')}});
      const end = values.at(-1);
      const labels = labelsOf(plan).map((text, k) => ({text, y: height * (1 - end[['middle', 'low', 'high'][k]] / most), big: k === 0})).filter((label, k, all) => k === 0 || !all.slice(0, k).some(other => other.text === label.text));
      const moved = aroundFirst(labels.map(label => label.y), 15);
      const atEnd = big => text(labels.map((label, k) => ({...label, y: moved[k]})).filter(label => label.big === big), {text: {field: 'text'}, x: {value: w + 8}, y: {field: 'y', type: 'quantitative', scale: null}},
        big ? {align: 'left', fontSize: 15, fontWeight: 600, color: colour} : {align: 'left', fontSize: 12, color: SOFT});
      return {width: w, height, layer: [
        band('low', 'high', 0.17), band('lower', 'upper', 0.3),
        {data: {values: (shown[plan].points ?? []).map(([x, middle]) => ({x, middle}))}, mark: mark('point', {shape: 'circle', filled: true, color: colour, opacity: 0.35, size: 9, clip: true}), encoding: {x, y: y('middle')}},
        ...there.filter(other => other !== plan).map(other => ({data: {values: curves[other]}, mark: mark('line', {color: '#8a949e', strokeWidth: 1, strokeDash: [1, 3]}), encoding: {x, y: y('middle')}})),
        {data: {values}, mark: mark('line', {color: colour, strokeWidth: 2.6}), encoding: {x, y: y('middle')}},
        points(values.filter(value => !value.capped), {filled: true}), points(values.filter(value => value.capped), {color: undefined, filled: undefined, fill: '#fff', stroke: colour, strokeWidth: 1.6}),
        {data: {values: shown[plan].enough === null ? [] : [values[shown[plan].enough]]}, mark: mark('point', {shape: 'circle', color: INK, size: 210, strokeWidth: 2, opacity: 1}), encoding: {x, y: y('middle')}},
        atEnd(true), atEnd(false)
      ]};
    }, room);
  },

  gap(chart, width) {
    const height = isNarrow(width) ? 120 : 150, top = 1.12; // room for a number above the highest
    const gaps = chart.panels.map(series => series.at(-1)[0] - series.at(-1)[1]), open = gaps.indexOf(Math.max(...gaps));
    return panels(width, chart.panels.length, (plan, w, first) => {
      const rows = rowsOf(chart.panels[plan], ['written', 'action']);
      const colour = report.plans[plan].colour;
      const x = TIME(w, year(0));
      const y = field => ({field, type: 'quantitative', title: null, scale: {domain: [0, top], nice: false}, axis: {values: [0, 0.5, 1], grid: true, gridColor: GRID, domain: false, ticks: false, labels: first, format: '.1f'}});
      const end = rows.at(-1);
      const place = v => height * (1 - v / top);
      const moved = apart([place(end.written), place(end.action)], 15, height);
      const labels = [{text: number(end.written, 2), y: moved[0]}, {text: number(end.action, 2), y: moved[1]}];
      // What the lines are is said once, where there is most room for it.
      const inside = plan !== open || end.written - end.action < 0.4 ? [] : [
        {text: said(WORDS.written), y: place(end.written) + 11}, {text: said(WORDS.gap), y: (place(end.written) + place(end.action)) / 2},
        {text: said(WORDS.action), y: place(end.action) - 11}];
      return {width: w, height, layer: [
        {data: {values: rows}, mark: mark('area', {opacity: 0.12, color: colour}), encoding: {x, y: y('written'), y2: {field: 'action'}}},
        {data: {values: rows}, mark: mark('line', {color: colour, strokeWidth: 1.8, strokeDash: [5, 3]}), encoding: {x, y: y('written')}},
        {data: {values: rows}, mark: mark('line', {color: colour, strokeWidth: 2.6}), encoding: {x, y: y('action')}}, planStart(),
        text(labels, {text: {field: 'text'}, x: {value: w + 5}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', color: colour}),
        ...onWhite(inside, {text: {field: 'text'}, x: {value: w - 4}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'right', fontStyle: 'italic', color: colour})
      ]};
    });
  },

  orders(chart, width) {
    const names = report.plans.map((_, plan) => String(plan));
    const lines = chart.lines.flatMap((line, k) => line.v.map((value, plan) => ({k, plan: String(plan), value, leads: line.leads})));
    const medians = chart.medians.map((value, plan) => ({plan: String(plan), value, label: figure(value, 'level')}));
    const x = {field: 'plan', type: 'ordinal', scale: {domain: names, padding: 0.3}, sort: null, title: null,
      axis: {labelAngle: 0, labelFontSize: 13, labelLineHeight: 16, domain: false, ticks: false, labelLimit: 400, labelPadding: 6, labelOverlap: false,
        labelExpr: JSON.stringify(report.plans.map((plan, k) => namesFit(width) ? wrapped(planTitle(k), (width - 60) / names.length - 10, 13, 3) : plan.mark)) + '[toNumber(datum.value)]'}};
    const y = {field: 'value', type: 'quantitative', title: null, scale: {domain: [0, 1]}, axis: {grid: true, gridColor: GRID, domain: false, ticks: false, tickCount: 5, format: '.2f'}};
    const drawn = (leads, color, opacity, strokeWidth) => ({data: {values: lines.filter(line => line.leads === leads)},
      mark: mark('line', {color, opacity, strokeWidth}), encoding: {x, y, detail: {field: 'k', type: 'nominal'}}});
    return {width: width - 60, height: 260, layer: [
      drawn(true, '#6b7078', 0.28, 0.8), drawn(false, '#000', 0.85, 1.2),
      {data: {values: [{v: report.layakAction}]}, mark: mark('rule', {strokeDash: [2, 3], color: SOFT}), encoding: {y: {field: 'v', type: 'quantitative'}}},
      ...medians.map((median, plan) => ({data: {values: [median]}, mark: mark('point', {shape: report.plans[plan].drawing, filled: true, size: 110, opacity: 1, color: report.plans[plan].colour, stroke: '#fff', strokeWidth: 1}), encoding: {x, y}})),
      ...medians.flatMap((median, plan) => onWhite([median], {x, y, text: {field: 'label'}}, {align: 'left', dx: 11, fontSize: namesFit(width) ? 15 : 12, fontWeight: 600, color: report.plans[plan].colour}))
    ]};
  },

  correlations(chart, width) {
    const labels = isNarrow(width) ? 150 : 270, domain = chart.domain ?? [-1, 1], signed = domain[0] < 0;
    const place = value => (width - labels - 44) * (value - domain[0]) / (domain[1] - domain[0]);
    const rows = chart.rows.map((row, k) => {
      if (row.value === undefined) return {k, name: said(row.label), shown: said(WORDS.untold), untold: true, right: true, side: domain[0]};
      const shown = (row.value > 0 && signed ? '+' : '') + number(row.value, 2);
      const right = row.value > 0 || place(row.low) - 10 < measured(shown, 12); // at the left it would run into the names
      return {...row, k, name: said(row.label), shown, right, side: right ? row.high : row.low};
    });
    const names = rows.map(row => wrapped(row.name, labels, 13, 3));
    const y = {field: 'k', type: 'ordinal', sort: null, title: null, axis: {domain: false, ticks: false, labelLimit: 400, labelFontSize: 13, labelLineHeight: 15, labelPadding: 8, labelOverlap: false,
      labelExpr: JSON.stringify(names) + '[datum.value]'}};
    const x = field => ({field, type: 'quantitative', title: null, scale: {domain}, axis: {grid: true, gridColor: GRID, domain: false, ticks: false, ...steps(...domain, isNarrow(width) ? 2 : signed ? 4 : 5, signed ? signedText : number)}});
    return {data: {values: rows}, width: width - labels - 44, height: {step: 9 + 15 * Math.max(...names.map(name => name.length))}, layer: [
      {data: {values: [{v: 0}]}, mark: mark('rule', {color: SOFT}), encoding: {x: {field: 'v', type: 'quantitative'}}},
      {transform: [{filter: '!datum.untold'}], mark: mark('rule', {strokeWidth: 3, color: '#98a2ad'}), encoding: {y, x: x('low'), x2: {field: 'high'}}},
      {transform: [{filter: '!datum.untold'}], mark: mark('point', {filled: true, size: 70, color: INK, opacity: 1}), encoding: {y, x: x('value')}},
      ...[1, -1].map(sign => ({transform: [{filter: sign > 0 ? 'datum.right' : '!datum.right'}], mark: mark('text', {align: sign > 0 ? 'left' : 'right', dx: 8 * sign, fontSize: 12, color: INK}), encoding: {y, x: x('side'), text: {field: 'shown'}}}))
    ]};
  },

  money(chart, width) {
    const most = Math.max(...chart.panels.flatMap(panel => panel.stacks.map(stack => stack.reduce((a, b) => a + b, 0)))) * 1.02 || 1;
    const height = isNarrow(width) ? 130 : 170;
    return panels(width, chart.panels.length, (plan, w, first) => {
      const values = chart.panels[plan].stacks.flatMap((stack, k) => {
        let below = 0;
        return stack.map((amount, kind) => ({year: chart.years[k], kind, low: below, high: below += amount}));
      });
      const shown = Math.max(1, Math.ceil(chart.years.length / Math.max(2, Math.floor(w / 44))));
      return {width: w, height, layer: [
        {data: {values}, mark: mark('bar', {stroke: '#fff', strokeWidth: 0.4}), encoding: {
          x: {field: 'year', type: 'ordinal', title: null, scale: {paddingInner: 0.12, paddingOuter: 0.05}, axis: {labelAngle: 0, domain: false, ticks: false, labelPadding: 9, values: chart.years.filter((_, k) => k % shown === 0), labelExpr: "datum.value + ''"}},
          y: {field: 'low', type: 'quantitative', title: null, scale: {domain: [0, most], nice: false}, axis: {...steps(0, most, 4, number), grid: true, gridColor: GRID, domain: false, ticks: false, labels: first}},
          y2: {field: 'high'}, color: {field: 'kind', type: 'ordinal', legend: null, scale: {domain: MONEY.map((_, k) => k), range: MONEY}}}},
      ]};
    }, 24, plan => [said(WORDS.mean) + ' ' + said(chart.panels[plan].mean)]);
  },

  trained(chart, width) {
    const otherwise = chart.what_ifs ?? [], plans = chart.panels.length;
    const start = Math.max(0, report.first - 1);
    const lines = [...chart.panels, ...otherwise.map(of => of.line)].map(series => rowsOf(series.map(v => [v]), ['v']).slice(start));
    const room = Math.min(210, width * 0.5);
    const names = lines.map((values, k) => {
      const name = k < plans ? planTitle(k) : said(report.plans[chart.plan].name) + ', ' + said(otherwise[k - plans].name);
      const [low, high] = k < plans ? chart.ranges[k] : otherwise[k - plans].range;
      const range = report.single ? '' : ` (${percent(low)}\u00a0–\u00a0${percent(high)})`.replace(/ /g, '\u00a0');
      return wrapped(name + ' ' + percent(values.at(-1).v) + range, room, 12.5, 3);
    });
    const gap = 15 * Math.max(...names.map(name => name.length)) + 3;
    const w = Math.floor(width - 52 - widest(names.flat(), 12.5)), height = Math.max(240, gap * lines.length);
    const most = Math.max(...lines.flat().map(row => row.v), 0.01) * 1.1;
    const x = TIME(w, year(start));
    const y = {field: 'v', type: 'quantitative', title: null, scale: {domain: [0, most], nice: false}, axis: {...steps(0, most, 4, stepText('share')), grid: true, gridColor: GRID, domain: false, ticks: false}};
    const moved = apart(lines.map(line => height * (1 - line.at(-1).v / most)), gap, height - gap / 2);
    const dashes = [[6, 3], [2, 3], [8, 2, 2, 2]];
    return {width: w, height, layer: lines.flatMap((values, k) => {
      const color = report.plans[k < plans ? k : chart.plan].colour;
      const more = k < plans ? {strokeWidth: 2.2} : {strokeWidth: 1.6, strokeDash: dashes[(k - plans) % dashes.length]};
      return [
        {data: {values}, mark: mark('line', {color, ...more}), encoding: {x, y}},
        text([{text: names[k], y: moved[k] - 7.5 * (names[k].length - 1)}], {text: {field: 'text'}, x: {value: w + 6}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', fontSize: 12.5, lineHeight: 15, color})
      ];
    })};
  },

  flows(chart, width) {
    const colours = ['#1c8a7c', '#6dbfae', '#b4ded3', '#5a3206', '#c47b12'];
    const values = chart.flows.flatMap((flow, k) => {
      let up = 0, down = 0;
      return flow.map((amount, cause) => amount >= 0 ? {year: chart.years[k], cause, low: up, high: up += amount} : {year: chart.years[k], cause, low: down, high: down += amount});
    });
    const low = Math.min(...values.map(v => v.high), 0) * 1.08, high = Math.max(...values.map(v => v.high), 1) * 1.08;
    const height = 210, place = v => height * (high - v) / (high - low);
    const last = values.filter(value => value.year === chart.years.at(-1) && Math.abs(value.high - value.low) >= 0.05);
    const causes = last.map(value => ({y: place((value.low + value.high) / 2), text: (value.high > value.low ? '+' : '') + number(value.high - value.low, 1) + ' ' + said(chart.causes[value.cause])}));
    const moved = apart(causes.map(cause => cause.y), 16, height);
    const labels = causes.map((cause, k) => ({...cause, y: moved[k]}));
    const w = Math.floor(width - 56 - widest(labels.map(label => label.text), 12.5));
    const shown = Math.max(1, Math.ceil(chart.years.length / Math.max(2, Math.floor(w / 44))));
    return {width: w, height, layer: [
      {data: {values}, mark: mark('bar'), encoding: {
        x: {field: 'year', type: 'ordinal', title: null, scale: {paddingInner: 0.15}, axis: {labelAngle: 0, domain: false, ticks: false, labelPadding: 9, values: chart.years.filter((_, k) => k % shown === 0), labelExpr: "datum.value + ''"}},
        y: {field: 'low', type: 'quantitative', title: null, scale: {domain: [low, high], nice: false}, axis: {...steps(low, high, 5, signedText), grid: true, gridColor: GRID, domain: false, ticks: false}},
        y2: {field: 'high'}, color: {field: 'cause', type: 'ordinal', legend: null, scale: {domain: colours.map((_, k) => k), range: colours}}}},
      {data: {values: [{v: 0}]}, mark: mark('rule', {color: INK}), encoding: {y: {field: 'v', type: 'quantitative'}}},
      text(labels, {text: {field: 'text'}, x: {value: w + 6}, y: {field: 'y', type: 'quantitative', scale: null}}, {align: 'left', fontSize: 12.5})
    ]};
  }
};
