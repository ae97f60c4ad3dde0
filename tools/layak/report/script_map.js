// The map: circles or outlines, with controls, a month at a time.

/// Circles are pushed apart until none lies on another, each drawn back to its place.
function pushedApart(kelurahan, radius) {
  const spots = kelurahan.map(of => ({x: of.at[0], y: of.at[1]}));
  for (let round = 0; round < 200; ++round) {
    let moved = false;
    for (let a = 0; a < spots.length; ++a)
      for (let b = a + 1; b < spots.length; ++b) {
        const dx = spots[b].x - spots[a].x, dy = spots[b].y - spots[a].y;
        const distance = Math.hypot(dx, dy) || 1e-6, wanted = radius[a] + radius[b];
        if (distance >= wanted) continue;
        const push = (wanted - distance) / distance / 2 * 0.6;
        spots[a].x -= dx * push, spots[a].y -= dy * push, spots[b].x += dx * push, spots[b].y += dy * push;
        moved = true;
      }
    if (!moved) break;
  }
  return spots;
}

/// Names as near to the middle of their circles as they can be without lying on a circle or on each other, and nearer to
/// their own circles than to others, within the picture.
function namesBetween(names, circles, {width, height}) {
  const placed = [];
  const tall = 17;
  for (const {name, px, py} of names) {
    const shown = wrapped(name, width - 8, 13, 1, 600)[0], half = measured(shown, 13, 600) / 2 + 3;
    const overlap = (x, y) => {
      const on = circles.reduce((sum, c) => {
        const dx = Math.max(Math.abs(c.px - x) - half, 0), dy = Math.max(Math.abs(c.py - y) - tall / 2, 0);
        return sum + Math.max(0, c.r + 1 - Math.hypot(dx, dy));
      }, 0);
      return on + placed.reduce((sum, of) => sum + Math.max(0, of.half + half - Math.abs(of.px - x)) * Math.max(0, tall + 6 - Math.abs(of.py - y)), 0);
    };
    // How much farther its own circles are than others.
    const astray = (x, y) => {
      let own = 1e3, other = 1e3;
      for (const c of circles) {
        const away = Math.hypot(Math.max(Math.abs(c.px - x) - half, 0), c.py - y) - c.r;
        if (c.of === name) own = Math.min(own, away); else other = Math.min(other, away);
      }
      return Math.max(0, own - other + 8);
    };
    let best = {cost: Infinity};
    for (let y = tall / 2; y <= height - tall / 2; y += 5)
      for (let x = half; x <= width - half; x += 5) {
        const away = Math.hypot(x - px, y - py);
        if (away < best.cost) {
          const cost = away + 60 * overlap(x, y) + 4 * astray(x, y);
          if (cost < best.cost) best = {name: shown, px: x, py: y, half, cost};
        }
      }
    if (best.name) placed.push(best);
  }
  return placed;
}

/// Rows of texts in place of a table's: what the picture shows at the moment.
function fillTable(table, head, rows) {
  const cells = (kind, texts) => {
    const row = document.createElement('tr');
    texts.forEach((text, k) => {
      const cell = document.createElement(kind === 'col' || k === 0 ? 'th' : 'td');
      if (cell.tagName === 'TH') cell.scope = kind;
      if (k > 0) cell.className = 'n';
      cell.textContent = text;
      row.append(cell);
    });
    return row;
  };
  table.tHead.replaceChildren(cells('col', head));
  table.tBodies[0].replaceChildren(...rows.map(row => cells('row', row)));
}

const mapState = {};
async function drawMap(holder, chart, width) {
  const state = mapState[holder.dataset.chart] ??= {quantity: 0, plan: chart.plan, less: -1, month: chart.months.length - 1, form: 'circles', timer: 0};
  const families = Math.max(...chart.kelurahan.map(of => of.families), 1);
  const xs = chart.kelurahan.map(of => of.at[0]), ys = chart.kelurahan.map(of => of.at[1]);
  const wide = Math.max(...xs) - Math.min(...xs) || 1, tall = Math.max(...ys) - Math.min(...ys) || 1;
  const area = wide * tall / chart.kelurahan.length;
  const radius = chart.kelurahan.map(of => 0.42 * Math.sqrt(area) * Math.sqrt(Math.max(of.families, families / 40) / families));
  const spots = pushedApart(chart.kelurahan, radius);
  const pad = Math.max(...radius) * 1.3;
  const isOutlined = state.form === 'outlines';
  const corners = isOutlined ? chart.outlines.flat(2).concat(chart.kelurahan.map(of => [of.at])).flat().map(([x, y]) => ({x, y})) : spots;
  const reach = (values, sign) => values.reduce((far, value) => sign * value > sign * far ? value : far, values[0]);
  const left = reach(corners.map(s => s.x), -1) - pad, right = reach(corners.map(s => s.x), 1) + pad;
  const bottom = reach(corners.map(s => s.y), -1) - pad, top = reach(corners.map(s => s.y), 1) + pad;
  const scale = Math.min((width - 8) / (right - left), 620 / (top - bottom));
  const px = x => (x - left) * scale, py = y => (top - y) * scale;

  const controls = document.createElement('div');
  controls.className = 'controls';
  const select = (words, options, chosen, act) => {
    const label = document.createElement('label'), name = document.createElement('span'), box = document.createElement('select');
    name.className = 'label';
    name.textContent = said(words);
    options.forEach(([value, shown]) => box.add(new Option(shown, value, false, value === chosen)));
    box.addEventListener('change', () => act(box.value));
    label.append(name, box);
    controls.append(label);
  };
  select(WORDS.colour, chart.quantities.map((quantity, k) => [k, said(quantity.name)]), state.quantity, value => { state.quantity = Number(value); update(); });
  select(WORDS.plan, report.plans.map((_, plan) => [plan, planTitle(plan)]), state.plan, value => { state.plan = Number(value); update(); });
  if (chart.differences && report.plans.length > 1)
    select(WORDS.minus, [[-1, said(WORDS.none)], ...report.plans.map((_, plan) => [plan, planTitle(plan)])], state.less, value => { state.less = Number(value); update(); });
  if (chart.outlines)
    select(WORDS.form, [['circles', said(WORDS.circles)], ['outlines', said(WORDS.outlines)]], state.form, value => { state.form = value; stop(); drawChart(holder); });
  const play = document.createElement('button'), slider = document.createElement('input'), month = document.createElement('span');
  play.className = 'play';
  play.type = 'button';
  slider.type = 'range';
  slider.min = 0;
  slider.max = chart.months.length - 1;
  slider.value = state.month;
  slider.setAttribute('aria-label', said(WORDS.month));
  month.className = 'month';
  const row = document.createElement('div');
  row.className = 'controls';
  row.append(play, slider, month);
  const keys = document.createElement('div'), canvas = document.createElement('div'), sentence = document.createElement('p');
  canvas.className = 'place';
  sentence.className = 'note';
  sentence.setAttribute('aria-live', 'polite');
  holder.append(controls, row, keys, canvas, sentence);

  const size = {width: (right - left) * scale, height: (top - bottom) * scale};
  const kecamatan = namesBetween([...new Set(chart.kelurahan.map(of => of.parent))].filter(name => name).map(name => {
    const own = spots.filter((_, k) => chart.kelurahan[k].parent === name);
    const mean = of => own.reduce((sum, s) => sum + s[of], 0) / own.length;
    return {name, px: px(mean('x')), py: py(mean('y'))};
  }), isOutlined ? [] : spots.map((spot, k) => ({px: px(spot.x), py: py(spot.y), r: radius[k] * scale, of: chart.kelurahan[k].parent})), size);
  /// Null of a kelurahan that has no such number.
  const valueOf = k => {
    const plans = chart.quantities[state.quantity].plans;
    const value = plans[state.plan][state.month][k], other = state.less < 0 ? 0 : plans[state.less][state.month][k];
    return value === null || other === null ? null : (value - other) / 1e6;
  };
  const colourOf = k => {
    const value = valueOf(k);
    return value === null ? NO_VALUE : state.less < 0 ? classOf(value, chart.quantities[state.quantity]) : differenceOf(value);
  };
  const circles = () => chart.kelurahan.map((_, k) => ({px: px(spots[k].x), py: py(spots[k].y), size: Math.PI * (radius[k] * scale) ** 2, colour: colourOf(k)}));
  const flat = field => ({field, type: 'quantitative', scale: null, axis: null});
  // Where there is no outline, a circle stands for it.
  const round = k => [[[...Array(25).keys()].map(n => [chart.kelurahan[k].at[0] + radius[k] / 2 * Math.cos(n * Math.PI / 12), chart.kelurahan[k].at[1] + radius[k] / 2 * Math.sin(n * Math.PI / 12)])]];
  const shapes = () => chart.outlines.map((polygons, k) => ({type: 'Feature', geometry: {type: 'MultiPolygon', coordinates: polygons.length > 0 ? polygons : round(k)}, colour: colourOf(k)}));
  const values = () => isOutlined ? shapes() : circles();
  const names = onWhite(kecamatan, {text: {field: 'name'}, x: flat('px'), y: flat('py')}, {fontSize: 13, fontWeight: 600});
  const {view} = await embed(canvas, isOutlined ? {
    ...size, layer: [
      {data: {name: 'circles', values: shapes()}, projection: {type: 'identity', reflectY: true, scale, translate: [-left * scale, top * scale]},
        mark: mark('geoshape', {stroke: '#5b6672', strokeWidth: 0.7}), encoding: {fill: {field: 'colour', type: 'nominal', scale: null, legend: null}}},
      ...names
    ]} : {
    ...size, layer: [
      {data: {values: chart.ties.map(([a, b]) => ({px: px(spots[a].x), py: py(spots[a].y), qx: px(spots[b].x), qy: py(spots[b].y)}))},
        mark: mark('rule', {color: '#d7dce2', strokeWidth: 4}), encoding: {x: flat('px'), y: flat('py'), x2: {field: 'qx'}, y2: {field: 'qy'}}},
      {data: {name: 'circles', values: circles()}, mark: mark('circle', {opacity: 1, stroke: '#5b6672', strokeWidth: 0.7}),
        encoding: {x: flat('px'), y: flat('py'), size: {field: 'size', type: 'quantitative', scale: null, legend: null}, fill: {field: 'colour', type: 'nominal', scale: null, legend: null}}},
      ...names
    ]}, said(chart.title));

  const update = async () => {
    await view.change('circles', vega.changeset().remove(() => true).insert(values())).runAsync();
    const quantity = chart.quantities[state.quantity], names = chart.kelurahan.map(of => '\u2068' + of.name + '\u2069'); // of any direction
    const levels = names.map((_, k) => valueOf(k)), known = levels.map((_, k) => k).filter(k => levels[k] !== null);
    const mean = known.reduce((sum, k) => sum + levels[k], 0) / known.length;
    const low = known.reduce((best, k) => levels[k] < levels[best] ? k : best, known[0]), high = known.reduce((best, k) => levels[k] > levels[best] ? k : best, known[0]);
    const shown = value => value === null ? '–' : (state.less >= 0 && value > 0 ? '+' : '') + (!quantity.share ? number(value, 2) : state.less < 0 ? percent(value) : points(value));
    const isId = language() === 'id', count = known.length;
    const what = `${said(quantity.name)}, ${planTitle(state.plan)}${state.less < 0 ? '' : (isId ? ' dikurangi ' : ' less ') + planTitle(state.less)}, ${monthName(chart.months[state.month])}: `;
    const extremes = () => shown(levels[low]) === shown(levels[high])
      ? (isId ? `semua ${count} kelurahan kurang lebih sama, ${shown(mean)}.` : `all ${count} kelurahan about alike, ${shown(mean)}.`)
      : isId ? `rata-rata ${count} kelurahan ${shown(mean)}; terendah ${names[low]} (${shown(levels[low])}), tertinggi ${names[high]} (${shown(levels[high])}).`
        : `mean of ${count} kelurahan ${shown(mean)}; lowest ${names[low]} (${shown(levels[low])}), highest ${names[high]} (${shown(levels[high])}).`;
    const text = what + (count === 0 ? (isId ? 'tidak ada angkanya.' : 'there are no figures.') : extremes());
    sentence.setAttribute('aria-live', state.timer ? 'off' : 'polite'); // not at every month of a play
    sentence.textContent = text.replace(/^./u, first => first.toUpperCase());
    month.textContent = monthName(chart.months[state.month]);
    slider.value = state.month;
    slider.setAttribute('aria-valuetext', month.textContent);
    play.textContent = said(state.timer ? WORDS.stop : WORDS.play);
    keys.replaceChildren();
    const limit = k => quantity.share ? points(apartLimits[k]) : number(apartLimits[k], 2);
    const classes = state.less < 0 ? classNames(quantity) : DIFFERENCES.map((colour, k) => [colour,
      k === 0 ? (isId ? 'di bawah ' : 'below ') + limit(0) : k === 6 ? (isId ? 'di atas ' : 'above ') + '+' + limit(5) : limit(k - 1) + ' – ' + limit(k)]);
    legend(keys, count < names.length ? [...classes, [NO_VALUE, isId ? 'tidak ada' : 'none']] : classes);
    asImage(canvas, sentence.textContent);
    const plans = state.less < 0 ? planTitle(state.plan) : planTitle(state.plan) + ' \u2212 ' + planTitle(state.less);
    fillTable(holder.closest('figure').querySelector('details table'), ['Kelurahan', `${said(quantity.name)}, ${plans}, ${month.textContent}`],
      names.map((name, k) => [name, shown(levels[k])]));
  };
  const stop = () => { clearInterval(state.timer); state.timer = 0; };
  slider.addEventListener('input', () => { stop(); state.month = Number(slider.value); update(); });
  play.addEventListener('click', () => {
    if (state.timer) { stop(); update(); return; }
    if (state.month === chart.months.length - 1) state.month = 0;
    state.timer = setInterval(() => {
      if (state.month === chart.months.length - 1) stop(); else ++state.month;
      update();
    }, 120);
    update();
  });
  stop();
  await update();
}
