// The whole grid as one bar: what comes in above, what goes out below, both the same length or a mismatch.

import { h } from './view.js';
import { clock, kw, percent } from './words.js';

export const balance = ({ balance: b }) => {
  if (!b.sample) {
    return h('p', { class: 'empty' }, 'No trusted meter reading in the last minute. The bar appears with the first one.');
  }
  const coming = [
    { who: 'home', words: 'Surplus of prosumers', value: b.surplusKw },
    { who: 'ev', words: 'Released by EVs', value: b.releasedKw },
    { who: 'utility', words: 'Bought from the grid', value: b.fromGridKw },
  ];
  const going = [
    { who: 'home', words: 'Demand of prosumers', value: b.demandKw },
    { who: 'ev', words: 'Stored in EVs', value: b.storedKw },
    { who: 'utility', words: 'Sold to the grid', value: b.toGridKw },
  ];
  const [totalIn, totalOut] = [sum(coming), sum(going)];
  const whole = Math.max(totalIn, totalOut);
  return [
    h(
      'div',
      { class: 'balance' },
      list('In', coming, totalIn),
      h('div', { class: 'bars', 'aria-hidden': 'true' }, bar('in', coming, totalIn, whole), bar('out', going, totalOut, whole)),
      list('Out', going, totalOut),
    ),
    foot(b),
  ];
};

const sum = (parts) => parts.reduce((watts, part) => watts + Math.round(part.value * 1000), 0) / 1000;

const list = (title, parts, total) =>
  h(
    'ul',
    { class: 'parts' },
    h('li', { class: 'total' }, h('span', null, title), h('b', null, kw(total))),
    parts.map((part) =>
      h(
        'li',
        { class: part.value === 0 ? 'nothing' : null },
        h('span', null, h('i', { class: `swatch ${part.who}`, 'aria-hidden': 'true' }), part.words),
        h('b', null, kw(part.value)),
      ),
    ),
  );

const bar = (side, parts, total, whole) =>
  h(
    'div',
    { class: `bar ${side}` },
    parts.map((part) => piece(part.who, part.value, whole)),
    piece('unknown', whole - total, whole),
  );

const piece = (who, value, whole) =>
  h(
    'div',
    { class: `piece ${who}`, vars: { share: whole > 0 ? `${((100 * value) / whole).toFixed(3)}%` : '0%' } },
    who === 'unknown' && value > 0 ? '?' : value / whole >= 0.09 ? h('span', null, percent(value, whole)) : '',
  );

const foot = ({ sample, mismatchKw, withoutReading }) =>
  h(
    'p',
    { class: 'foot' },
    h(
      'span',
      { class: mismatchKw === 0 ? 'good' : 'bad' },
      mismatchKw === 0 ? '\u2713 Mismatch 0 W' : `Mismatch ${kw(mismatchKw)}: an EV moved more than its prosumer had`,
    ),
    h('span', { class: 'quiet' }, `10 s from ${clock(sample)}`),
    withoutReading > 0
      ? h(
          'span',
          { class: 'mild' },
          `${withoutReading} ${withoutReading === 1 ? 'prosumer has' : 'prosumers have'} no trusted reading and ${withoutReading === 1 ? 'is' : 'are'} not in this bar`,
        )
      : null,
  );
