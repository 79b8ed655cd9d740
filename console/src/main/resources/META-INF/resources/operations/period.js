// One period: how it stands and why, what may be ordered and what follows, the time of each step, who intervened, what is recorded.

import { ask } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { byMachine, clock, day, minute, moment } from '../live/words.js';
import { askToOrder } from './dialog.js';
import { addressOf, connected, duration, every, now, pausedBy, stateTag, stateWords, troubled } from './parts.js';

const EVERY_MS = 2000;
const BUTTONS = { retry: 'Retry', skip: 'Skip the step', abort: 'Abort the period' };

const [grid, start] = location.pathname.split('/').slice(2).map(decodeURIComponent);
const api = `/api/grids/${encodeURIComponent(grid)}`;
const period = `${api}/operations/${encodeURIComponent(start)}`;
let last = null;

const look = every(EVERY_MS, async () => {
  try {
    draw(await ask(period));
  } catch (error) {
    troubled(error, last);
    if (error.status === 404 && last === null) {
      nothing(error.message);
    }
  }
});

function nothing(words) {
  for (const panel of document.querySelectorAll('main .panel > div')) {
    show(panel);
  }
  show(document.querySelector('#standing > div'), h('p', { class: 'empty' }, words), h('p', null, h('a', { href: list() }, 'See the periods of this grid')));
}

const list = () => `/operations/?${new URLSearchParams({ grid })}`;

function draw(view) {
  const before = last;
  last = { ...view, seenAt: performance.now() };
  connected();
  show(document.getElementById('now'), now(view));
  show(document.getElementById('title'), `Period ${minute(view.period.start)} of ${view.grid}`);
  show(document.querySelector('#standing > div'), standing(view));
  show(document.querySelector('#orders > div'), orders(view));
  show(document.querySelector('#timeline > div'), timeline(view));
  show(document.querySelector('#interventions > div'), interventions(view));
  if (before === null || steps(before) !== steps(view)) {
    show(document.querySelector('#diagram > div'), diagram(view));
    entries();
  }
  document.title = `${minute(view.period.start)} of ${view.grid}: ${view.missed === null ? view.period.step : stateWords(view.missed.state)}`;
}

/** Changes whenever the period goes on. */
const steps = ({ timeline: runs, period: { state }, block }) => `${runs.length} ${state} ${runs.at(-1)?.endedAt} ${block?.anchored}`;

const standing = (view) => (view.missed === null ? onItsWay(view) : neverStarted(view));

function neverStarted({ period: now, missed, block }) {
  const { state, first, last: recorded, words } = missed;
  return [
    h('div', { class: 'head' }, h('p', { class: 'when' }, `${minute(now.start)} to ${minute(now.end)}`), h('span', { class: 'quiet' }, `${day(now.start)} UTC`), stateTag(state)),
    h(
      'div',
      { class: 'said' },
      h('p', null, words),
      missed.order === null ? null : h('p', null, 'Paused by ', pausedBy(missed), `, at ${moment(missed.order.at)}.`),
      first === recorded ? null : h('p', null, 'The ledger says so of all of them in ', recorded === now.start ? 'this one.' : h('a', { href: addressOf(grid, recorded) }, `the period of ${moment(recorded)}`)),
      sealed(block),
      h('p', null, h('a', { href: list() }, 'All periods of this grid')),
    ),
  ];
}

const onItsWay = ({ period: now, block }) => [
  h(
    'div',
    { class: 'head' },
    h('p', { class: 'when' }, `${minute(now.start)} to ${minute(now.end)}`),
    h('span', { class: 'quiet' }, `${day(now.start)} UTC`),
    stateTag(now.state),
    now.state === 'ACTIVE' ? h('span', null, `${now.step}, ${now.secondsLeft} s left of 60`) : null,
    now.state === 'COMPLETED' || now.state === 'ABORTED' ? h('span', null, h('bdi', null, now.step)) : null,
  ),
  h(
    'div',
    { class: 'said' },
    now.error ? h('p', { class: 'bad' }, h('strong', null, h('bdi', null, now.error))) : null,
    now.advice ? h('p', null, h('strong', null, 'What to do: '), now.advice) : null,
    sealed(block) ?? h('p', { class: 'quiet' }, 'Not sealed in a block yet.'),
    h('p', null, h('a', { href: list() }, 'All periods of this grid')),
  ),
];

const sealed = (block) =>
  block === null
    ? null
    : h('p', { class: 'quiet' }, `Block ${block.height} `, h('code', null, block.hash.slice(0, 16)), block.anchored ? ', anchored' : ', not yet anchored');

const orders = ({ actions, missed }) =>
  missed !== null
    ? h('p', { class: 'empty' }, 'Nothing is left to do: a period that was not started does not run later.')
    : h(
        'ul',
        { class: 'choices' },
        actions.map(({ action, allowed, whyNot, consequence }) =>
          h(
            'li',
            { key: action },
            h('button', { type: 'button', class: action === 'abort' ? 'grave' : action === 'skip' ? 'plain' : '', 'data-order': action, disabled: !allowed }, BUTTONS[action]),
            h('p', { class: allowed ? null : 'quiet' }, h('bdi', null, allowed ? consequence : whyNot)),
          ),
        ),
      );

const timeline = ({ timeline: runs, missed }) =>
  runs.length === 0
    ? h('p', { class: 'empty' }, missed !== null ? 'No step of it was timed.' : 'The times of its steps are not kept any more: completed periods keep them for a day.')
    : [h('p', { class: 'quiet' }, byMachine('When each step began, and how long it took')), h('ol', { class: 'runs' }, runs.map(run))];

function run({ step, beganAt, milliseconds, budgetMilliseconds, failed }) {
  const share = budgetMilliseconds === null || milliseconds === null ? null : milliseconds / budgetMilliseconds;
  const took = failed ? 'stands still' : milliseconds === null ? 'at work' : duration(milliseconds);
  return h(
    'li',
    { class: failed ? 'failed none' : share === null ? 'none' : share > 1 ? 'over' : null },
    h('b', null, step),
    h('div', { class: 'track', 'aria-hidden': 'true' }, h('span', { vars: { share: `${Math.min(100, 100 * (share ?? 0)).toFixed(1)}%` } })),
    h(
      'span',
      { class: 'took' },
      took,
      h('span', { class: 'second quiet' }, budgetMilliseconds === null ? `since ${clock(beganAt)}` : `since ${clock(beganAt)}, of ${duration(budgetMilliseconds)} at most`),
    ),
  );
}

const VERBS = { retry: 'retried it', skip: 'skipped a step', abort: 'aborted it' };

const interventions = ({ interventions: all }) =>
  all.length === 0
    ? h('p', { class: 'empty' }, 'Nobody has intervened.')
    : h(
        'ul',
        { class: 'notices' },
        all.map(({ trail, at, person, did, reason, answer }) =>
          h(
            'li',
            { key: trail },
            h('b', null, h('bdi', null, person), ` ${VERBS[did] ?? did}`),
            h('span', { class: 'quiet' }, ` ${clock(at)}, trail ${trail}`),
            h('p', null, '"', h('bdi', null, reason), '"'),
            h('p', { class: 'why' }, h('bdi', null, answer ?? 'The market gave no answer: it is at work, or it ended meanwhile.')),
          ),
        ),
      );

const diagram = (view) =>
  view.diagram
    ? h('div', { class: 'diagram', tabindex: 0, role: 'region', 'aria-label': 'Process diagram' }, h('img', { src: `${period}/diagram.svg?at=${encodeURIComponent(steps(view))}`, alt: `Process diagram: the period is at ${view.period.step}` }))
    : h('p', { class: 'empty' }, view.missed !== null ? 'No picture: it has no process instance.' : 'No picture: the instance of this period is not kept any more.');

/** Asked for apart: a large grid records a hundred thousand lines a period. */
async function entries() {
  const panel = document.querySelector('#entries > div');
  try {
    const { steps: done } = await ask(`${api}/periods/${encodeURIComponent(start)}`);
    show(
      panel,
      done.length === 0
        ? h('p', { class: 'empty' }, last.missed === null ? 'Nothing yet.' : 'Nothing of its own.')
        : h('div', { class: 'entries' }, done.map(recorded)),
    );
  } catch (error) {
    show(panel, h('p', { class: 'empty' }, error.message));
  }
}

const MOST_LINES = 200;

const recorded = ({ step, entries: lines }) =>
  h(
    'details',
    { key: step },
    h('summary', null, `${step.toLowerCase().replaceAll('_', ' ')}: ${lines.length.toLocaleString('en')} ${lines.length === 1 ? 'line' : 'lines'}`),
    h('pre', { tabindex: 0 }, lines.slice(0, MOST_LINES).join('\n')),
    lines.length > MOST_LINES ? h('p', { class: 'quiet' }, `The first ${MOST_LINES}; the rest is at ${api}/periods/${start}.`) : null,
  );

document.addEventListener('click', (event) => {
  const action = event.target.closest('[data-order]')?.dataset.order;
  if (action === undefined) {
    return;
  }
  const { consequence } = last.actions.find((each) => each.action === action);
  askToOrder({
    title: `${BUTTONS[action]}: ${moment(start)}`,
    consequence,
    button: BUTTONS[action],
    grave: action === 'abort',
    orders: [{ start, path: `${period}/${action}` }],
    then: look,
  });
});
