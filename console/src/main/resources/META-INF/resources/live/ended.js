// The latest ended periods: energy, money, the block that keeps them, and what took over when something broke.

import { h } from './view.js';
import { asCounted, minute, number } from './words.js';

const HEADS = [
  ['Period', ''],
  ['Matched', ''],
  ['Stored', 'kWh'],
  ['Released', 'kWh'],
  ['To prosumers', '£'],
  ['To EVs', '£'],
  ['Prosumers saved', '£'],
  ['EVs earned', '£'],
  ['Lost by greedy', 'kWh'],
  ['Block', ''],
];

export const ended = ({ settled }) =>
  settled.length === 0
    ? h('p', { class: 'empty' }, 'No period has ended yet. The first one is settled a few seconds after its 60 s are over.')
    : h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table of the latest periods' },
        h(
          'table',
          null,
          h('thead', null, h('tr', null, HEADS.map(head))),
          h('tbody', null, settled.map(row)),
        ),
      );

const head = ([words, unit], i) =>
  h('th', { scope: 'col', class: i > 1 && i < 9 ? 'figure' : null }, words, unit ? h('span', { class: 'unit' }, ` ${unit}`) : null);

function row(period) {
  const start = h('th', { scope: 'row' }, minute(period.start));
  if (period.abandoned !== null) {
    return h(
      'tr',
      { class: 'abandoned', key: period.start },
      start,
      h('td', { colspan: 8 }, h('b', null, 'Abandoned: '), h('bdi', null, period.abandoned)),
      block(period),
    );
  }
  return h(
    'tr',
    { key: period.start },
    start,
    h('td', { 'data-head': 'Matched' }, matched(period)),
    figure(2, period.storedKwh, 3),
    figure(3, period.releasedKwh, 3),
    figure(4, period.paidToProsumersGbp, 4),
    figure(5, period.paidToVehiclesGbp, 4),
    figure(6, period.prosumersSavedGbp, 4),
    figure(7, period.vehiclesEarnedGbp, 4),
    lostByGreedy(period.matching),
    block(period),
  );
}

const figure = (column, value, decimals) =>
  h('td', { class: 'figure', 'data-head': HEADS[column].join(' ').trim() }, number(value, decimals));

/** In energy, and in money where the best pairs were computed. */
const lostByGreedy = (matching) =>
  h(
    'td',
    { class: 'figure', 'data-head': HEADS[8].join(' ') },
    matching === null
      ? ''
      : h(
          'span',
          null,
          `${matching.optimumKnown || matching.lostByGreedyKwh === 0 ? '' : '\u2264 '}${number(matching.lostByGreedyKwh, 3)}${asCounted(matching.horizonPerMille)}`,
          matching.lostByGreedyPence === null ? null : h('span', { class: 'second quiet' }, `${number(matching.lostByGreedyPence, 4)} p`),
        ),
  );

const matched = ({ matches, matching, fallbacks, corrections, mismatchMillijoules }) => [
  matching === null ? 'nobody' : `${matches}, ${matching.algorithm}`,
  fallbacks.map((fallback) => h('span', { class: 'tag mild' }, `fallback: ${fallback}`)),
  corrections.map((correction) => h('span', { class: 'tag mild' }, `corrected: ${correction}`)),
  mismatchMillijoules === 0 ? null : h('span', { class: 'tag bad' }, `mismatch ${mismatchMillijoules} mJ`),
];

/** Who signed: units the block, parties what they trade. */
const signed = ({ signedBy, signedBids }) =>
  signedBy + signedBids === 0
    ? null
    : h('span', { class: 'second quiet' }, `signed: ${signedBids} bids, block by ${signedBy} units`);

const block = (period) =>
  h(
    'td',
    { class: 'block', 'data-head': 'Block' },
    period.block === null ? 'not sealed yet' : [h('code', null, `${period.block.height} ${period.block.hash}`)],
    h('span', { class: period.anchored ? 'tag good' : 'tag mild' }, period.anchored ? '\u2713 anchored' : 'not yet anchored'),
    signed(period),
  );
