// The one dialog of an order: says what follows, asks why, gives it, and shows the server's own answer.

import { order } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { minute } from '../live/words.js';

const dialog = document.getElementById('order');
const form = document.getElementById('order-form');
const title = document.getElementById('order-title');
const consequence = document.getElementById('order-consequence');
const reason = document.getElementById('order-reason');
const until = document.getElementById('order-until');
const untilLabel = document.getElementById('order-until-label');
const result = document.getElementById('order-result');
const doIt = document.getElementById('order-do');
const close = document.getElementById('order-close');

const MINUTE_MS = 60_000;

let wanted = null;

/**
 * Opens the dialog.
 *
 * @param wish `title`, `consequence`, `button`, `grave`, `orders` as [{ path, words }], `clock` if it may have an end, and what to do
 *     once the orders are given: `then`
 */
export function askToOrder(wish) {
  wanted = wish;
  show(title, wish.title);
  show(consequence, wish.consequence);
  show(doIt, wish.button);
  doIt.className = wish.grave ? 'grave' : '';
  doIt.hidden = false;
  reason.value = '';
  reason.readOnly = false;
  until.value = '';
  untilLabel.hidden = wish.clock === undefined;
  busy(false);
  show(close, 'Leave it');
  show(result);
  dialog.showModal();
  reason.focus();
}

close.addEventListener('click', () => dialog.close());

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { orders, then, clock } = wanted;
  const wish = { reason: reason.value };
  if (clock !== undefined && until.value) {
    wish.until = new Date(Date.parse(clock) + Number(until.value) * MINUTE_MS).toISOString();
  }
  busy(true);
  const outcomes = [];
  for (const each of orders) {
    show(result, progress(outcomes, orders));
    outcomes.push({ ...each, ...(await given(each.path, { ...wish, ...each.more })) });
  }
  show(result, orders.length === 1 ? one(outcomes[0]) : many(outcomes));
  busy(false);
  const again = outcomes.every(({ carriedOut }) => !carriedOut);
  doIt.hidden = !again;
  reason.readOnly = !again;
  show(close, again ? 'Leave it' : 'Close');
  if (!again) {
    close.focus();
  }
  then();
});

async function given(path, wish) {
  try {
    const { outcome, words, trail } = await order(path, wish);
    return { good: outcome === 'DONE', words: `${words} Trail ${trail}.`, carriedOut: true };
  } catch (error) {
    return { good: false, words: error.message, carriedOut: false };
  }
}

function busy(isBusy) {
  doIt.disabled = isBusy;
  close.disabled = isBusy;
}

const progress = (outcomes, orders) => [
  h('p', null, orders.length === 1 ? 'The market is at it.' : `${outcomes.length} of ${orders.length} done.`),
  orders.length === 1
    ? h('progress', { 'aria-label': 'Under way' })
    : h('progress', { max: orders.length, value: outcomes.length, 'aria-label': 'Orders given' }),
];

const one = ({ good, words }) => h('p', { class: `result ${good ? 'good' : 'bad'}` }, h('bdi', null, words));

function many(outcomes) {
  const done = outcomes.filter(({ good }) => good).length;
  return [
    h('p', { class: `result ${done === outcomes.length ? 'good' : 'bad'}` }, `${done} of ${outcomes.length} went well.`),
    h(
      'ul',
      { class: 'outcomes', tabindex: 0, 'aria-label': 'What became of each' },
      outcomes.map(({ start, good, words }) => h('li', null, `${minute(start)} ${good ? '\u2713' : '\u2717'} `, h('bdi', null, words))),
    ),
  ];
}
