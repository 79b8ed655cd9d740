// What a what-if worked out: totals, rows, members, trades, and what it rests on.

import { h } from '../live/view.js';
import { kwh, pence, pencePerKwh } from '../live/words.js';

const MINUS = '\u2212';

export const whole = (count) => count.toLocaleString('en');
export const counted = (count, one, many) => `${whole(count)} ${count === 1 ? one : many}`;
export const signed = (value) => (pence(Math.abs(value)) === pence(0) ? pence(0) : `${value > 0 ? '+' : MINUS}${pence(Math.abs(value))}`);
const energy = (now, then) => cell(now === then ? 'the same' : `${then > now ? '+' : MINUS}${kwh(Math.abs(then - now))}`);

/** Nothing where there is no such trade. */
const known = (value, words) => (value === undefined || value === null ? 'none' : words(value));
const tone = (value) => (Number(Math.abs(value).toFixed(4)) === 0 ? '' : value > 0 ? 'good' : 'bad');
const cell = (text, mood = '') => h('td', { class: `number ${mood}` }, text);
const change = (value) => h('td', { class: `number ${tone(value)}`, title: `${value} p` }, signed(value));

export const notRun = (seen) =>
  h('p', { class: 'empty' }, seen ? 'Not run for these rules yet. It goes over settled trades again, and shows who would have paid what; nothing in the books changes.' : 'Asking the market.');

export const following = ({ done, total, words }) => [
  h('p', null, h('bdi', null, `${words.charAt(0).toUpperCase()}${words.slice(1)}. `), total > 1 ? h('span', { class: 'quiet' }, `${whole(done)} of ${whole(total)} periods`) : null),
  total > 1 ? h('progress', { max: total, value: done, 'aria-label': 'Periods gone over' }) : h('progress', { 'aria-label': 'Under way' }),
  h('p', null, h('button', { type: 'button', class: 'plain small', 'data-does': 'cancel' }, 'Cancel')),
];

const FAILED = { FAILED: 'No result. ', CANCELLED: 'No result. ', INTERRUPTED: 'No result. ' };

export const failed = ({ state, words, title }) => h('div', { class: `alert ${state === 'FAILED' ? '' : 'mild'}`, role: 'alert' }, h('p', null, h('strong', null, FAILED[state]), h('bdi', null, words)), h('p', { class: 'quiet' }, title));

/** @param offered whether whoever looks may start another one */
export function result(job, hash, offered) {
  const { result: told } = job;
  return [
    hash && hash !== told.hash ? h('p', { class: 'alert mild' }, 'The draft was changed since this was run: run it again.') : null,
    h('p', { class: 'lead' }, told.heading),
    h('p', { class: 'checked' }, h('span', { class: 'pill good' }, '\u2713 Reproduced'), ' ', told.checked),
    told.refused ? refused(told.refused, offered) : null,
    told.prices ? trades(told.prices, job) : null,
    told.minutes ? minutes(told.minutes) : null,
    told.day ? trades(told.day.trades, job, told.day) : null,
    h('h3', null, 'What is assumed'),
    h('ul', { class: 'assumed' }, told.assumed.map((sentence) => h('li', null, sentence))),
  ];
}

const refused = ({ words, reason }, offered) =>
  h(
    'div',
    { class: 'alert mild' },
    h('p', null, h('bdi', null, words)),
    h('p', { class: 'quiet' }, 'The row says: ', h('bdi', null, reason), '.'),
    offered
      ? h(
          'p',
          null,
          h('button', { type: 'button', class: 'plain small', 'data-does': 'day' }, 'Run the whole range again'),
          ' ',
          h('button', { type: 'button', class: 'plain small', 'data-does': 'limits' }, 'Try limits and participation, minute by minute'),
        )
      : h('p', { class: 'quiet' }, 'The whole range, run again, and limits and participation, minute by minute, can still be asked for.'),
  );

function table(caption, heads, body, words = heads.length) {
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    h(
      'table',
      null,
      h('caption', { class: 'unseen' }, caption),
      h('thead', null, h('tr', null, heads.map((head, i) => h('th', { scope: 'col', class: i < words ? '' : 'number' }, head)))),
      h('tbody', null, body),
    ),
  );
}

/** @param day what a range that was run again counts besides; null: the trades are the same ones */
function trades(effect, job, day = null) {
  const homes = effect.homesThenPence - effect.homesNowPence;
  const batteries = effect.batteriesThenPence - effect.batteriesNowPence;
  return [
    h('p', { class: 'lead' }, effect.changed === 0 ? unchanged(effect, job.result, day !== null) : `${counted(effect.changed, 'line', 'lines')} would have been booked otherwise.`),
    h('p', null, h('strong', { class: effect.nobodyWorse ? 'good' : 'bad' }, `Nobody does worse than with the grid: ${effect.nobodyWorse ? 'yes' : 'no'}.`)),
    h('h3', null, 'In all'),
    table(
      'Totals',
      ['What', 'Now', 'Then', 'Difference'],
      [
        h('tr', null, h('th', { scope: 'row' }, 'Homes, paid less what they paid'), cell(pence(effect.homesNowPence)), cell(pence(effect.homesThenPence)), change(homes)),
        h('tr', null, h('th', { scope: 'row' }, 'Cars, paid less what they paid'), cell(pence(-effect.homesNowPence)), cell(pence(-effect.homesThenPence)), change(-homes)),
        h('tr', null, h('th', { scope: 'row' }, 'Cost of what the batteries hold at the end'), cell(pence(effect.batteriesNowPence)), cell(pence(effect.batteriesThenPence)), change(batteries)),
        day === null ? null : h('tr', null, h('th', { scope: 'row' }, 'Homes and cars, from the grid instead'), cell(''), cell(''), change(effect.gridPence)),
        h('tr', null, h('th', { scope: 'row' }, 'Energy from homes to cars'), cell(kwh(effect.storedKwh)), cell(kwh(effect.storedThenKwh)), energy(effect.storedKwh, effect.storedThenKwh)),
        h('tr', null, h('th', { scope: 'row' }, 'Energy from cars to homes'), cell(kwh(effect.releasedKwh)), cell(kwh(effect.releasedThenKwh)), energy(effect.releasedKwh, effect.releasedThenKwh)),
        effect.directKwh === 0 && effect.directThenKwh === 0 ? null : h('tr', null, h('th', { scope: 'row' }, 'Energy from homes to homes'), cell(kwh(effect.directKwh)), cell(kwh(effect.directThenKwh)), energy(effect.directKwh, effect.directThenKwh)),
        day === null ? null : h('tr', null, h('th', { scope: 'row' }, 'Bids of cars'), cell(whole(day.bidsNow)), cell(whole(day.bidsThen)), cell('')),
        day === null ? null : h('tr', null, h('th', { scope: 'row' }, 'Pairs'), cell(whole(day.pairsNow)), cell(whole(day.pairsThen)), cell(`${whole(day.otherPairs)} others`)),
      ],
      1,
    ),
    day === null || day.undrivenKwh === 0 ? null : h('p', { class: 'alert mild' }, `Cars drove ${kwh(day.undrivenKwh)} that they would not have held: where they would have charged it, nobody knows, and nobody is billed for it.`),
    h('h3', null, 'Row by row'),
    table(day === null ? 'Rows of the pricing table' : 'Rows of the tables', ['Rule', day === null ? 'Prices now' : 'Hits now', 'then', 'Cut by the grid now', 'then', 'Energy now', 'then', 'Paid now', 'then', 'Difference'], effect.rows.map(priceRow), 1),
    h('h3', null, `Homes and cars, the worst loser first${effect.members.length < effect.memberCount ? `; ${whole(effect.members.length)} of ${whole(effect.memberCount)}` : ''}`),
    table('Homes and cars', ['Who', 'Paid now', 'then', 'Difference', ...(day === null ? [] : ['With the grid']), 'Battery holds', 'In all'], effect.members.map((each) => member(each, day !== null)), 1),
    h('p', { class: 'quiet' }, `Paid: what was paid to it less what it paid. ${day === null ? '' : 'With the grid: what a home gets more from it, or pays it less, for energy that it trades with no car, and a car for what it charges outside. '}Battery: how much more the energy in it cost at the end. None alone says who gains.`),
    h('h3', null, 'How many gain and lose how much'),
    bars(effect.bars),
    h('h3', null, `Trades that change${effect.changed > effect.trades.length ? `: the first ${whole(effect.trades.length)} of ${whole(effect.changed)}` : ''}`),
    effect.changed === 0
      ? h('p', { class: 'empty' }, 'None.')
      : [
          table('Trades that change', ['Period', 'Home', 'Car', 'Direction', 'Energy now', 'then', 'Price now', 'then', 'Home is paid now', 'then'], effect.trades.map(trade), 4),
          h('p', null, h('a', { href: `/api/jobs/${job.id}/table.csv`, download: '' }, effect.csvCut ? 'The first 100,000 of them as CSV' : 'All of them as CSV')),
        ],
  ];
}

/** Why a change of the tables changes nothing: it sets no other price, or the grid's price cuts both alike. */
function unchanged({ rows }, { version, versions, otherPricing }, ofADay) {
  if (versions.length === 1 && versions[0] === version) {
    return 'These are the active rules, so no booked line changes.';
  }
  if (ofADay) {
    return 'No booked line changes: the same pairs trade as much, at the same prices.';
  }
  if (otherPricing === false) {
    return 'No booked line changes: the draft sets the same prices. Its limits and participation are tried minute by minute.';
  }
  const cut = rows.reduce((sum, row) => sum + row.then.cut, 0);
  return cut === 0
    ? 'No booked line changes.'
    : `No booked line changes: where the draft sets another price, the grid's bound cuts both alike (${counted(cut, 'price', 'prices')} cut).`;
}

const named = ({ table: of, rule, rowNow, rowThen, direction }) =>
  h(
    'th',
    { scope: 'row' },
    h('bdi', null, rule),
    h('span', { class: 'quiet' }, ` ${of}${direction ? `, ${direction}` : ''}, ${rowThen === 0 ? `row ${rowNow}, not in the draft` : rowNow === 0 || rowNow === rowThen ? `row ${rowThen}` : `row ${rowNow}, then ${rowThen}`}`),
    rowThen !== 0 ? null : h('span', { class: 'tag bad' }, 'goes'),
  );

const priceRow = (row) =>
  h(
    'tr',
    { key: `${row.rule} ${row.direction}` },
    named(row),
    cell(whole(row.now.hits)),
    cell(whole(row.then.hits)),
    cell(whole(row.now.cut)),
    cell(whole(row.then.cut)),
    cell(kwh(row.now.kwh)),
    cell(kwh(row.then.kwh)),
    cell(pence(row.now.pence)),
    cell(pence(row.then.pence)),
    h('td', { class: 'number' }, signed(row.then.pence - row.now.pence)),
  );

/** A home or a car by its account. */
export function party(account) {
  const [kind, name] = account.split(':');
  return [kind === 'prosumer' ? 'Home ' : 'Car ', h('bdi', null, name)];
}

const who = (account) => h('th', { scope: 'row' }, party(account));

const member = ({ party, nowPence, thenPence, differencePence, gridPence, batteryPence, inAllPence }, ofADay) =>
  h('tr', { key: party }, who(party), cell(pence(nowPence)), cell(pence(thenPence)), change(differencePence), ofADay ? change(gridPence) : null, (batteryPence ?? null) === null ? cell('') : change(batteryPence), change(inAllPence));

/** Where all differences are nothing, the bar is a millionth of a penny wide. */
const span = (from, below) => (from === 0 && below < 0.0001 ? 'no difference' : `${signed(from)} to ${signed(below)}`);

function bars(shown) {
  const most = Math.max(...shown.map(({ members }) => members), 1);
  return h(
    'ul',
    { class: 'bars', 'aria-label': 'Members by difference' },
    shown.map(({ fromPence, belowPence, members }) =>
      h(
        'li',
        { class: fromPence < 0 ? 'loss' : '' },
        h('span', null, span(fromPence, belowPence)),
        h('span', { class: 'track', vars: { share: `${(100 * members) / most}%` } }, h('span', null)),
        h('span', { class: 'number' }, counted(members, 'member', 'members')),
      ),
    ),
  );
}

const trade = ({ period, match, direction, prosumer, vehicle, kwhNow, kwhThen, priceNow, priceThen, nowPence, thenPence, correction }) =>
  h(
    'tr',
    { key: `${match} ${direction} ${period}` },
    h('td', null, h('time', { datetime: period }, `${period.slice(0, 10)} ${period.slice(11, 16)}`), correction ? h('span', { class: 'tag mild' }, 'correction') : null),
    h('td', null, h('bdi', null, prosumer)),
    h('td', null, h('bdi', null, vehicle)),
    h('td', null, direction),
    cell(known(kwhNow, kwh)),
    cell(known(kwhThen, kwh)),
    cell(known(priceNow, pencePerKwh)),
    cell(known(priceThen, pencePerKwh)),
    cell(known(nowPence, pence)),
    cell(known(thenPence, pence)),
  );

function minutes(effect) {
  return [
    h('p', { class: 'lead' }, effect.changedMinutes === 0 ? 'No minute changes.' : `${whole(effect.changedMinutes)} of ${counted(effect.minutes, 'minute', 'minutes')} would have been others.`),
    h('p', { class: 'alert mild' }, 'Minutes do not add up to a day: each starts from what was recorded, not from what the draft would have left in the batteries.'),
    h('h3', null, 'Minute by minute, counted'),
    table(
      'Counts',
      ['What', 'Now', 'Then'],
      [
        ['Bids of cars', whole(effect.bidsNow), whole(effect.bidsThen)],
        ['Bids newly refused', '', whole(effect.newlyRefused)],
        ['Bids newly admitted', '', whole(effect.newlyAdmitted)],
        ['Pairs', whole(effect.pairsNow), whole(effect.pairsThen)],
        ['Pairs that were none', '', whole(effect.otherPairs)],
        ['Energy of the pairs, by forecast', kwh(effect.kwhNow), kwh(effect.kwhThen)],
      ].map(([words, now, then]) => h('tr', { key: words }, h('th', { scope: 'row' }, words), cell(now), cell(then))),
      1,
    ),
    h('h3', null, 'Row by row'),
    table('Rows of limits and participation', ['Rule', 'Hits now', 'then'], effect.rows.map((row) => h('tr', { key: `${row.table} ${row.rule}` }, named(row), cell(whole(row.now.hits)), cell(whole(row.then.hits)))), 1),
    h('h3', null, 'Car by car'),
    table(
      'Cars',
      ['Who', 'Minutes with a bid now', 'then', 'with a pair now', 'then'],
      effect.vehicles.map(({ account, bidsNow, bidsThen, pairsNow, pairsThen }) => h('tr', { key: account }, who(account), cell(whole(bidsNow)), cell(whole(bidsThen)), cell(whole(pairsNow)), cell(whole(pairsThen)))),
      1,
    ),
  ];
}
