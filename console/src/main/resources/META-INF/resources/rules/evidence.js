// What was known of a draft's cells as approval was asked for: the latest what-if of them and the promises that were played against them.

import { h } from '../live/view.js';
import { byMachine, kwh, moment } from '../live/words.js';
import { anchor } from '../promises/run.js';
import { standing } from './jobs.js';
import { counted, party, signed, whole } from './outcome.js';
import { draftAddress } from './parts.js';

/**
 * @param known as the request keeps it; null: an earlier build kept none
 * @param draft its number
 * @param since what came to be known since then, and what is under way; null: nobody asks for approval now
 */
export const evidence = (known, draft, since = null) =>
  h(
    'section',
    { class: 'evidence', 'aria-label': `What was known of draft ${draft}` },
    h('h3', null, 'What was known of these cells'),
    known === null
      ? h('p', { class: 'mild' }, 'Nothing was kept: an earlier build took this request.')
      : [
          h('p', { class: known.whatIf === null ? 'mild' : '' }, h('b', null, 'What-if: '), known.whatIf === null ? 'none was run with these cells, so nobody has seen who would have paid what.' : tried(known.whatIf)),
          later('what-if', since, known.whatIf?.job, since?.known.whatIf?.job, () => tried(since.known.whatIf)),
          h('p', { class: known.promises === null ? 'mild' : '' }, h('b', null, 'Promises: '), known.promises === null ? `not played against these cells${since === null ? '' : ' when approval was asked for'}.` : played(known.promises, draft)),
          known.promises === null ? null : broken(known.promises),
          later('features', since, known.promises?.at, since?.known.promises?.at, () => [played(since.known.promises, draft), broken(since.known.promises)]),
        ],
  );

/** What came to be known of it after approval was asked for, and what is about to. */
function later(kind, since, then, now, words) {
  const running = (since?.underWay ?? []).filter((job) => job.kind === kind);
  return [
    now === undefined || now === then ? null : h('div', { class: 'later', key: `${kind} now` }, h('b', null, 'Since approval was asked for: '), words()),
    running.map((job) => h('p', { class: 'later', key: job.id }, h('b', null, 'Under way: '), h('bdi', null, job.title), ' ', standing(job))),
  ];
}

const broken = ({ broken: all }) => h('ul', { class: 'broken-list' }, all.map(({ place, name }) => h('li', { key: place }, h('bdi', null, name), ' ', h('a', { href: `/promises/#${anchor(place)}` }, place))));

const tried = ({ job, at, mode, from, to, periods, refusedPairs, prices, minutes }) => [
  `${mode}, ${moment(from)} to ${moment(to)}, ${counted(periods, 'period', 'periods')}. `,
  refusedPairs > 0 ? h('strong', { class: 'bad' }, `${counted(refusedPairs, 'pair', 'pairs')} would get no price, so no money can be told. `) : null,
  prices === null ? null : money(prices),
  minutes === null ? null : inMinutes(minutes),
  h('a', { href: `/rules/what-if.html?job=${job}` }, 'The whole result'),
  h('span', { class: 'quiet' }, ` of ${byMachine(moment(at))}.`),
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

const played = ({ at, played: count, of, broken: wrong }, draft) => [
  `${whole(count)} of ${counted(of, 'scenario', 'scenarios')} played, the last at ${byMachine(moment(at))}: `,
  h('strong', { class: wrong.length === 0 ? 'good' : 'bad' }, wrong.length === 0 ? 'all kept. ' : `${whole(wrong.length)} broken. `),
  h('a', { href: `${draftAddress(draft)}#promises` }, 'The draft\u2019s promises'),
];
