// What a reader chooses over the curves of a sweep, and what they say then.

let curveChoice = null; // the same for all curves
const chosenCurves = chart => curveChoice ?? chart.usual;

/// Levels under their chart: three digits say which, and all have the decimals that one of them needs.
function levelTexts(levels) {
  const decimals = Math.max(...levels.map(level => (String(Number(level.toPrecision(3))).split('.')[1] ?? '').length));
  return levels.map(level => number(level, decimals));
}

/// An axis with the levels whose texts can stand beside each other: the first, the last, and what fits between.
function apartLevels(levels, width, from, to) {
  const texts = levelTexts(levels), last = levels.length - 1, out = [];
  const place = k => to > from ? width * (levels[k] - from) / (to - from) : 0;
  const half = k => measured(texts[k], 12) / 2 + 4;
  const clear = (a, b) => place(b) - place(a) >= half(a) + half(b) + (a === 0 ? half(a) : 0) + (b === last ? half(b) : 0);
  for (let k = 0; k < last; ++k)
    if (k === 0 || (clear(out.at(-1), k) && clear(k, last))) out.push(k);
  if (last >= 0) out.push(last);
  const values = out.map(k => levels[k]);
  return {values, labelExpr: `${JSON.stringify(out.map(k => texts[k]))}[indexof(${JSON.stringify(values)}, datum.value)]`};
}

function choiceOfCurves(holder, chart) {
  if (chart.combinations.length < 2) return;
  const controls = document.createElement('div'), label = document.createElement('label'), name = document.createElement('span'), box = document.createElement('select');
  controls.className = 'controls';
  name.className = 'label';
  name.textContent = said(chart.choice ?? WORDS.others);
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
