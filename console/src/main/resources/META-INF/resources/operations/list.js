// The list of periods: by state, step, time and error, as the address says; what stands still, by cause; and the pause.

import { ask } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { byMachine, byMarket, counted, minute, moment, number } from '../live/words.js';
import { askToOrder } from './dialog.js';
import { alerts } from './alerts.js';
import { books, letters } from './watch.js';
import { addressOf, connected, duration, every, now, pausedBy, stateTag, stateWords, troubled } from './parts.js';

const EVERY_MS = 2000;
/** Refused messages are counted more seldom: the market looks at twenty thousand of them. */
const LETTERS_EVERY_MS = 10_000;
const FILTERS = ['state', 'step', 'from', 'error', 'before'];
const TILES = ['ACTIVE', 'ERROR', 'COMPLETED', 'ABORTED'];
const TOOK = byMachine('Took');
const HEADS = [byMarket('Period'), 'State', 'At', TOOK, 'What went wrong'];

const choice = document.getElementById('grid');
const filter = document.getElementById('filter');
let last = null;

/** What is asked for, as the address of the page says it. */
const asked = () => new URLSearchParams(location.search);

/** @param typed each letter of a word: the way back leads to what was asked for before the first */
function change(changes, typed = false) {
  const next = asked();
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  if (typed && history.state?.typed) {
    history.replaceState({ typed: true }, '', `?${next}`);
  } else {
    history.pushState({ typed }, '', `?${next}`);
  }
  fill();
  look();
}

/** The form says what the address says. */
function fill() {
  for (const field of filter.elements) {
    if (field.name && document.activeElement !== field) {
      const value = asked().get(field.name) ?? '';
      field.value = field.name === 'from' ? value.replace(/:00Z$/, '').replace(/Z$/, '') : value;
    }
  }
  choice.value = asked().get('grid') ?? choice.value;
}

const ofGrid = () => `/api/grids/${encodeURIComponent(choice.value)}`;

function query() {
  const wanted = new URLSearchParams();
  for (const name of FILTERS) {
    if (asked().get(name)) {
      wanted.set(name, asked().get(name));
    }
  }
  return `/api/grids/${encodeURIComponent(choice.value)}/operations?${wanted}`;
}

const look = every(EVERY_MS, async () => {
  try {
    if (choice.options.length === 0) {
      choose(await ask('/api/grids'));
    }
    const path = query();
    const of = ofGrid();
    const [view, told, standing] = await Promise.all([ask(path), ask(`${of}/alerts`), ask(`${of}/standing`)]);
    if (path === query()) {
      draw({ ...view, told, standing });
    }
  } catch (error) {
    troubled(error, last);
  }
});

let refused = null;

/** Trouble is told by the look that comes more often. */
const lookAtLetters = every(LETTERS_EVERY_MS, async () => {
  const of = ofGrid();
  if (choice.options.length > 0) {
    const found = await ask(`${of}/letters`).catch(() => null);
    if (found !== null && of === ofGrid()) {
      refused = { ...found, of };
      show(document.querySelector('#letters > div'), letters(refused, choice.value));
    }
  }
});

function choose(grids) {
  for (const grid of grids) {
    choice.append(new Option(grid, grid, false, grid === asked().get('grid')));
  }
  lookAtLetters();
}

function draw(view) {
  last = { ...view, seenAt: performance.now() };
  connected();
  show(document.getElementById('now'), now(view));
  show(document.querySelector('#counts > div'), counts(view));
  show(document.querySelector('#causes > div'), causes(view));
  show(document.querySelector('#pause > div'), trading(view));
  show(document.getElementById('rows'), rows(view));
  show(document.querySelector('#told > div'), alerts(view.told));
  show(document.querySelector('#books > div'), books(view.standing));
  document.title = view.counts.ERROR > 0 ? `(${view.counts.ERROR}) Operations of ${view.grid}` : `Operations of ${view.grid}`;
}

const counts = ({ counts: by }) =>
  h(
    'div',
    { class: 'tiles' },
    TILES.map((state) =>
      h(
        'a',
        {
          class: `tile ${state === 'ERROR' && by[state] > 0 ? 'bad' : ''}`,
          href: `?${new URLSearchParams({ grid: choice.value, state })}`,
          'data-state': state,
          'aria-current': asked().get('state') === state ? 'true' : null,
        },
        h('b', null, by[state].toLocaleString('en')),
        h('span', null, stateWords(state)),
      ),
    ),
  );

function causes({ causes: all, grid, told: { whyNot } }) {
  if (all.length === 0) {
    return h('p', { class: 'good' }, '\u2713 No period stands still.');
  }
  return all.map((cause, i) =>
    h(
      'article',
      { class: 'cause', key: `${cause.step}${cause.error}` },
      h('h3', null, `${counted(cause.starts.length, 'period stands', 'periods stand')} still at "${cause.step}": `, h('bdi', null, cause.error)),
      h('p', null, h('strong', null, 'What to do: '), cause.advice),
      h('p', { class: 'starts' }, cause.starts.slice(0, 12).map((start) => h('a', { href: addressOf(grid, start) }, moment(start)))),
      cause.starts.length > 12 ? h('p', { class: 'quiet' }, `and ${cause.starts.length - 12} more, in the list below.`) : null,
      h(
        'div',
        { class: 'buttons' },
        h('button', { type: 'button', 'data-retry': i, disabled: whyNot !== null, title: whyNot }, cause.starts.length === 1 ? 'Retry it' : `Retry all ${cause.starts.length}`),
      ),
    ),
  );
}

const trading = ({ pause, actions }) =>
  h(
    'div',
    { class: 'trading' },
    pause === null
      ? [h('p', { class: 'standing good' }, '\u25CF The grid trades'), h('p', { class: 'quiet' }, 'A period starts each minute.')]
      : [
          h('p', { class: 'standing mild' }, '\u275A\u275A The grid is paused'),
          h('p', null, h('bdi', null, pause.person), ` paused it at ${moment(pause.since)}: "`, h('bdi', null, pause.reason), `" (trail ${pause.trail}).`),
          h('p', null, pause.until === null ? 'It starts no period until somebody resumes it.' : `It starts again by itself at ${moment(pause.until)}.`),
        ],
    actions.filter((action) => (action.action === 'pause') === (pause === null)).map(actionButton),
  );

const actionButton = ({ action, allowed, whyNot }) => [
  h('button', { type: 'button', class: action === 'pause' ? 'plain' : '', 'data-grid-order': action, disabled: !allowed }, action === 'pause' ? 'Pause trading' : 'Resume trading'),
  allowed ? null : h('p', { class: 'quiet' }, whyNot),
];

function rows({ rows: shown, next, grid }) {
  if (shown.length === 0) {
    return next === null ? none() : [h('p', { class: 'empty' }, `No period from ${moment(next)} on fits.`), pages(shown, next)];
  }
  return [
    h(
      'div',
      { class: 'scroll rows', tabindex: 0, role: 'region', 'aria-label': 'List of periods' },
      h(
        'table',
        null,
        h('caption', { class: 'unseen' }, 'Periods, the newest first'),
        h('thead', null, h('tr', null, HEADS.map((head) => h('th', { scope: 'col', class: head === TOOK ? 'figure' : null }, head)))),
        h('tbody', null, shown.map((each) => row(grid, each))),
      ),
    ),
    pages(shown, next),
  ];
}

const none = () => h('p', { class: 'empty' }, FILTERS.some((name) => asked().get(name)) ? 'No period fits. Clear the filter to see them all.' : 'No period has run on this grid yet. The first one starts with the next minute.');

const pages = (shown, next) =>
  h(
    'p',
    { class: 'older' },
    h('span', { class: 'quiet' }, counted(shown.length, 'period', 'periods')),
    asked().get('before') ? h('a', { href: '?', 'data-before': '' }, 'Newest') : null,
    next === null ? null : h('a', { href: '?', 'data-before': next }, 'Older'),
  );

const row = (grid, { start, state, step, beganAt, endedAt, error, missed }) =>
  h(
    'tr',
    { key: start },
    h('th', { scope: 'row' }, h('a', { href: addressOf(grid, start) }, missed === null || missed.first === start ? moment(start) : `${moment(missed.first)} to ${moment(start)}`)),
    h('td', { class: 'state' }, stateTag(state)),
    h('td', { class: 'step' }, step),
    h('td', { class: 'figure', 'data-head': TOOK }, endedAt === null || beganAt === null ? '' : duration(Date.parse(endedAt) - Date.parse(beganAt))),
    h('td', { class: 'error' }, missed === null ? (error === null ? null : h('bdi', null, error)) : [missed.words, missed.order === null ? null : h('span', { class: 'second quiet' }, pausedBy(missed))]),
  );

document.addEventListener('click', (event) => {
  const target = event.target.closest('[data-retry], [data-seen], [data-alert], [data-grid-order], [data-before], [data-state]');
  if (target === null || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const { retry, seen, alert, part, gridOrder, before, state } = target.dataset;
  if (alert !== undefined) {
    silence(last.told.alerts.find((each) => each.alert === alert && each.part === part));
  } else if (retry !== undefined) {
    retryAll(last.causes[Number(retry)]);
  } else if (seen !== undefined) {
    markSeen(refused.groups[Number(seen)]);
  } else if (gridOrder !== undefined) {
    orderGrid(gridOrder);
  } else {
    event.preventDefault();
    change(state === undefined ? { before } : { state: asked().get('state') === state ? '' : state, before: '' });
  }
});

function retryAll({ step, error, starts }) {
  const grid = last.grid;
  askToOrder({
    title: starts.length === 1 ? `Retry "${step}" of the period of ${minute(starts[0])}` : `Retry "${step}" of ${starts.length} periods`,
    consequence: `The step is tried once more in each, the oldest first. It failed with: ${error}. What is recorded already is not recorded twice.`,
    button: starts.length === 1 ? 'Retry it' : `Retry all ${number(starts.length, 0)}`,
    path: `/api/grids/${encodeURIComponent(grid)}/operations/retry`,
    orders: starts.map((start) => ({ start, path: `/api/grids/${encodeURIComponent(grid)}/operations/${start}/retry` })),
    then: look,
  });
}

function markSeen({ door, reason, count, upTo }) {
  askToOrder({
    title: 'Mark refused messages as seen',
    consequence: `${counted(count, 'message', 'messages')} at ${door}: ${reason}. They stay until they are 35 days old; those that come later are told again.`,
    button: 'Mark as seen',
    orders: [{ path: `${refused.of}/letters/seen`, more: { door, group: reason, upTo } }],
    then: lookAtLetters,
  });
}

function silence({ alert, words, silence: held }) {
  askToOrder({
    title: held === null ? 'Silence an alert' : 'End a silence',
    consequence:
      held === null
        ? `${words}. Until the silence ends it is shown here, and nobody is told. If it is still wrong then, people are told.`
        : `${words}. People are told as soon as it fires.`,
    button: held === null ? 'Silence it' : 'End the silence',
    clock: held === null ? () => last.told.clock : undefined,
    orders: [{ path: `${ofGrid()}/alerts/${alert}/${held === null ? 'silence' : 'unsilence'}` }],
    then: look,
  });
}

function orderGrid(action) {
  const { consequence } = last.actions.find((each) => each.action === action);
  askToOrder({
    title: action === 'pause' ? `Pause trading on ${last.grid}` : `Resume trading on ${last.grid}`,
    consequence,
    button: action === 'pause' ? 'Pause trading' : 'Resume trading',
    grave: action === 'pause',
    clock: action === 'pause' ? () => last.clock : undefined,
    endless: action === 'pause' ? 'when somebody resumes the grid' : undefined,
    orders: [{ path: `/api/grids/${encodeURIComponent(last.grid)}/${action}` }],
    then: look,
  });
}

filter.addEventListener('input', (event) => {
  const fields = new FormData(filter);
  const from = fields.get('from');
  change({ state: fields.get('state'), step: fields.get('step'), error: fields.get('error').trim(), from: from ? `${from}:00Z`.replace(/(:\d\d:\d\d):00Z$/, '$1Z') : '', before: '' }, event.target.type !== 'select-one');
});
filter.addEventListener('submit', (event) => event.preventDefault());
filter.addEventListener('reset', () => change({ state: '', step: '', error: '', from: '', before: '' }));
choice.addEventListener('change', () => {
  change({ grid: choice.value, before: '' });
  lookAtLetters();
});
window.addEventListener('popstate', () => {
  fill();
  look();
});
fill();
