// Draws a page's charts, in the language and at the width at hand, and again when these change.

const config = {
  background: '#fff', view: {stroke: null}, padding: {left: 2, right: 4, top: 6, bottom: 2}, font: FONT,
  axis: {labelColor: SOFT, labelFontSize: 12, domainColor: '#98a2ad', tickColor: '#98a2ad'}, concat: {spacing: 20}
};

function legend(holder, entries, name) {
  const list = document.createElement('ul');
  list.className = 'keys';
  if (name) list.setAttribute('aria-label', name);
  for (const [colour, label] of entries) {
    const item = document.createElement('li'), swatch = document.createElement('span');
    swatch.className = 'swatch';
    swatch.style.background = colour;
    item.append(swatch, label);
    list.append(item);
  }
  holder.append(list);
}
/// The names of the plans in their colours, with their marks.
function planKeys(holder) {
  const list = document.createElement('ul');
  list.className = 'keys plan-keys';
  report.plans.forEach((plan, k) => {
    const item = document.createElement('li');
    item.style.color = plan.colour;
    item.textContent = planTitle(k);
    list.append(item);
  });
  holder.append(list);
}
const classNames = ({limits, layak, share} = ACTION) => CLASSES.map((colour, k) => {
  const text = value => share ? number(100 * value, 0) + FORMATS[language()].percent : number(value, 1);
  const below = {id: 'di bawah ', en: 'below '}, more = {id: ' atau lebih', en: ' or more'};
  const name = k === 0 ? said(below) + text(limits[0]) : k === CLASSES.length - 1 ? text(limits[k - 1]) + said(more) : text(limits[k - 1]) + ' – ' + text(limits[k]);
  return [colour, name + (k > 0 && limits[k - 1] === layak ? ' (' + said(WORDS.layak) + ')' : '')];
});

/// One image with a label, whatever is inside.
function asImage(holder, label) {
  const svg = holder.querySelector('svg');
  if (!svg) return;
  for (const inner of svg.querySelectorAll('[role],[aria-label],[aria-roledescription],[aria-hidden]'))
    for (const name of ['role', 'aria-label', 'aria-roledescription', 'aria-hidden']) inner.removeAttribute(name);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
}

async function embed(holder, spec, label) {
  const view = await vegaEmbed(holder, {$schema: 'https://vega.github.io/schema/vega-lite/v6.json', config, ...spec}, {
    ast: true, actions: false, renderer: 'svg', formatLocale: FORMATS[language()], tooltip: false
  });
  asImage(holder, label);
  return view;
}

/// Of the tables behind a chart the one of what is chosen.
function showTable(holder, choice) {
  for (const of of holder.closest('figure').querySelectorAll('[data-choice]')) of.hidden = Number(of.dataset.choice) !== choice;
}

/// On a narrow screen what is behind the answer is folded, each part under its heading; the style unfolds it elsewhere
/// and on paper. Folded parts keep their width, so that their charts can be drawn.
const ANSWERS = ['hasil', 'sasaran', 'cukup', 'batas'];
const opened = new Set();
function foldParts() {
  const narrow = matchMedia('(max-width:720px)').matches;
  for (const head of document.querySelectorAll('main>h2[id]')) {
    if (ANSWERS.includes(head.id)) continue;
    const button = head.querySelector('button');
    if (narrow && !button) {
      const fold = document.createElement('button');
      fold.type = 'button';
      fold.append(...head.childNodes);
      fold.addEventListener('click', () => { if (!opened.delete(head.id)) opened.add(head.id); foldParts(); });
      head.append(fold);
    } else if (!narrow && button) head.replaceChildren(...button.childNodes);
    head.querySelector('button')?.setAttribute('aria-expanded', opened.has(head.id));
    for (let of = head.nextElementSibling; of && of.tagName !== 'H2' && of.tagName !== 'FOOTER'; of = of.nextElementSibling)
      of.classList.toggle('folded', narrow && !opened.has(head.id));
  }
}
/// A link into the page opens the part that it leads to.
function openPart(id) {
  if (!document.getElementById(id)?.matches('main>h2')) return;
  opened.add(id);
  foldParts();
}

async function drawChart(holder) {
  const chart = report.charts[holder.dataset.chart];
  const width = Math.max(280, Math.floor(holder.getBoundingClientRect().width));
  holder.replaceChildren();
  const chosen = chart.kind === 'curve' && chart.combinations.length > 1 ? said(chart.choice ?? WORDS.others) + ' ' + said(chart.combinations[chosenCurves(chart)].name)
    : chart.alone && shownBands() === 'alone' ? said(WORDS.alone) : '';
  const label = said(chart.title) + '. ' + said(chart.note) + (chosen && ' ' + chosen + '.');
  if (chart.kind === 'map') return drawMap(holder, chart, width);
  const canvas = document.createElement('div');
  if (chart.alone) showTable(holder, shownBands() === 'alone' ? 1 : 0);
  if (chart.kind === 'curve') { choiceOfCurves(holder, chart); showTable(holder, chosenCurves(chart)); }
  if (chart.kind === 'money') legend(holder, chart.kinds.map((kind, k) => [MONEY[k], said(kind)]));
  if (chart.kind === 'network') legend(holder, classNames());
  if (chart.kind === 'kecamatan' || (chart.kind === 'orders' && !namesFit(width))) planKeys(holder);
  if (chosen) { // on paper there is nothing to choose with
    const of = document.createElement('p');
    of.className = 'paper note';
    of.textContent = chosen + '.';
    holder.append(of);
  }
  holder.append(canvas);
  // Shrunk to the page its texts would be too small: what comes out wider is drawn anew for less.
  for (let round = 0, room = width; round < 3; ++round) {
    canvas.replaceChildren();
    await embed(canvas, draw[chart.kind](chart, room), label);
    const over = Math.ceil(canvas.querySelector('svg').viewBox.baseVal.width - width);
    if (over <= 0) break;
    room -= over + 4;
  }
  if (chart.kind === 'curve') conclusionsOfCurves(holder, chart);
}

async function drawAll() {
  document.title = said(report.title);
  for (const holder of document.querySelectorAll('[data-chart]')) await drawChart(holder);
  document.documentElement.dataset.drawn = language();
}

openPart(location.hash.slice(1));
foldParts();
addEventListener('hashchange', () => openPart(location.hash.slice(1)));
document.querySelector('nav').addEventListener('click', event => openPart(event.target.closest('a')?.hash.slice(1)));
let drawing = drawAll();
const again = () => { delete document.documentElement.dataset.drawn; drawing = drawing.then(drawAll); };
const choice = document.querySelector('.switch');
choice.hidden = false;
choice.addEventListener('change', event => { document.documentElement.lang = event.target.value; again(); });
document.querySelector('.bands')?.addEventListener('change', async () => {
  document.getElementById('bands-warning').hidden = shownBands() !== 'alone';
  for (const holder of document.querySelectorAll('[data-chart]'))
    if (report.charts[holder.dataset.chart].alone) await drawChart(holder);
});
for (const [event, open] of [['beforeprint', true], ['afterprint', false]])
  addEventListener(event, () => document.querySelectorAll('details.parameters').forEach(of => of.open = open));
let width = document.documentElement.clientWidth, waiting = 0;
addEventListener('resize', () => {
  if (document.documentElement.clientWidth === width) return;
  width = document.documentElement.clientWidth;
  foldParts();
  clearTimeout(waiting);
  waiting = setTimeout(again, 200);
});
