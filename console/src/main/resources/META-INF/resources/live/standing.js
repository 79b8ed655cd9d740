// The top of the page: time, mode, connection, and what needs a person now.

import { h, show } from './view.js';
import { clock, counted, day, minute, sentence } from './words.js';

export const now = ({ clock: instant, mode }) => [
  h('span', { class: 'pill mode' }, mode),
  h('time', { class: 'clock', datetime: instant }, clock(instant)),
  h('span', { class: 'quiet' }, `${day(instant)} UTC`),
];

/** A session may end while the page is open, and a role change. */
const REFUSED = { 401: 'You are logged out. ', 403: 'You may not see this. ' };

const connection = document.getElementById('connection');

export function connected() {
  connection.className = 'pill good';
  show(connection, '\u25CF Live');
  document.body.classList.remove('stale');
}

/** Keeps what was last seen, dimmed, and says from when it is. */
export function troubled(error, last) {
  connection.className = 'pill bad';
  show(connection, '\u25A0 Connection lost');
  document.body.classList.add('stale');
  show(
    document.getElementById('alerts'),
    h(
      'p',
      { class: 'alert' },
      h('strong', null, REFUSED[error.status] ?? 'Connection lost. '),
      `${error.message} `,
      error.status === 401 ? [h('a', { href: `/login.html?to=${encodeURIComponent(location.pathname + location.search)}` }, 'Log in'), '. '] : '',

      last ? `What you see is from ${clock(last.clock)}. ` : '',
      'Trying again each second.',
    ),
    last ? alerts(last) : null,
  );
}

export const alerts = (snapshot) => [
  snapshot.notices.map(notice),
  snapshot.unfinished.filter((period) => period.error).map((period) => failure(period, snapshot.grid)),
  more(snapshot.moreStopped),
  snapshot.period.error ? failure(snapshot.period, snapshot.grid) : null,
  snapshot.unfinished.filter((period) => !period.error && period.secondsLeft === 0 && late(period, snapshot)).map(slow),
  snapshot.rules.refused.length > 0 ? brokenTables(snapshot.rules) : null,
  snapshot.gridPrices.roomToTrade
    ? null
    : h('p', { class: 'alert mild' }, 'Trading pauses: the grid pays more for energy than it asks, so no price suits both sides.'),
];

const notice = ({ reason, advice }) =>
  h(
    'div',
    { class: 'alert mild', key: reason },
    h('p', null, h('bdi', null, sentence(reason))),
    h('p', null, h('strong', null, 'What to do: '), advice),
  );

const more = (number) =>
  number > 0 ? h('p', { class: 'alert' }, `${counted(number, 'more period stands', 'more periods stand')} still after these.`) : null;

/** A period is normally settled within seconds; one that takes longer than half a minute is worth a word. */
const late = (period, snapshot) => Date.parse(snapshot.clock) - Date.parse(period.end) > 30_000;

const slow = (period) =>
  h('p', { class: 'alert mild' }, `Period ${minute(period.start)} is not settled yet. It stands at "${period.step}".`);

const brokenTables = ({ refused, version }) =>
  h(
    'p',
    { class: 'alert mild' },
    `A changed rule table was refused: ${[...new Set(refused.map((table) => table.file))].join(', ')}. Version ${version} still holds. `,
    h('a', { href: '#rules' }, 'See why'),
  );

const failure = (period, grid) =>
  h(
    'div',
    { class: 'alert', key: period.start },
    h('p', null, h('strong', null, `Period ${minute(period.start)} stands still. `), h('bdi', null, period.error)),
    h('p', null, h('strong', null, 'What to do: '), period.advice),
    h('p', { class: 'repair' }, h('a', { href: `/operations/${encodeURIComponent(grid)}/${encodeURIComponent(period.start)}` }, 'Retry it, skip the step or abort it')),
  );
