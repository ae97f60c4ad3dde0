'use strict';
// What the charts of a page have in common: its data, colours, words, and numbers in the language at hand.
const report = JSON.parse(document.getElementById('report-data').textContent);
const INK = '#16202b', SOFT = '#4d5864', GRID = '#e4e8ec', HISTORY = '#6b7078';
const CLASSES = ['#fff7d6', '#d3e4a6', '#8fccad', '#4aa6bd', '#2c6fae', '#1d3a7a'];
const DIFFERENCES = ['#8c510a', '#bf812d', '#dfc27d', '#f5f5f5', '#92c5de', '#4393c3', '#1d4f91'];
const NO_VALUE = '#c4c9cf';
const MONEY = ['#d0d4d8', '#7cc4b5', '#f2b84b', '#97a03e', '#e8918f', '#3f4a5a'];
const FORMATS = {
  id: {decimal: ',', thousands: '.', grouping: [3], currency: ['Rp\u00a0', ''], percent: '\u00a0%', minus: '\u2212'},
  en: {decimal: '.', thousands: ',', grouping: [3], currency: ['Rp\u00a0', ''], percent: '%', minus: '\u2212'}
};
const MONTHS = {
  id: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
};
const WORDS = {
  colour: {id: 'Warna menunjukkan', en: 'Colour shows'}, plan: {id: 'Rencana', en: 'Plan'},
  minus: {id: 'dikurangi rencana', en: 'less the plan'}, none: {id: '– tidak dibandingkan –', en: '– not compared –'},
  play: {id: '▶ Putar', en: '▶ Play'}, stop: {id: '■ Berhenti', en: '■ Stop'}, month: {id: 'Bulan', en: 'Month'}, form: {id: 'Bentuk', en: 'Shape'}, circles: {id: 'lingkaran', en: 'circles'}, outlines: {id: 'batas wilayah', en: 'boundaries'},
  orLess: {id: ' atau kurang', en: ' or less'}, orMore: {id: ' atau lebih', en: ' or more'}, others: {id: 'Dengan', en: 'With'}, alone: {id: 'Pita: kebetulan saja (parameter baku)', en: 'Bands: chance alone (default parameters)'}, untold: {id: 'belum dapat dikatakan', en: 'cannot be told'},
  mean: {id: 'rata-rata', en: 'mean'}, gap: {id: 'jurang', en: 'gap'}, written: {id: 'tertulis', en: 'in writing'}, action: {id: 'tindakan', en: 'action'}, layak: {id: 'ambang “layak”', en: 'threshold of “layak”'}
};
const language = () => document.documentElement.lang;
const said = words => words[language()];
/// A number to the seven digits that results are stored with, whole numbers with all of theirs; and its size in so many
/// decimals: the rule of tools/layak/digits.hpp, so that a chart and its table say the same.
const powerOf = size => Number(size.toExponential(6).split('e')[1]);
const stored = value => Number(value.toPrecision(Math.min(17, Math.max(7, powerOf(Math.abs(value)) + 1))));
const roundedDigits = (size, decimals) => {
  const [digits, power] = size.toExponential(Math.min(17, Math.max(7, powerOf(size) + decimals + 2)) - 1).split('e');
  const whole = String(Math.round(Number(`${digits}e${Number(power) + decimals}`))).padStart(decimals + 1, '0');
  return [whole.slice(0, whole.length - decimals), whole.slice(whole.length - decimals)];
};
const number = (value, decimals) => {
  const [whole, rest] = roundedDigits(Math.abs(value), decimals), f = FORMATS[language()];
  const text = whole.replace(/\B(?=(\d{3})+$)/g, f.thousands) + (decimals > 0 ? f.decimal + rest : '');
  return (value < 0 && Number(whole + rest) > 0 ? f.minus : '') + text;
};
/// With a decimal below ten, of percentage points too.
const tenths = value => Math.abs(stored(value)) < 9.95 ? 1 : 0;
/// "36 %"; 0 % and 100 % only of nothing and all.
const percent = share => {
  const of = stored(share);
  return (of === 0 ? '0' : of > 0 && of < 0.0005 ? '< ' + number(0.1, 1) : of >= 0.995 && of < 1 ? '> 99' : number(100 * of, tenths(100 * of))) + FORMATS[language()].percent;
};
/// A difference of shares.
const pointsWord = () => language() === 'id' ? ' poin' : ' points';
const points = share => number(100 * share, share === 0 ? 0 : tenths(100 * share)) + pointsWord();
/// A difference with its sign, of shares in points: the rule of brief_difference (figure_text.cpp).
const briefDifference = (value, measure) => {
  const decimals = measure === 'level' ? 2 : 1, scaled = stored(measure === 'share' ? 100 * value : value);
  return (scaled < 0 ? FORMATS[language()].minus : scaled > 0 ? '+' : '') + number(Math.abs(scaled), decimals);
};
/// A number of things: with a decimal, unless that is 0.
const count = value => number(value, 1).replace(/[.,]0$/, '');
const figure = (value, measure) => measure === 'share' ? percent(value) : measure === 'count' ? count(value) : number(value, 2);
/// An end of a range: of things a whole number, with the range within.
const limit = (value, measure, isHigh) => figure(measure === 'count' ? (isHigh ? Math.ceil : Math.floor)(stored(value)) : value, measure);
/// An axis with round steps, about so many, all with the decimals that the step has. \param shown  (value, decimals)
function steps(low, high, count, shown) {
  const least = (high - low) / count, ten = 10 ** Math.floor(Math.log10(least)), step = ten * [1, 2, 5, 10].find(of => of * ten >= 0.999 * least);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9)), first = Math.ceil(low / step - 1e-9);
  const values = Array.from({length: Math.floor(high / step + 1e-9) - first + 1}, (_, k) => stored(step * (first + k)));
  return {values, labelExpr: `${JSON.stringify(values.map(value => shown(value, decimals)))}[round(datum.value / ${step}) - ${first}]`};
}
const stepText = measure => measure === 'share' ? (value, decimals) => number(100 * value, Math.max(0, decimals - 2)) + FORMATS[language()].percent : number;
const signedText = (value, decimals) => value === 0 ? '0' : (value > 0 ? '+' : '') + number(value, decimals);
const year = month => report.start.year + (report.start.month - 1 + month) / 12; // of the month's beginning
const monthName = month => {
  const at = report.start.month - 1 + month;
  return MONTHS[language()][at % 12] + ' ' + (report.start.year + Math.floor(at / 12));
};
const planTitle = plan => report.plans[plan].mark + '\u00a0' + said(report.plans[plan].name);
const isNarrow = width => width < 640;
const shownBands = () => document.querySelector('.bands input:checked')?.value;

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Arial, sans-serif';
const pen = document.createElement('canvas').getContext('2d');
/// Pixels that a text takes.
function measured(text, size, weight = 400) {
  pen.font = `${weight} ${size}px ${FONT}`;
  return pen.measureText(text).width;
}
const letters = text => Intl.Segmenter ? [...new Intl.Segmenter().segment(text)].map(of => of.segment) : [...text];

/// A text in lines of at most so many pixels, broken at blanks, long words anywhere; what is left of too many lines is "…".
function wrapped(text, width, size, most = 2, weight = 400) {
  const fits = piece => measured(piece, size, weight) <= width;
  const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && fits(line + ' ' + word)) { line += ' ' + word; continue; }
    if (line) lines.push(line);
    for (line = word; !fits(line) && lines.length <= most;) {
      const all = letters(line);
      let count = all.length - 1;
      while (count > 1 && !fits(all.slice(0, count).join(''))) --count;
      if (count < 1) break;
      lines.push(all.slice(0, count).join(''));
      line = all.slice(count).join('');
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  const last = letters(lines[most - 1]);
  while (last.length > 1 && !fits(last.join('') + '…')) last.pop();
  return [...lines.slice(0, most - 1), last.join('') + '…'];
}
const widest = (lines, size, weight) => Math.max(0, ...lines.map(line => measured(line, size, weight)));

/// The first place stays; the others move away from it, upwards or downwards as they lie.
function aroundFirst(places, gap) {
  const [middle] = places;
  const side = sign => {
    let next = middle;
    const out = {};
    for (const k of places.map((_, k) => k).filter(k => k > 0 && (places[k] < middle || (places[k] === middle && sign < 0)) === sign < 0)
      .sort((a, b) => sign * (places[a] - places[b])))
      next = out[k] = sign < 0 ? Math.min(places[k], next - gap) : Math.max(places[k], next + gap);
    return out;
  };
  return Object.assign([middle], side(-1), side(1));
}

/// Moves places (pixels, downwards) apart until none is nearer than `gap` to the next, within 0 and `most`.
function apart(places, gap, most) {
  const order = places.map((_, k) => k).sort((a, b) => places[a] - places[b]);
  const out = places.slice();
  for (let k = 1; k < order.length; ++k) out[order[k]] = Math.max(out[order[k]], out[order[k - 1]] + gap);
  if (order.length > 0) out[order.at(-1)] = Math.min(out[order.at(-1)], most);
  for (let k = order.length - 2; k >= 0; --k) out[order[k]] = Math.min(out[order[k]], out[order[k + 1]] - gap);
  return out;
}

/// Classes of commitment in action; other quantities bring their own limits.
const ACTION = {limits: [0.1, 0.2, 0.3, 0.4, 0.5], layak: report.layakAction};
const classOf = (value, {limits} = ACTION) => CLASSES[limits.filter(limit => value >= limit - 1e-9).length];
const apartLimits = [-0.3, -0.15, -0.05, 0.05, 0.15, 0.3];
const differenceOf = value => DIFFERENCES[apartLimits.filter(limit => value >= limit - 1e-9).length];
