// What both pages of the operator say alike: states, times, who is there, and what may not be seen.

import { h, show } from '../live/view.js';
import { clock, day, number } from '../live/words.js';

const STATES = {
  NOT_STARTED: ['not begun', ''],
  ACTIVE: ['running', 'now'],
  ERROR: ['stands still', 'bad'],
  COMPLETED: ['completed', ''],
  ABORTED: ['aborted', 'mild'],
  SKIPPED: ['skipped', 'mild'],
  PAUSED: ['paused', 'mild'],
};

export const stateWords = (state) => STATES[state][0];
export const stateTag = (state) => h('span', { class: `tag ${STATES[state][1]}` }, stateWords(state));

export const addressOf = (grid, start) => `/operations/${encodeURIComponent(grid)}/${encodeURIComponent(start)}`;

/** Seconds as a person reads them: milliseconds below one, minutes above a hundred. */
export function duration(milliseconds) {
  if (milliseconds < 1000) {
    return `${milliseconds} ms`;
  }
  const seconds = milliseconds / 1000;
  return seconds < 100 ? `${number(seconds, 1)} s` : `${number(Math.floor(seconds / 60), 0)} min ${number(seconds % 60, 0)} s`;
}

/** Who let the grid rest so that these periods were not started, and why. */
export const pausedBy = ({ order }) =>
  order === null ? null : [h('bdi', null, order.person), ': "', h('bdi', null, order.reason), `" (trail ${order.trail})`];

export const now = ({ clock: instant }) => [
  h('time', { class: 'clock', datetime: instant }, clock(instant)),
  h('span', { class: 'quiet' }, `${day(instant)} UTC`),
];

const connection = document.getElementById('connection');

export function connected() {
  connection.className = 'pill good';
  show(connection, '\u25CF Connected');
  document.body.classList.remove('stale');
  document.body.classList.remove('barred');
  show(document.getElementById('alerts'));
}

/** Keeps what was last seen, dimmed, and says how old it is; or says why nothing may be seen. */
export function troubled(error, last) {
  connection.className = 'pill bad';
  document.body.classList.add('stale');
  if (error.status === 401 || error.status === 403) {
    show(connection, '\u25A0 Not allowed');
    show(document.getElementById('alerts'), notAllowed(error));
    document.body.classList.toggle('barred', !last);
    return;
  }
  show(connection, error.status === 0 ? '\u25A0 Connection lost' : '\u25A0 Refused');
  show(
    document.getElementById('alerts'),
    h(
      'p',
      { class: 'alert' },
      h('strong', null, error.status === 0 ? 'Connection lost. ' : 'The market said no. '),
      `${error.message} `,
      last ? `What you see is from ${clock(last.clock)}, ${age(last.seenAt)} ago. ` : '',
      'Trying again every two seconds.',
    ),
  );
}

const age = (seenAt) => duration(Math.max(0, Math.round((performance.now() - seenAt) / 1000) * 1000));

const notAllowed = ({ status, message }) =>
  h(
    'p',
    { class: 'alert' },
    h('strong', null, status === 401 ? 'You are not logged in. ' : 'You may not see this. '),
    status === 401 ? [h('a', { href: `/login.html?to=${encodeURIComponent(location.pathname + location.search)}`, target: '_blank' }, 'Log in'), ' in another tab: what you typed here stays, and this page goes on by itself.'] : message,
  );

/** Asks again and again, sooner when told to; a hidden page waits until it is seen. */
export function every(milliseconds, look) {
  let timer = 0;
  let asking = false;
  let wanted = false;
  const again = async () => {
    clearTimeout(timer);
    if (asking) {
      wanted = true;
      return;
    }
    asking = true;
    wanted = false;
    await look();
    asking = false;
    if (wanted) {
      again();
    } else {
      timer = setTimeout(() => (document.hidden ? null : again()), milliseconds);
    }
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? null : again()));
  again();
  return again;
}
