// What a reader chooses over the curves of a sweep, and what they say then.

let curveChoice = null; // the same for all curves
const chosenCurves = chart => curveChoice ?? chart.usual;

/// A level under its chart: whole ones as they are, others with three digits. The same as Vega has it, and as text.
const LEVEL_TEXT = "datum.value === floor(datum.value) ? format(datum.value, 'd') : format(datum.value, '.3~r')";
const levelText = level => Number.isInteger(level) ? String(level) : String(Number(level.toPrecision(3)));

/// The levels whose texts can stand beside each other: the first, the last, and what fits between.
function apartLevels(levels, width, from, to) {
  const place = x => to > from ? width * (x - from) / (to - from) : 0;
  const half = x => measured(levelText(x), 12) / 2 + 4;
  const last = levels.at(-1), out = [];
  for (const level of levels.slice(0, -1)) {
    const before = out.at(-1);
    const clear = (a, b) => place(b) - place(a) >= half(a) + half(b) + (a === levels[0] ? half(a) : 0) + (b === last ? half(b) : 0);
    if ((before === undefined || clear(before, level)) && (clear(level, last) || level === levels[0])) out.push(level);
  }
  return last === undefined ? out : [...out, last];
}

function choiceOfCurves(holder, chart) {
  if (chart.combinations.length < 2) return;
  const controls = document.createElement('div'), label = document.createElement('label'), name = document.createElement('span'), box = document.createElement('select');
  controls.className = 'controls';
  name.className = 'label';
  name.textContent = said(WORDS.others);
  chart.combinations.forEach((of, k) => box.add(new Option(said(of.name), k, false, k === chosenCurves(chart))));
  box.addEventListener('change', async () => {
    curveChoice = Number(box.value);
    for (const other of document.querySelectorAll('[data-chart]')) if (report.charts[other.dataset.chart].kind === 'curve') await drawChart(other);
    holder.querySelector('select').focus();
  });
  label.append(name, box);
  controls.append(label);
  holder.append(controls);
}

function conclusionsOfCurves(holder, chart) {
  const list = document.createElement('ul');
  list.setAttribute('aria-live', 'polite');
  chart.combinations[chosenCurves(chart)].plans.forEach((of, plan) => {
    if (!of) return;
    const item = document.createElement('li'), name = document.createElement('b');
    name.style.color = report.plans[plan].colour;
    name.textContent = planTitle(plan);
    item.append(name, ': ' + said(of.says) + '.');
    list.append(item);
  });
  holder.append(list);
}
