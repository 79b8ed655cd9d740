// Everybody of a town: what each is, its process, how it stands, and what it said last. Asked of the town itself, which stays while
// the market is away.

import { ask } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { clock, day } from '../live/words.js';
import { connected, every, troubled } from '../operations/parts.js';

const EVERY_MS = 2000;
const NO_TOWN = 404;
const STATES = { RUNS: ['runs', '\u25CF runs'], WAITS: ['waits', '\u25A0 starts again'], ENDED: ['', 'ended'] };

/** What a visitor may try, and what follows. */
const WAYS = [
  ['agent', 'an agent', 'the market forecasts its home meanwhile, and its block says why (forecast-refusal).'],
  ['road-side unit', 'a road-side unit', 'two of three still sign each block. Without two of them a block waits, and trades go on.'],
  ['market', 'the market', 'agents say that it is away and ask again; it goes on where it stopped.'],
  ['charging station', 'a charging station', 'its car takes no part until it is back; the registers go on.'],
  ['MQTT broker', 'the broker', 'meters are heard by nobody until it is back.'],
];

let last = null;

every(EVERY_MS, async () => {
  try {
    const town = await ask('/api/town');
    last = { clock: town.clock, seenAt: performance.now() };
    connected();
    draw(town);
  } catch (error) {
    if (error.status === NO_TOWN) {
      connected();
      nobody();
    } else {
      troubled(error, last);
    }
  }
});

const part = (id) => document.getElementById(id);
const empty = (words) => h('p', { class: 'empty' }, words);

function nobody() {
  show(part('now'));
  show(part('doing'), h('p', { class: 'told' }, 'No town is open here. ', h('code', null, './ems town'), ' opens one, and says where its page is.'));
  show(part('children'), empty('Nobody.'));
  show(part('play'), empty('There is nobody to kill.'));
}

function draw({ clock: now, homes, market, doing, children }) {
  const running = children.filter(({ state }) => state === 'RUNS').length;
  const restarts = children.reduce((sum, child) => sum + child.restarts, 0);
  show(part('now'), h('time', { class: 'clock', datetime: now }, clock(now)), h('span', { class: 'quiet' }, `${day(now)} UTC`));
  show(
    part('doing'),
    h(
      'p',
      { class: 'counts' },
      h('span', null, h('b', null, `${running} of ${children.length}`), ' run'),
      h('span', null, h('b', null, restarts), restarts === 1 ? ' was started again' : ' were started again'),
      h('span', null, h('b', null, homes), homes === 1 ? ' home' : ' homes'),
    ),
    h('p', null, doing),
    market ? h('p', null, h('a', { href: market }, 'What they trade: the live page of the market')) : null,
  );
  show(part('children'), children.length === 0 ? empty('Nobody yet.') : table(children));
  show(part('play'), children.length === 0 ? empty('There is nobody to kill yet.') : ways(children));
}

const FIGURES = ['Process', 'Port', 'Since', 'Restarts'];
const HEADS = ['Name', 'What it is', 'State', ...FIGURES, 'What it said last'];

const table = (children) =>
  h(
    'table',
    null,
    h('thead', null, h('tr', null, HEADS.map((head) => h('th', { scope: 'col', class: FIGURES.includes(head) ? 'figure' : null }, head)))),
    h('tbody', null, children.map(row)),
  );

function row({ name, role, state, process, port, since, restarts, said }) {
  const [kind, words] = STATES[state];
  return h(
    'tr',
    { key: name },
    h('th', { scope: 'row' }, h('bdi', null, name)),
    h('td', null, role),
    h('td', null, h('span', { class: `tag ${kind}` }, words)),
    [process ?? 'none', port ?? 'none', h('time', { datetime: since }, clock(since)), restarts].map((value, i) => h('td', { class: 'figure', 'data-head': FIGURES[i] }, h('span', null, value))),
    h('td', { class: 'said' }, said || 'nothing yet'),
  );
}

/** One of each kind, by the process that it has now. */
const ways = (children) => [
  h('p', { class: 'told' }, 'Whoever is killed is started again within seconds, with the folder that it had. At a terminal of this machine:'),
  h(
    'ul',
    { class: 'ways' },
    WAYS.map(([role, words, follows]) => {
      const one = children.find((child) => child.role === role && child.process !== null);
      return one ? h('li', { key: role }, h('code', null, `kill -9 ${one.process}`), ' ', h('b', null, words), `: ${follows}`) : null;
    }),
  ),
];
