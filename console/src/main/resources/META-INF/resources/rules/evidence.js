// What was known of a draft's cells as approval was asked for: the latest what-if of them and the promises that were played against them.

import { h } from '../live/view.js';
import { anchor } from '../promises/run.js';
import { counted, kwh, party, signed, whole } from './outcome.js';
import { draftAddress, moment } from './parts.js';

/**
 * @param evidence as the request keeps it; null: an earlier build kept none
 * @param draft its number
 */
export const evidence = (known, draft) =>
  h(
    'section',
    { class: 'evidence', 'aria-label': `What was known of draft ${draft}` },
    h('h3', null, 'What was known of these cells'),
    known === null
      ? h('p', { class: 'mild' }, 'Nothing was kept: an earlier build took this request.')
      : [
          h('p', { class: known.whatIf === null ? 'mild' : '' }, h('b', null, 'What-if: '), known.whatIf === null ? 'none was run with these cells, so nobody has seen who would have paid what.' : tried(known.whatIf)),
          h('p', { class: known.promises === null ? 'mild' : '' }, h('b', null, 'Promises: '), known.promises === null ? 'not played against these cells.' : played(known.promises, draft)),
          known.promises === null ? null : h('ul', { class: 'broken-list' }, known.promises.broken.map(({ place, name }) => h('li', { key: place }, h('bdi', null, name), ' ', h('a', { href: `/promises/#${anchor(place)}` }, place)))),
        ],
  );

const tried = ({ job, at, mode, from, to, periods, refusedPairs, prices, minutes }) => [
  `${mode}, ${moment(from)} to ${moment(to)}, ${counted(periods, 'period', 'periods')}. `,
  refusedPairs > 0 ? h('strong', { class: 'bad' }, `${counted(refusedPairs, 'pair', 'pairs')} would get no price, so no money can be told. `) : null,
  prices === null ? null : money(prices),
  minutes === null ? null : inMinutes(minutes),
  h('a', { href: `/rules/what-if.html?job=${job}` }, 'The whole result'),
  h('span', { class: 'quiet' }, ` of ${moment(at)}.`),
];

const then = (now, afterwards) => (now === afterwards ? '' : ` (then ${kwh(afterwards)})`);

const money = (prices) => [
  `Homes ${signed(prices.homesThenPence - prices.homesNowPence)}, cars ${signed(prices.homesNowPence - prices.homesThenPence)}, cost of what the batteries hold ${signed(prices.batteriesThenPence - prices.batteriesNowPence)}; `,
  prices.gridPence === 0 ? '' : `homes from the grid instead ${signed(prices.gridPence)}; `,
  `${kwh(prices.storedKwh)} stored${then(prices.storedKwh, prices.storedThenKwh)}, ${kwh(prices.releasedKwh)} released${then(prices.releasedKwh, prices.releasedThenKwh)}; ${counted(prices.changed, 'line', 'lines')} would have been others. `,
  `${whole(prices.gaining)} would gain and ${whole(prices.losing)} lose`,
  prices.worst === null ? '. ' : [', most of all ', party(prices.worst.party), ` with ${signed(prices.worst.differencePence)}. `],
  h('strong', { class: prices.nobodyWorse ? 'good' : 'bad' }, `Nobody does worse than with the grid: ${prices.nobodyWorse ? 'yes' : 'no'}.`),
  ' ',
];

const inMinutes = (effect) =>
  `${whole(effect.changedMinutes)} of ${counted(effect.minutes, 'minute', 'minutes')} would have been others: ${whole(effect.newlyRefused)} bids newly refused, ${whole(effect.newlyAdmitted)} newly admitted, ${whole(effect.pairsNow)} pairs now and ${whole(effect.pairsThen)} then, by forecast ${kwh(effect.kwhNow)} now and ${kwh(effect.kwhThen)} then. `;

const played = ({ at, played: count, of, broken }, draft) => [
  `${whole(count)} of ${counted(of, 'scenario', 'scenarios')} played, the last at ${moment(at)}: `,
  h('strong', { class: broken.length === 0 ? 'good' : 'bad' }, broken.length === 0 ? 'all kept. ' : `${whole(broken.length)} broken. `),
  h('a', { href: `${draftAddress(draft)}#promises` }, 'The draft\u2019s promises'),
];
