// The rules in force, who the market said no to, and which messages were refused: each in words.

import { h } from './view.js';
import { clock, day, minute, nobodyCalled, partOf, pencePerKwh, ruleSource } from './words.js';

export const rules = ({ rules: book, gridPrices }) => [
  h(
    'dl',
    { class: 'facts' },
    fact('Version', h('code', null, book.version)),
    fact('Holds since', book.since === null ? 'its first period' : `${minute(book.since)} on ${day(book.since)}`),
    fact('The grid asks', pencePerKwh(gridPrices.buyPencePerKwh)),
    fact('The grid pays', pencePerKwh(gridPrices.sellPencePerKwh)),
  ),
  book.refused.length === 0
    ? h('p', { class: 'good' }, '\u2713 All tables are sound.')
    : [
        h('p', { class: 'bad' }, 'A changed table was refused. The version above still holds.'),
        h('ul', { class: 'notices' }, book.refused.map(refused)),
      ],
];

const fact = (name, value) => h('div', null, h('dt', null, name), h('dd', null, value));

const refused = ({ file, row, column, reason }) =>
  h(
    'li',
    null,
    h('b', null, h('bdi', null, file), row > 0 ? `, row ${row}` : '', column ? [', column ', h('bdi', null, column)] : ''),
    h('p', null, h('bdi', null, reason)),
  );

export const rejections = ({ rejections: shown, found }) =>
  shown.length === 0
    ? h('p', { class: 'empty' }, found.find ? nobodyCalled('refused party', found.find) : 'The market said no to nobody in this period.')
    : [partOf(shown.length, found.rejections, 'refused parties', found), h('ul', { class: 'notices' }, shown.map(rejection))];

const rejection = (no) =>
  h(
    'li',
    null,
    h('b', null, no.party),
    h('span', { class: 'quiet' }, ` ${no.role}`),
    h('p', null, h('bdi', null, no.reason)),
    h('p', { class: 'why' }, h('bdi', null, no.rule), h('span', { class: 'source' }, ruleSource(no))),
  );

export const letters = ({ deadLetters: { count, latest } }) =>
  count === 0
    ? h('p', { class: 'empty' }, 'Every message so far was understood.')
    : [
        h('p', { class: 'quiet' }, `${count} so far; the latest:`),
        h('ul', { class: 'notices' }, latest.map(letter)),
      ];

const letter = ({ door, receivedAt, text, reason }) =>
  h(
    'li',
    { key: `${receivedAt}${text}` },
    h('b', null, `${clock(receivedAt)} at ${door}`),
    h('p', null, h('bdi', null, reason)),
    h('details', null, h('summary', null, 'The message'), h('pre', null, text)),
  );

/** How much the data folder holds, and how long its disk lasts: nothing before it was measured. */
export const storage = ({ storage: words }) => words;
