// Draws a page's charts, in the language and at the width at hand, and again when these change.

const config = {
  background: '#fff', view: {stroke: null}, padding: {left: 2, right: 4, top: 6, bottom: 2}, font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Arial, sans-serif',
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
const classNames = () => CLASSES.map((colour, k) => {
  const from = number(limits[k - 1] ?? 0, 1), to = number(limits[k] ?? 1, 1);
  const below = {id: 'di bawah ', en: 'below '}, more = {id: ' atau lebih (' + said(WORDS.layak) + ')', en: ' or more (' + said(WORDS.layak) + ')'};
  return [colour, k === 0 ? said(below) + to : k === CLASSES.length - 1 ? from + said(more) : from + ' – ' + to];
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

async function drawChart(holder) {
  const chart = report.charts[holder.dataset.chart];
  const width = Math.max(280, Math.floor(holder.getBoundingClientRect().width));
  holder.replaceChildren();
  const label = said(chart.title) + '. ' + said(chart.note);
  if (chart.kind === 'map') return drawMap(holder, chart, width);
  const canvas = document.createElement('div');
  if (chart.kind === 'money') legend(holder, chart.kinds.map((kind, k) => [MONEY[k], said(kind)]));
  if (chart.kind === 'network') legend(holder, classNames());
  holder.append(canvas);
  await embed(canvas, draw[chart.kind](chart, width), label);
}

async function drawAll() {
  document.title = said(report.title);
  for (const holder of document.querySelectorAll('[data-chart]')) await drawChart(holder);
  document.documentElement.dataset.drawn = language();
}

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
  clearTimeout(waiting);
  waiting = setTimeout(again, 200);
});
