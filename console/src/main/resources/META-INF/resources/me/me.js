// The bill of one home or car: a month, its days, the trades of a day, and one trade with its receipt.

import { ask } from '../access/market.js';
import { showWho } from '../access/who.js';
import { h, show } from '../live/view.js';
import { counted, exactKwh, exactPence, minute, pencePerKwh, ruleSource } from '../live/words.js';
import { trustOf, verifyReceipt } from '../verify/receipt.js';
import { checkInto, energy, pence } from '../verify/words.js';
import { drawAccess, hideAccess } from './access.js';

const form = document.getElementById('asked');
const look = document.getElementById('look');
const place = (id) => document.querySelector(`#${id} > div`);
const asked = () => new URLSearchParams(location.search);

/** Who looks, once the market has said so. */
let me = { rights: [], parties: [] };

const HEADS = ['In', 'Out', 'Paid', 'Earned', 'Gained', 'Balance'];

const big = (number) => (number === null ? null : BigInt(number));
const money = (micropence) => (micropence === null ? 'not for you' : exactPence(pence(big(micropence))));
const moved = (millijoules) => exactKwh(energy(big(millijoules)));

/** `demo/prosumer:L1` names its grid, `prosumer:L1` does not. */
function addressOf(party) {
  const slash = party.indexOf('/');
  return (path, more = {}) => {
    const query = new URLSearchParams({ ...(slash < 0 ? {} : { grid: party.slice(0, slash) }), ...more });
    return `/api/members/${encodeURIComponent(party.slice(slash + 1))}/${path}?${query}`;
  };
}

const tell = (...words) => show(document.getElementById('alerts'), words.length === 0 ? null : h('p', { class: 'alert' }, ...words));

function go(changes) {
  const next = asked();
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  history.pushState(null, '', `?${next}`);
  return draw();
}

async function draw() {
  const party = asked().get('party');
  if (party === null) {
    form.elements.party.value = '';
    tell();
    nothing('Name a home or a car, such as prosumer:L1.');
    return;
  }
  const of = addressOf(party);
  form.elements.party.value = party;
  try {
    const bill = await ask('GET', of('bill', asked().has('month') ? { month: asked().get('month') } : {}));
    form.elements.month.value = bill.month;
    look.hidden = true;
    tell();
    document.title = `Bill of ${bill.party}, ${bill.month}`;
    show(document.getElementById('bill-title'), `${bill.party} in ${bill.grid}, ${bill.month}`);
    show(place('bill'), month(bill));
    show(place('days'), days(bill, of));
    document.getElementById('car').hidden = bill.car === null;
    show(place('car'), bill.car === null ? null : car(bill.car));
    await drawDay(of);
    await drawAccess(of, mine(bill));
  } catch (error) {
    refused(error, party);
  }
}

/** Whether whoever looks speaks for the party. */
const mine = ({ grid, party }) => me.rights.includes('own:manage-access') && me.parties.some((each) => each === party || each === `${grid}/${party}`);

/** Nobody's bill is shown: no title of a former one either. */
function nothing(words) {
  document.title = 'Bill';
  show(document.getElementById('bill-title'), 'The month');
  look.hidden = true;
  hideAccess();
  ['bill', 'days'].forEach((id) => show(place(id), h('p', { class: 'empty' }, words)));
  ['car', 'trades', 'trade'].forEach((id) => {
    document.getElementById(id).hidden = true;
  });
}

function refused(error, party) {
  nothing('Nothing is shown.');
  if (error.status === 403 && error.message.startsWith('Say first why')) {
    tell();
    look.hidden = false;
    show(document.getElementById('look-words'), h('strong', null, `This is the bill of ${party}, and not yours. `));
    document.getElementById('look-reason').focus();
    return;
  }
  tell(h('strong', null, error.status === undefined ? 'Connection lost. ' : error.status === 404 ? 'There is no such bill. ' : 'The market said no. '), error.message);
}

const tile = (value, words) => h('div', { class: 'tile' }, h('b', null, value), h('span', null, words));

function month({ total, seesMoney, firstDay, blocks, waitingBlocks, anchoredBlocks, days: shown, party }) {
  const home = party.startsWith('prosumer:');
  return [
    waitingBlocks > 0 ? h('p', { class: 'alert' }, h('strong', null, 'This is not the whole bill yet. '), `${counted(waitingBlocks, 'sealed block is', 'sealed blocks are')} not counted: what they booked is missing below. The market goes on counting; load the page again later.`) : null,
    h(
      'div',
      { class: 'tiles' },
      tile(moved(total.energyInMillijoules), 'energy in'),
      tile(moved(total.energyOutMillijoules), 'energy out'),
      tile(money(total.paidMicropence), 'paid'),
      tile(money(total.earnedMicropence), 'earned'),
      tile(money(total.gainedMicropence), home ? 'saved against the grid' : 'earned above the cost'),
    ),
    seesMoney ? null : h('p', { class: 'quiet' }, 'You see energy; the money of one home is not for your roles.'),
    firstDay === null && waitingBlocks === 0 ? h('p', { class: 'empty' }, 'Nothing was booked yet. Your first trade will show here.') : null,
    firstDay !== null && shown.length === 0 && waitingBlocks === 0 ? h('p', { class: 'empty' }, `Nothing was booked in this month. The first day of all was ${firstDay}.`) : null,
    h(
      'p',
      { class: 'quiet' },
      blocks === 0 ? 'No block is sealed yet: a trade is booked when its minute has ended and its block is sealed.' : `Counted up to block ${blocks - 1}`,
      blocks > 0 && anchoredBlocks < blocks ? `; ${counted(blocks - anchoredBlocks, 'of these blocks is', 'of these blocks are')} not anchored yet.` : blocks > 0 ? '; all of them are anchored.' : '',
    ),
  ];
}

/** Whether the lines make the total, added up again here. */
function addsUp(lines, total) {
  const names = ['bookings', 'corrections', 'energyInMillijoules', 'energyOutMillijoules', 'paidMicropence', 'earnedMicropence', 'gainedMicropence', 'balanceMicropence'];
  return names.every((name) => total[name] === null || lines.reduce((sum, line) => sum + big(line[name]), 0n) === big(total[name]));
}

const cells = (sum) => [
  h('td', { class: 'figure', 'data-head': 'In' }, moved(sum.energyInMillijoules)),
  h('td', { class: 'figure', 'data-head': 'Out' }, moved(sum.energyOutMillijoules)),
  h('td', { class: 'figure', 'data-head': 'Paid' }, money(sum.paidMicropence)),
  h('td', { class: 'figure', 'data-head': 'Earned' }, money(sum.earnedMicropence)),
  h('td', { class: 'figure', 'data-head': 'Gained' }, money(sum.gainedMicropence)),
  h('td', { class: 'figure', 'data-head': 'Balance' }, money(sum.balanceMicropence)),
];

function days({ days: lines, total, month: shown, waitingBlocks }, of) {
  if (lines.length === 0) {
    return h('p', { class: 'empty' }, waitingBlocks > 0 ? 'No day of this month is counted yet.' : 'No day of this month has a trade.');
  }
  const right = addsUp(lines.map(({ sum }) => sum), total);
  return [
    h(
      'table',
      null,
      h('caption', { class: 'unseen' }, `Days of ${shown}`),
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Day'), HEADS.map((head) => h('th', { scope: 'col', class: 'figure' }, head)))),
      h(
        'tbody',
        null,
        lines.map(({ day, sum }) =>
          h('tr', { key: day }, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', 'data-day': day }, day), h('div', { class: 'rule' }, counted(sum.bookings, 'booking', 'bookings'), sum.corrections > 0 ? `, ${sum.corrections} of them corrections` : '')), cells(sum)),
        ),
      ),
      h('tfoot', null, h('tr', null, h('th', { scope: 'row' }, waitingBlocks > 0 ? 'Total so far' : 'Total'), cells(total))),
    ),
    h('p', { id: 'adds-up', class: right ? 'good' : 'bad' }, right ? `\u2713 Added up again in this browser: ${counted(lines.length, 'line makes', 'lines make')} the total exactly.` : '\u2717 The lines do not make the total. Do not trust this bill.'),
    h('p', { class: 'after' }, h('a', { href: of('bill.csv', { month: shown }) }, 'The bill as CSV')),
  ];
}

const car = ({ chargeMillijoules, valueMicropence, averageCostTenThousandths, floorMillijoules, ceilingMillijoules, bidIn }) =>
  h(
    'div',
    { class: 'tiles' },
    tile(moved(chargeMillijoules), 'charge by the books'),
    tile(floorMillijoules === null ? 'no bid yet' : moved(floorMillijoules), 'floor: nothing below it is sold'),
    tile(ceilingMillijoules === null ? 'no bid yet' : moved(ceilingMillijoules), bidIn === null ? 'ceiling' : `ceiling, by the bid of ${minute(bidIn)}`),
    tile(averageCostTenThousandths === null ? 'none' : pencePerKwh(averageCostTenThousandths / 10_000), 'average cost'),
    tile(money(valueMicropence), 'value of the charge'),
  );

async function drawDay(of) {
  const day = asked().get('day');
  document.getElementById('trades').hidden = day === null;
  document.getElementById('trade').hidden = day === null || !asked().has('trade');
  if (day === null) {
    return;
  }
  const found = await ask('GET', of('trades', { day, limit: '200', ...(asked().has('before') ? { before: asked().get('before') } : {}) }));
  show(document.getElementById('trades-title'), `Trades of ${day}`);
  show(place('trades'), trades(found, of));
  if (asked().has('trade')) {
    await drawTrade(of, asked().get('trade'), found.seesMoney);
  }
}

function trades({ trades: rows, notKeptBefore, next, day }, of) {
  // the lines that are left come first; what is older follows on a later page
  const forgotten = notKeptBefore !== null && next === null ? h('p', { class: 'quiet' }, `What was booked before ${notKeptBefore.slice(0, 10)} ${minute(notKeptBefore)} is no longer kept line by line. The bill above holds it in its sum.`) : null;
  if (rows.length === 0) {
    return forgotten ?? h('p', { class: 'empty' }, asked().has('before') ? 'Nothing was booked earlier on this day.' : 'Nothing was booked on this day.');
  }
  return [
    h(
      'table',
      null,
      h('caption', { class: 'unseen' }, `Trades of ${day}, the newest first`),
      h('thead', null, h('tr', null, ['Minute', 'With', 'Energy', 'Price', 'Amount', 'Rule', 'Block'].map((head) => h('th', { scope: 'col', class: ['Energy', 'Price', 'Amount'].includes(head) ? 'figure' : null }, head)))),
      h('tbody', null, rows.map(tradeOf(day))),
    ),
    forgotten,
    h('p', { class: 'after' }, h('a', { href: of('trades.csv', { day }) }, 'The day as CSV'), next === null ? null : h('button', { type: 'button', class: 'link', 'data-before': next }, 'Earlier ones'), asked().has('before') ? h('button', { type: 'button', class: 'link', 'data-before': '' }, 'From the newest') : null),
  ];
}

/** The minute, and the day where it is not the one that is shown: a late reading corrects a match of an earlier day. */
const when = (instant, shown) => (instant.startsWith(shown) ? minute(instant) : `${instant.slice(0, 10)} ${minute(instant)}`);

const tradeOf = (shown) => (row, i) =>
  h(
    'tr',
    { key: `${row.match}${row.bookedIn}${i}` },
    h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', 'data-trade': row.match, 'aria-label': `Why, and its receipt: ${when(row.period, shown)} with ${row.with}` }, when(row.period, shown)), row.corrects ? h('div', { class: 'rule' }, `corrected in ${when(row.bookedIn, shown)}`) : null),
    h('td', { 'data-head': 'With' }, h('bdi', null, row.with), h('div', { class: 'rule' }, row.purchase ? 'bought' : 'sold', row.takenBack ? ', taken back' : '')),
    h('td', { class: 'figure', 'data-head': 'Energy' }, moved(row.energyMillijoules)),
    h('td', { class: 'figure', 'data-head': 'Price' }, row.pricePencePerKilowattHour === null ? 'not for you' : pencePerKwh(row.pricePencePerKilowattHour)),
    h('td', { class: 'figure', 'data-head': 'Amount' }, money(row.amountMicropence)),
    h('td', { class: 'wide rule', 'data-head': 'Rule' }, h('bdi', null, row.rule.sentence), ` (${ruleSource(row.rule)})`),
    h('td', { class: 'block', 'data-head': 'Block' }, `${row.block}`, h('div', { class: 'rule' }, row.anchored ? 'anchored' : 'not anchored yet')),
  );

/** A trade that cannot be had leaves the bill as it is. */
async function drawTrade(of, match, seesMoney) {
  document.getElementById('trade-receipt').replaceChildren();
  let found;
  try {
    found = await ask('GET', of(`trades/${encodeURIComponent(match)}`));
  } catch (error) {
    show(document.getElementById('trade-title'), 'One trade');
    show(document.getElementById('trade-words'), h('p', null, h('strong', null, 'This trade cannot be shown. '), error.message));
    return;
  }
  show(document.getElementById('trade-title'), `${found.home} and ${found.car ?? found.buyer}, ${found.period}`);
  show(
    document.getElementById('trade-words'),
    h('p', null, h('strong', null, 'Why these two: '), found.why ?? 'its bids are no longer kept.'),
    h('p', null, h('strong', null, 'Prices, agreed before energy flowed: '), ...prices(found), '.', found.rulesVersion === null ? null : [' Rules of the period: version ', rulesLink(found), '.']),
    h(
      'p',
      null,
      h('strong', null, 'What moved: '),
      found.samples.every(({ millijoules }) => millijoules === 0) ? 'nothing.' : found.samples.filter(({ millijoules }) => millijoules !== 0).map(({ from, millijoules }) => `${from.slice(11, 19)} ${moved(Math.abs(millijoules))} ${millijoules < 0 ? 'to the home' : found.car === null ? `to ${found.buyer}` : 'to the car'}`).join(', ') + '.',
      found.corrected ? ' Readings that came in late corrected it.' : '',
    ),
    h('p', { class: 'quiet' }, found.block === null ? 'Its block is not sealed yet: that takes until a minute after the period.' : `Sealed in block ${found.block}, ${found.anchored ? 'anchored' : 'not anchored yet: that takes some minutes'}.`),
    found.block === null || !seesMoney ? null : h('p', { class: 'after' }, h('button', { type: 'button', 'data-check': found.receipt }, 'Check the receipt in this browser'), h('a', { href: found.receipt, download: `receipt-${match.replaceAll(':', '-')}.txt` }, 'Download the receipt')),
  );
}

const prices = ({ car, storing, releasing }) => (car === null ? [priced('from home to home', storing)] : [priced('from home to car', storing), '; ', priced('from car to home', releasing)]);

const priced = (words, { pencePerKilowattHour, rule }) => [`${words} ${pencePerKilowattHour === null ? 'not for you' : pencePerKwh(pencePerKilowattHour)} by "`, h('bdi', null, rule.sentence), `" (${ruleSource(rule)})`];

/** The rules have a page for those who may see all of the market. */
const rulesLink = ({ grid, rulesVersion }) =>
  me.rights.includes('see-market') ? h('a', { href: `/rules/history?${new URLSearchParams({ grid })}#version-${rulesVersion}` }, h('code', null, rulesVersion)) : h('code', null, rulesVersion);

async function check(address) {
  const found = document.getElementById('trade-receipt');
  try {
    const answer = await fetch(address, { cache: 'no-store' });
    if (!answer.ok) {
      throw new Error((await answer.json().catch(() => ({}))).detail ?? `The server answered ${answer.status}.`);
    }
    await checkInto(found, verifyReceipt, new Uint8Array(await answer.arrayBuffer()), await trustOf());
  } catch (error) {
    tell(h('strong', null, 'The receipt cannot be had. '), error.message);
  }
}

document.addEventListener('click', (event) => {
  const target = event.target.closest('[data-day], [data-trade], [data-before], [data-check]');
  if (target === null) {
    return;
  }
  const { day, trade: match, before, check: receipt } = target.dataset;
  if (receipt !== undefined) {
    check(receipt);
  } else if (day !== undefined) {
    go({ day, trade: '', before: '' }).then(() => document.getElementById('trades').scrollIntoView());
  } else if (match !== undefined) {
    go({ trade: match }).then(() => document.getElementById('trade').scrollIntoView());
  } else {
    go({ before, trade: '' });
  }
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  go({ party: form.elements.party.value.trim(), month: form.elements.month.value, day: '', trade: '', before: '' });
});

look.addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    await ask('POST', addressOf(asked().get('party'))('looks'), { reason: document.getElementById('look-reason').value });
    await draw();
  } catch (error) {
    tell(h('strong', null, 'It was not noted. '), error.message);
  }
});

window.addEventListener('popstate', () => draw());

try {
  me = await showWho();
  me.parties.forEach((party) => document.getElementById('parties').append(new Option(party)));
  if (asked().get('party') === null && me.parties.length > 0) {
    history.replaceState(null, '', `?${new URLSearchParams({ party: me.parties[0] })}`);
  }
  if (asked().get('party') !== null) {
    await draw();
  } else if (me.kind !== 'nobody') {
    form.elements.month.required = false;
    nothing('Name a home or a car, such as prosumer:L1.');
  }
} catch (error) {
  refused(error, '');
}
