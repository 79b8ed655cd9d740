// The one dialog of an order: says what follows, asks why, gives it, and shows the server's own answer.

import { order, orderMany } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { minute } from '../live/words.js';

const dialog = document.createElement('dialog');
dialog.id = 'order';
dialog.setAttribute('aria-labelledby', 'order-title');
document.body.append(dialog);
show(
  dialog,
  h(
    'form',
    { id: 'order-form' },
    h('h2', { id: 'order-title', class: 'order-title' }),
    h('p', { id: 'order-consequence' }),
    h('label', { id: 'order-until-label', class: 'field', hidden: true }, 'It ends', h('select', { id: 'order-until' })),
    h('label', { id: 'order-key-label', class: 'field', hidden: true }, 'Its own public key (43 characters); empty: one is made and kept here', h('input', { id: 'order-key', maxlength: 60, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' })),
    h('label', { class: 'field' }, 'Why? The trail keeps your words; a ledger that holds the order holds their number.', h('textarea', { id: 'order-reason', rows: 3, maxlength: 300, required: true })),
    h('label', { id: 'order-proof', class: 'field', hidden: true }, 'Your password, since you gave it more than ten minutes ago', h('input', { id: 'order-password', type: 'password', autocomplete: 'current-password' })),
    h('div', { id: 'order-result', role: 'status' }),
    h('div', { class: 'buttons' }, h('button', { id: 'order-close', type: 'button', class: 'plain' }, 'Leave it'), h('button', { id: 'order-do', type: 'submit' })),
  ),
);

const form = document.getElementById('order-form');
const title = document.getElementById('order-title');
const consequence = document.getElementById('order-consequence');
const reason = document.getElementById('order-reason');
const until = document.getElementById('order-until');
const untilLabel = document.getElementById('order-until-label');
const proof = document.getElementById('order-proof');
const password = document.getElementById('order-password');
const key = document.getElementById('order-key');
const keyLabel = document.getElementById('order-key-label');
const result = document.getElementById('order-result');
const doIt = document.getElementById('order-do');
const close = document.getElementById('order-close');

const MINUTE_MS = 60_000;
const ENDS = [
  ['10', 'by itself, in 10 minutes'],
  ['60', 'by itself, in 1 hour'],
  ['480', 'by itself, in 8 hours'],
  ['1440', 'by itself, in 24 hours'],
];

let wanted = null;
/** What became of the orders that were given so far. */
let outcomes = [];
let underWay = false;

/**
 * Opens the dialog.
 *
 * @param wish `title`, `consequence`, `button`, `grave`, `orders` as [{ path, more }], or as [{ start }] if one `path` takes all, `clock`, the market's time when it is asked, if it has an end, `endless` if it need
 *     not, in words, `takesKey` if a public key may come along, `reason` if it was given already, and what to do once the orders are given, with those that
 *     were carried out: `then`
 */
export function askToOrder(wish) {
  if (underWay) { // one thing after the other: what goes on is shown again
    if (!dialog.open) {
      dialog.showModal();
    }
    return;
  }
  wanted = wish;
  outcomes = [];
  askForPassword(false);
  show(title, wish.title);
  show(consequence, wish.consequence);
  show(doIt, wish.button);
  doIt.className = wish.grave ? 'grave' : '';
  doIt.hidden = false;
  reason.value = wish.reason ?? '';
  reason.readOnly = false;
  const ends = wish.endless === undefined ? ENDS : [['', wish.endless], ...ENDS];
  show(until, ends.map(([value, words]) => h('option', { value, key: value }, words)));
  until.value = ends[0][0];
  untilLabel.hidden = wish.clock === undefined;
  key.value = '';
  keyLabel.hidden = !wish.takesKey;
  busy(false);
  show(close, 'Leave it');
  show(result);
  dialog.showModal();
  reason.focus();
}

close.addEventListener('click', () => dialog.close());

/** Escape, too, waits until the orders are given. */
dialog.addEventListener('cancel', (event) => {
  if (underWay) {
    event.preventDefault();
  }
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { orders, then, clock } = wanted;
  const wish = { reason: reason.value };
  if (clock !== undefined && until.value) {
    wish.until = new Date(Date.parse(clock()) + Number(until.value) * MINUTE_MS).toISOString();
  }
  if (wanted.takesKey && key.value.trim()) {
    wish.key = key.value.trim();
  }
  busy(true);
  if (await proved()) {
    await giveTheRest(orders, wish);
    then(outcomes);
  }
  busy(false);
});

async function giveTheRest(orders, wish) {
  show(result, progress(outcomes, orders));
  if (!(await (orders.length === 1 ? giveOne(orders[0], wish) : giveAll(orders, wish)))) {
    return;
  }
  show(result, orders.length === 1 ? one(outcomes[0]) : many(outcomes));
  const again = outcomes.every(({ carriedOut }) => !carriedOut);
  if (again) {
    outcomes = [];
  }
  doIt.hidden = !again;
  reason.readOnly = !again;
  show(close, again ? 'Leave it' : 'Close');
  if (!again) {
    close.disabled = false;
    close.focus();
  }
}

/** @returns false if the market asks for the password first */
async function giveOne(each, wish) {
  const outcome = await given(each.path, { ...wish, ...each.more });
  if (outcome.asksPassword) {
    askForPassword(true);
    show(result, h('p', { class: 'result' }, outcome.words));
    return false;
  }
  outcomes.push({ ...each, ...outcome });
  return true;
}

/** One request for all: the market says what became of each as soon as it is done. */
async function giveAll(orders, wish) {
  try {
    await orderMany(wanted.path, { ...wish, starts: orders.map(({ start }) => start) }, ({ start, outcome, words, trail }) => {
      outcomes.push({ start, good: outcome === 'DONE', carriedOut: outcome !== null, words: trail === null ? words : `${words} Trail ${trail}.` });
      show(result, progress(outcomes, orders));
    });
  } catch (error) {
    if (error.asksPassword) {
      askForPassword(true);
      show(result, h('p', { class: 'result' }, error.message));
      return false;
    }
    const told = new Set(outcomes.map(({ start }) => start));
    orders.filter(({ start }) => !told.has(start)).forEach(({ start }) => outcomes.push({ start, good: false, carriedOut: false, words: error.message }));
  }
  return true;
}

function askForPassword(isAsked) {
  proof.hidden = !isAsked;
  password.required = isAsked;
  password.value = '';
  if (isAsked) {
    password.focus();
  }
}

/** Whether the password is given, where it was asked for. */
async function proved() {
  if (proof.hidden) {
    return true;
  }
  try {
    await order('/api/me/proof', { password: password.value });
    askForPassword(false);
    return true;
  } catch (error) {
    show(result, one({ good: false, words: error.message }));
    password.value = '';
    password.focus();
    return false;
  }
}

async function given(path, wish) {
  try {
    const { outcome, words, trail } = await order(path, wish);
    return { good: outcome === 'DONE', words: `${words} Trail ${trail}.`, carriedOut: true };
  } catch (error) {
    return { good: false, words: error.message, carriedOut: false, asksPassword: error.asksPassword };
  }
}

function busy(isBusy) {
  underWay = isBusy;
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
