// The road-side units of a grid: who signs its blocks, who shall, how the votes stand, and what an operator proposes.

import { ask } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { counted, moment } from '../live/words.js';
import { askToOrder } from './dialog.js';
import { connected, every, now, troubled } from './parts.js';

const EVERY_MS = 3000;
const HEADS = ['Unit', 'Signs', 'Vote', 'Signed last', 'What it complains of'];

const choice = document.getElementById('grid');
const form = document.getElementById('propose');
let last = null;
/** Whether somebody has typed: then the form says what they typed. */
let typed = false;

const of = () => `/api/grids/${encodeURIComponent(choice.value)}/units`;

const look = every(EVERY_MS, async () => {
  try {
    if (choice.options.length === 0) {
      const wanted = new URLSearchParams(location.search).get('grid');
      for (const grid of await ask('/api/grids')) {
        choice.append(new Option(grid, grid, false, grid === wanted));
      }
    }
    const path = of();
    const view = await ask(path);
    if (path === of()) {
      draw(view);
    }
  } catch (error) {
    troubled(error, last);
  }
});

function draw(view) {
  last = { ...view, seenAt: performance.now() };
  connected();
  show(document.getElementById('now'), now(view));
  show(document.querySelector('#counts > div'), counts(view));
  show(document.getElementById('rows'), rows(view));
  show(document.querySelector('#wanted > div'), wanted(view));
  show(document.querySelector('#orders > div'), orders(view));
  show(document.getElementById('propose-words'), view.proposing.allowed ? view.proposing.consequence : view.proposing.whyNot);
  form.hidden = !view.proposing.allowed;
  if (!typed) {
    fill(view.plan);
  }
  document.title = `Road-side units of ${view.grid}`;
}

const signing = ({ rows: all }) => all.filter(({ signs }) => signs).length;

const tile = (number, words) => h('div', { class: 'tile' }, h('b', null, number), h('span', null, words));

const counts = (view) =>
  h(
    'div',
    { class: 'tiles' },
    view.quorum === 0 ? tile('0', 'units sign') : tile(`${view.quorum} of ${signing(view)}`, 'units must sign each block'),
    tile(view.height < 0 ? 'none' : view.height.toLocaleString('en'), 'is the newest block'),
    view.wanted === null ? tile('none', 'other units are wanted') : tile(`${view.wanted.votes} of ${view.wanted.needed}`, 'votes for others are there'),
    tile(view.rows.filter(({ complaint, signs }) => complaint !== null && signs).length.toLocaleString('en'), 'of them complain'),
  );

function rows({ rows: all, wanted: next, height }) {
  if (all.length === 0) {
    return h('p', { class: 'empty' }, 'Nobody signs the blocks of this grid.');
  }
  return h(
    'div',
    { class: 'scroll rows', tabindex: 0, role: 'region', 'aria-label': 'List of units' },
    h(
      'table',
      null,
      h('caption', { class: 'unseen' }, 'Road-side units'),
      h('thead', null, h('tr', null, HEADS.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', null, all.map((unit) => row(unit, next, height))),
    ),
  );
}

const row = (unit, next, height) =>
  h(
    'tr',
    { key: unit.key || unit.address },
    h('th', { scope: 'row' }, h('bdi', null, unit.name || 'not known yet'), h('div', { class: 'quiet' }, unit.here ? 'in the market\u2019s process' : h('bdi', null, unit.address ?? 'met at no address'))),
    h('td', { class: 'state' }, state(unit, next)),
    h('td', { 'data-head': 'Vote' }, unit.vote === null ? h('span', { class: 'quiet' }, 'none to give') : unit.vote === 'GIVEN' ? h('span', { class: 'good' }, '\u2713 given') : 'missing'),
    h('td', { 'data-head': 'Signed last', class: 'signed' }, signed(unit, height)),
    h('td', { 'data-head': 'What it complains of', class: 'error' }, unit.complaint === null ? h('span', { class: 'quiet' }, 'nothing') : h('bdi', null, unit.complaint)),
  );

function state({ signs, shallSign }, next) {
  const [words, kind] = signs ? (shallSign ? ['signs', ''] : ['signs until then', 'mild']) : shallSign && next !== null ? ['shall sign', 'now'] : ['signs none', ''];
  return h('span', { class: `tag ${kind}` }, words);
}

function signed({ lastSigned, signs, blocks, here }, height) {
  const has = here || blocks === null ? null : h('div', { class: 'quiet' }, `has ${blocks.toLocaleString('en')} in all`);
  if (lastSigned === null) {
    return [signs && height >= 0 ? h('span', { class: 'bad' }, 'none of the latest') : h('span', { class: 'quiet' }, 'none'), has];
  }
  return [`block ${lastSigned.toLocaleString('en')}`, lastSigned < height ? h('div', { class: 'quiet' }, `${counted(height - lastSigned, 'block', 'blocks')} behind`) : null, has];
}

const names = (keys) => keys.map((key) => key.split('+')[0]).join(', ');

function wanted({ wanted: next, words }) {
  if (next === null) {
    return h('p', null, words, ' Nobody else is wanted.');
  }
  const missing = next.needed - next.votes;
  return [
    h('p', null, h('strong', null, `${next.quorum} of ${names(next.keys)} shall sign each block. `), missing > 0 ? `${counted(missing, 'vote is', 'votes are')} missing; those that sign now go on until then, and so does trade.` : 'Those that sign now have voted for it: a coming block says so.'),
    next.missing.length === 0 ? null : h('ul', { class: 'notices' }, next.missing.map((why) => h('li', { key: why }, h('bdi', null, why)))),
    h('p', { class: 'quiet' }, 'A unit votes as its owner has approved, who compares these keys with those that the owners of the new ones gave, and runs beside the unit, with its folder for DIR:'),
    h('pre', { class: 'command', tabindex: 0 }, h('code', null, next.approve)),
  ];
}

const orders = ({ orders: all }) =>
  all.length === 0
    ? h('p', { class: 'empty' }, 'Nothing was proposed while the market ran: the units are those of the settings.')
    : h(
        'ul',
        { class: 'notices' },
        all.map(({ trail, at, person, reason, answer }) =>
          h('li', { key: trail }, h('b', null, moment(at)), ' ', h('bdi', null, person), ': \u201c', h('bdi', null, reason), `\u201d (trail ${trail}). `, h('p', { class: 'quiet' }, h('bdi', null, answer ?? 'not answered'))),
        ),
      );

function fill({ here, quorum, addresses }) {
  form.elements.where.value = addresses.length > 0 ? 'addresses' : 'here';
  form.elements.addresses.value = addresses.join('\n');
  form.elements.here.value = here || 3;
  form.elements.quorum.value = quorum;
  fitWhere();
}

function fitWhere() {
  for (const part of form.querySelectorAll('[data-of]')) {
    part.hidden = part.dataset.of !== form.elements.where.value;
  }
}

form.addEventListener('input', () => {
  typed = true;
  fitWhere();
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { where, addresses, here, quorum } = Object.fromEntries(new FormData(form));
  const places = addresses.split('\n').map((line) => line.trim()).filter((line) => line);
  askToOrder({
    title: where === 'here' ? `${quorum} of ${here} units of the market shall sign` : `${quorum} of these ${places.length} units shall sign`,
    consequence: last.proposing.consequence,
    button: 'Propose it',
    orders: [{ path: `${of()}/wanted`, more: { quorum: Number(quorum), ...(where === 'here' ? { here: Number(here) } : { addresses: places }) } }],
    then: (outcomes) => {
      typed = typed && outcomes.every(({ carriedOut }) => !carriedOut);
      look();
    },
  });
});

choice.addEventListener('change', () => {
  typed = false;
  history.replaceState(null, '', `?${new URLSearchParams({ grid: choice.value })}`);
  look();
});
