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

/// How much farther a name lies from the circles of its kecamatan than from others, measured from its edge or its middle,
/// whichever tells more; below 0 where its own are nearest either way.
function astrayOf({name, x, y, half, tall}, circles) {
  const nearest = {edge: {own: Infinity, other: Infinity}, middle: {own: Infinity, other: Infinity}};
  for (const c of circles) {
    const dx = Math.abs(c.px - x), dy = Math.abs(c.py - y), whose = c.of === name ? 'own' : 'other';
    nearest.edge[whose] = Math.min(nearest.edge[whose], Math.hypot(Math.max(dx - half, 0), Math.max(dy - tall / 2, 0)) - c.r);
    nearest.middle[whose] = Math.min(nearest.middle[whose], Math.hypot(dx, dy) - c.r);
  }
  return Math.max(nearest.edge.own - nearest.edge.other, nearest.middle.own - nearest.middle.other);
}

/// Names as near to the middle of their circles as they can be without lying on a circle or on each other, within the
/// picture. None is nearer to circles of another kecamatan, whose name it would seem to be: rather it lies on circles of
/// its own, and where that does not help either it is left out.
function namesBetween(names, circles, {width, height}) {
  const placed = [];
  const tall = 18, apart = 2;
  for (const {name, px, py} of names) {
    const shown = wrapped(name, width - 8, 13, 1, 600)[0], half = measured(shown, 13, 600) / 2 + 3;
    const overlap = (x, y) => {
      const on = circles.reduce((sum, c) => {
        const dx = Math.max(Math.abs(c.px - x) - half, 0), dy = Math.max(Math.abs(c.py - y) - tall / 2, 0);
        const deep = Math.max(0, c.r + 1 - Math.hypot(dx, dy));
        return sum + (c.of === name ? 150 * deep / c.r : 60 * deep); // of its own it rather covers a part of a large one
      }, 0);
      return on + 60 * placed.reduce((sum, of) => sum + Math.max(0, of.half + half - Math.abs(of.px - x)) * Math.max(0, tall + 5 - Math.abs(of.py - y)), 0);
    };
    let best = {cost: Infinity};
    for (let y = tall / 2; y <= height - tall / 2; y += 4)
      for (let x = half; x <= width - half; x += 4) {
        const away = Math.hypot(x - px, y - py);
        if (away >= best.cost) continue;
        const astray = circles.length === 0 ? -Infinity : astrayOf({name, x, y, half, tall}, circles);
        if (astray > -apart) continue;
        const cost = away + overlap(x, y) + 8 * Math.max(0, astray + 8);
        if (cost < best.cost) best = {name: shown, px: x, py: y, half, cost};
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

/// Where everything lies: circles in pixels, with a name for each kecamatan; or the outlines.
function mapLayout(chart, width, isOutlined) {
  const families = Math.max(...chart.kelurahan.map(of => of.families), 1);
  const xs = chart.kelurahan.map(of => of.at[0]), ys = chart.kelurahan.map(of => of.at[1]);
  const wide = Math.max(...xs) - Math.min(...xs) || 1, tall = Math.max(...ys) - Math.min(...ys) || 1;
  const area = wide * tall / chart.kelurahan.length;
  const radiusOf = count => 0.42 * Math.sqrt(area) * Math.sqrt(Math.max(count, families / 40) / families);
  const radius = chart.kelurahan.map(of => radiusOf(of.families));
  const spots = pushedApart(chart.kelurahan, radius);
  const pad = Math.max(...radius) * 1.3;
  const corners = isOutlined ? chart.outlines.flat(2).concat(chart.kelurahan.map(of => [of.at])).flat().map(([x, y]) => ({x, y})) : spots;
  const reach = (values, sign) => values.reduce((far, value) => sign * value > sign * far ? value : far, values[0]);
  const left = reach(corners.map(s => s.x), -1) - pad, right = reach(corners.map(s => s.x), 1) + pad;
  const bottom = reach(corners.map(s => s.y), -1) - pad, top = reach(corners.map(s => s.y), 1) + pad;
  const scale = Math.min((width - 8) / (right - left), 620 / (top - bottom));
  const size = {width: (right - left) * scale, height: (top - bottom) * scale};
  const circles = spots.map((spot, k) => ({px: (spot.x - left) * scale, py: (top - spot.y) * scale, r: radius[k] * scale, of: chart.kelurahan[k].parent}));
  const middles = [...new Set(chart.kelurahan.map(of => of.parent))].filter(name => name).map(name => {
    const own = circles.filter(circle => circle.of === name);
    const mean = of => own.reduce((sum, circle) => sum + circle[of], 0) / own.length;
    return {name, px: mean('px'), py: mean('py')};
  });
  return {isOutlined, size, scale, translate: [-left * scale, top * scale], radius, circles, families,
    pixelsOf: count => radiusOf(count) * scale, names: namesBetween(middles, isOutlined ? [] : circles, size)};
}

/// What can be chosen, and where the rest goes. \param act  {quantity, plan, less, form}: what a choice does
function mapControls(holder, chart, state, act) {
  const element = (name, className) => Object.assign(document.createElement(name), {className});
  const controls = element('div', 'controls');
  const select = (words, options, chosen, choose) => {
    const label = document.createElement('label'), name = element('span', 'label'), box = document.createElement('select');
    name.textContent = said(words);
    options.forEach(([value, shown]) => box.add(new Option(shown, value, false, value === chosen)));
    box.addEventListener('change', () => choose(box.value));
    label.append(name, box);
    controls.append(label);
    return box;
  };
  const plans = report.plans.map((_, plan) => [plan, planTitle(plan)]);
  select(WORDS.colour, chart.quantities.map((quantity, k) => [k, said(quantity.name)]), state.quantity, act.quantity);
  select(WORDS.plan, plans, state.plan, act.plan);
  const less = chart.differences && plans.length > 1 ? select(WORDS.minus, [[-1, said(WORDS.none)], ...plans], state.less, act.less) : null;
  if (chart.outlines) select(WORDS.form, [['outlines', said(WORDS.outlines)], ['circles', said(WORDS.circles)]], state.form, act.form);
  const row = element('div', 'controls'), play = element('button', 'play'), slider = document.createElement('input'), month = element('span', 'month');
  play.type = 'button';
  Object.assign(slider, {type: 'range', min: 0, max: chart.months.length - 1, value: state.month});
  slider.setAttribute('aria-label', said(WORDS.month));
  row.append(play, slider, month);
  const keys = document.createElement('div'), canvas = element('div', 'place'), sizes = document.createElement('div'), sentence = element('p', 'note');
  sentence.setAttribute('aria-live', 'polite');
  holder.append(controls, row, keys, canvas, sizes, sentence);
  return {less, play, slider, month, keys, canvas, sizes, sentence};
}

/// [kelurahan] what the map shows at the moment; null of one that has no such number.
function mapValues(chart, state) {
  const plans = chart.quantities[state.quantity].plans;
  return chart.kelurahan.map((_, k) => {
    const value = plans[state.plan][state.month][k], other = state.less < 0 ? 0 : plans[state.less][state.month][k];
    return value === null || other === null ? null : (value - other) / 1e6;
  });
}
const mapColour = (value, chart, state) => value === null ? NO_VALUE : state.less < 0 ? classOf(value, chart.quantities[state.quantity]) : differenceOf(value);

/// What is drawn of the kelurahan: rows of the data set "kelurahan".
function mapRows(chart, state, layout) {
  const colours = mapValues(chart, state).map(value => mapColour(value, chart, state));
  if (!layout.isOutlined) return layout.circles.map(({px, py, r}, k) => ({px, py, size: Math.PI * r ** 2, colour: colours[k]}));
  // Where there is no outline, a circle stands for it.
  const round = k => [[[...Array(25).keys()].map(n => [chart.kelurahan[k].at[0] + layout.radius[k] / 2 * Math.cos(n * Math.PI / 12), chart.kelurahan[k].at[1] + layout.radius[k] / 2 * Math.sin(n * Math.PI / 12)])]];
  return chart.outlines.map((polygons, k) => ({type: 'Feature', geometry: {type: 'MultiPolygon', coordinates: polygons.length > 0 ? polygons : round(k)}, colour: colours[k]}));
}

function mapSpec(chart, state, layout) {
  const flat = field => ({field, type: 'quantitative', scale: null, axis: null});
  const values = mapRows(chart, state, layout), edge = {stroke: '#5b6672', strokeWidth: 0.7};
  const fill = {field: 'colour', type: 'nominal', scale: null, legend: null};
  const names = onWhite(layout.names, {text: {field: 'name'}, x: flat('px'), y: flat('py')}, {fontSize: 13, fontWeight: 600});
  if (layout.isOutlined)
    return {...layout.size, layer: [
      {data: {name: 'kelurahan', values}, projection: {type: 'identity', reflectY: true, scale: layout.scale, translate: layout.translate}, mark: mark('geoshape', edge), encoding: {fill}},
      ...names]};
  const ties = chart.ties.map(([a, b]) => ({px: layout.circles[a].px, py: layout.circles[a].py, qx: layout.circles[b].px, qy: layout.circles[b].py}));
  return {...layout.size, layer: [
    {data: {values: ties}, mark: mark('rule', {color: '#d7dce2', strokeWidth: 4}), encoding: {x: flat('px'), y: flat('py'), x2: {field: 'qx'}, y2: {field: 'qy'}}},
    {data: {name: 'kelurahan', values}, mark: mark('circle', {opacity: 1, ...edge}), encoding: {x: flat('px'), y: flat('py'), size: {field: 'size', type: 'quantitative', scale: null, legend: null}, fill}},
    ...names]};
}

/// A value of the map in words, a difference with its sign and unit.
function mapFigure(value, quantity, state) {
  if (value === null) return '–';
  if (state.less >= 0 && !quantity.share) return briefDifference(value, 'level');
  if (quantity.ends && state.less < 0 && (value === 0 || value === 1)) return percent(quantity.ends[value]) + said(value === 0 ? WORDS.orLess : WORDS.orMore);
  const sign = state.less >= 0 && value > 0 ? '+' : '';
  return sign + (!quantity.share ? number(value, 2) : state.less < 0 ? percent(value) : points(value));
}

/// What the picture shows, in a sentence.
function mapSentence(chart, state, names, values) {
  const quantity = chart.quantities[state.quantity], isId = language() === 'id';
  const shown = value => mapFigure(value, quantity, state);
  const known = values.map((_, k) => k).filter(k => values[k] !== null), count = known.length;
  const less = state.less < 0 ? '' : (isId ? ' dikurangi ' : ' less ') + planTitle(state.less);
  const what = `${said(quantity.name)}, ${planTitle(state.plan)}${less}, ${monthName(chart.months[state.month])}: `.replace(/^./u, first => first.toUpperCase());
  if (count === 0) return what + (isId ? 'tidak ada angkanya.' : 'there are no figures.');
  const mean = known.reduce((sum, k) => sum + values[k], 0) / count;
  const low = known.reduce((best, k) => values[k] < values[best] ? k : best, known[0]), high = known.reduce((best, k) => values[k] > values[best] ? k : best, known[0]);
  if (shown(values[low]) === shown(values[high])) return what + (isId ? `semua ${count} kelurahan kurang lebih sama, ${shown(mean)}.` : `all ${count} kelurahan about alike, ${shown(mean)}.`);
  return what + (isId ? `rata-rata ${count} kelurahan ${shown(mean)}; terendah ${names[low]} (${shown(values[low])}), tertinggi ${names[high]} (${shown(values[high])}).`
    : `mean of ${count} kelurahan ${shown(mean)}; lowest ${names[low]} (${shown(values[low])}), highest ${names[high]} (${shown(values[high])}).`) + mapCertainty(quantity, state);
}

/// How sure it is that the highest kelurahan is above the lowest one.
function mapCertainty(quantity, state) {
  if (!quantity.apart) return '';
  const isId = language() === 'id';
  if (state.less >= 0)
    return isId ? ' Menurut rata-rata; seberapa pasti kedua kelurahan itu berbeda tidak dapat dikatakan dari hasil ini.'
      : ' By means; how sure it is that these two kelurahan differ cannot be told from this result.';
  if (quantity.apart[state.plan][state.month])
    return isId ? ' Keduanya dapat dibedakan: dalam 90\u00a0% ulangan atau lebih yang tertinggi di atas yang terendah. Urutan kelurahan di antaranya belum tentu.'
      : ' These two are told apart: in 90% of the replicates or more the highest is above the lowest. The order of those between is not certain.';
  return isId ? ' Menurut rata-rata. Apakah keduanya dapat dibedakan tidak dapat dikatakan dari hasil ini: rentang 90\u00a0% mereka bertumpang tindih, dan pasangannya menurut ulangan tidak disimpan.'
    : ' By means. Whether these two can be told apart, this result does not say: their 90% ranges overlap, and their pairs by replicate are not kept.';
}

/// What the colours mean.
function mapKeys(holder, quantity, state, hasGaps) {
  const isId = language() === 'id';
  const limit = k => (apartLimits[k] > 0 ? '+' : '') + (quantity.share ? number(100 * apartLimits[k], 0) + pointsWord() : number(apartLimits[k], 2));
  const classes = state.less < 0 ? classNames(quantity) : DIFFERENCES.map((colour, k) => [colour,
    k === 0 ? (isId ? 'di bawah ' : 'below ') + limit(0) : k === 6 ? (isId ? 'di atas ' : 'above ') + limit(5) : limit(k - 1) + ' – ' + limit(k)]);
  holder.replaceChildren();
  legend(holder, hasGaps ? [...classes, [NO_VALUE, isId ? 'tidak ada' : 'none']] : classes);
}

/// What the sizes of the circles mean: two round numbers of families.
function mapSizes(holder, layout) {
  if (layout.isOutlined || layout.families < 2) return;
  const roundDown = count => { const ten = 10 ** Math.floor(Math.log10(count)); return ten * [5, 2, 1].find(of => of * ten <= count); };
  const large = roundDown(layout.families), list = document.createElement('ul');
  list.className = 'keys sizes';
  for (const count of [large, roundDown(large / 4)].filter(count => count >= 1)) {
    const item = document.createElement('li'), circle = document.createElement('span');
    circle.className = 'size';
    circle.style.width = circle.style.height = `${2 * layout.pixelsOf(count)}px`;
    item.append(circle, `${number(count, 0)} ${language() === 'id' ? 'keluarga' : 'families'}`);
    list.append(item);
  }
  holder.append(list);
}

/// Above the map: how to read what is drawn, circles or outlines.
function mapNote(holder, chart, isOutlined) {
  const note = isOutlined ? chart.outlineNote : chart.note;
  for (const of of holder.closest('figure').querySelectorAll('figcaption .note [lang]')) of.textContent = note[of.lang];
}

/// Goes through the months, and stops at the last.
function playMonths(chart, state, update) {
  if (state.month === chart.months.length - 1) state.month = 0;
  state.timer = setInterval(() => {
    if (state.month === chart.months.length - 1) stopMonths(state); else ++state.month;
    update();
  }, 120);
}
function stopMonths(state) {
  clearInterval(state.timer);
  state.timer = 0;
}

const mapState = {};
async function drawMap(holder, chart, width) {
  const state = mapState[holder.dataset.chart] ??= {quantity: 0, plan: chart.plan, less: -1, month: chart.months.length - 1, form: chart.outlines ? 'outlines' : 'circles', timer: 0};
  const layout = mapLayout(chart, width, state.form === 'outlines');
  const names = chart.kelurahan.map(of => '\u2068' + of.name + '\u2069'); // of any direction
  const at = mapControls(holder, chart, state, {
    quantity: value => { state.quantity = Number(value); update(); },
    plan: value => { state.plan = Number(value); if (state.less === state.plan) state.less = -1; update(); },
    less: value => { state.less = Number(value); update(); },
    form: value => { state.form = value; stopMonths(state); drawChart(holder); }
  });
  mapNote(holder, chart, layout.isOutlined);
  mapSizes(at.sizes, layout);
  const {view} = await embed(at.canvas, mapSpec(chart, state, layout), said(chart.title));
  const update = async () => {
    await view.change('kelurahan', vega.changeset().remove(() => true).insert(mapRows(chart, state, layout))).runAsync();
    const quantity = chart.quantities[state.quantity], values = mapValues(chart, state);
    at.sentence.setAttribute('aria-live', state.timer ? 'off' : 'polite'); // not at every month of a play
    at.sentence.textContent = mapSentence(chart, state, names, values);
    at.month.textContent = monthName(chart.months[state.month]);
    at.slider.value = state.month;
    at.slider.setAttribute('aria-valuetext', at.month.textContent);
    at.play.textContent = said(state.timer ? WORDS.stop : WORDS.play);
    if (at.less) {
      at.less.value = state.less;
      for (const option of at.less.options) option.disabled = Number(option.value) === state.plan; // nothing is less itself
    }
    mapKeys(at.keys, quantity, state, values.includes(null));
    asImage(at.canvas, at.sentence.textContent);
    const plans = state.less < 0 ? planTitle(state.plan) : planTitle(state.plan) + ' \u2212 ' + planTitle(state.less);
    fillTable(holder.closest('figure').querySelector('details table'), ['Kelurahan', `${said(quantity.name)}, ${plans}, ${at.month.textContent}`],
      names.map((name, k) => [name, mapFigure(values[k], quantity, state)]));
  };
  at.slider.addEventListener('input', () => { stopMonths(state); state.month = Number(at.slider.value); update(); });
  at.play.addEventListener('click', () => {
    if (state.timer) stopMonths(state); else playMonths(chart, state, update);
    update();
  });
  stopMonths(state);
  await update();
}
