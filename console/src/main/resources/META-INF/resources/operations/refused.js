// Refused messages: by reason, and each of them with its text; what is asked for stands in the address.

import { ask } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { clock, counted, moment } from '../live/words.js';
import { connected, every, now, troubled } from './parts.js';

const EVERY_MS = 10_000;
const FILTERS = ['kind', 'door', 'group', 'reason', 'before'];

const choice = document.getElementById('grid');
const filter = document.getElementById('filter');
const doors = filter.elements.door;
let last = null;

const asked = () => new URLSearchParams(location.search);

function change(changes) {
  const next = asked();
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  history.pushState(null, '', `?${next}`);
  fill();
  look();
}

/** The form says what the address says. */
function fill() {
  for (const name of ['kind', 'door', 'reason']) {
    const field = filter.elements[name];
    if (document.activeElement !== field) {
      field.value = asked().get(name) ?? '';
    }
  }
  choice.value = asked().get('grid') ?? choice.value;
  document.getElementById('back').href = `/operations/?${new URLSearchParams({ grid: choice.value })}`;
}

function query() {
  const wanted = new URLSearchParams();
  for (const name of FILTERS) {
    if (asked().get(name)) {
      wanted.set(name, asked().get(name));
    }
  }
  return `/api/grids/${encodeURIComponent(choice.value)}/letters/list?${wanted}`;
}

const look = every(EVERY_MS, async () => {
  try {
    if (choice.options.length === 0) {
      for (const grid of await ask('/api/grids')) {
        choice.append(new Option(grid, grid, false, grid === asked().get('grid')));
      }
    }
    const path = query();
    const [found, reasons] = await Promise.all([ask(path), ask(`/api/grids/${encodeURIComponent(choice.value)}/letters`)]);
    if (path === query()) {
      draw(found, reasons);
    }
  } catch (error) {
    troubled(error, last);
  }
});

function draw(found, reasons) {
  last = { ...found, seenAt: performance.now() };
  connected();
  const known = [...new Set(reasons.groups.map(({ door }) => door))].sort();
  show(doors, h('option', { value: '', key: '' }, 'any'), known.map((door) => h('option', { value: door, key: door }, door)));
  fill();
  show(document.getElementById('now'), now(found));
  show(document.getElementById('reasons'), byReason(reasons));
  show(document.getElementById('rows'), rows(found));
  document.title = `Refused messages of ${found.grid}`;
}

function byReason({ count, lookedAt, groups }) {
  if (groups.length === 0) {
    return h('p', { class: 'good' }, '\u2713 Every message that is kept was understood.');
  }
  return [
    h('p', { class: 'quiet' }, `${counted(count, 'message', 'messages')} kept${lookedAt < count ? `; the latest ${lookedAt.toLocaleString('en')} stand here` : ''}.`),
    h(
      'div',
      { class: 'scroll rows', tabindex: 0, role: 'region', 'aria-label': 'Messages by reason' },
      h(
        'table',
        null,
        h('caption', { class: 'unseen' }, 'Messages by reason, the commonest first'),
        h('thead', null, h('tr', null, ['Reason', 'Kind', 'Door', 'Messages', 'Not seen yet', 'Last'].map((head) => h('th', { scope: 'col' }, head)))),
        h('tbody', null, groups.map(reasonRow)),
      ),
    ),
  ];
}

const reasonRow = ({ door, reason, count, unseen, last: latest }) =>
  h(
    'tr',
    { key: `${door}${reason}` },
    h('th', { scope: 'row' }, h('a', { href: `?${new URLSearchParams({ grid: choice.value, door, group: reason })}`, 'data-door': door, 'data-group': reason }, h('bdi', null, reason))),
    h('td', null, kind(reason.startsWith('suspect: '))),
    h('td', null, door),
    h('td', { class: 'figure', 'data-head': 'Messages' }, count.toLocaleString('en')),
    h('td', { class: 'figure', 'data-head': 'Not seen yet' }, unseen.toLocaleString('en')),
    h('td', null, moment(latest)),
  );

const kind = (suspect) => h('span', { class: `tag ${suspect ? 'mild' : ''}` }, suspect ? 'suspect' : 'refused');

function rows({ rows: shown, next }) {
  const group = asked().get('group');
  return [
    group ? h('p', null, 'Only: ', h('bdi', null, group), ' ', h('button', { type: 'button', class: 'plain small', 'data-all': '' }, 'Any reason')) : null,
    shown.length === 0
      ? h('p', { class: 'empty' }, FILTERS.some((name) => asked().get(name)) ? 'No message fits. Clear the filter to see them all.' : 'No message was refused in 35 days.')
      : h('ul', { class: 'notices' }, shown.map(row)),
    h(
      'p',
      { class: 'older' },
      h('span', { class: 'quiet' }, counted(shown.length, 'message', 'messages')),
      asked().get('before') ? h('a', { href: '?', 'data-before': '' }, 'Newest') : null,
      next === null ? null : h('a', { href: '?', 'data-before': next }, 'Older'),
    ),
  ];
}

const row = ({ id, door, at, reason, suspect, text }) =>
  h(
    'li',
    { key: id },
    h('p', null, kind(suspect), ` ${moment(at)}:${clock(at).slice(6)} at ${door}`),
    h('p', null, h('bdi', null, reason)),
    h('details', { key: 'text' }, h('summary', null, 'The message'), h('pre', { tabindex: 0 }, text)),
  );

document.addEventListener('click', (event) => {
  const target = event.target.closest('[data-group], [data-before], [data-all]');
  if (target === null || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  const { group, door, before } = target.dataset;
  if (group !== undefined) {
    change({ group, door, before: '' });
  } else {
    change(before === undefined ? { group: '', door: '', before: '' } : { before });
  }
});

filter.addEventListener('input', () => {
  const fields = new FormData(filter);
  change({ kind: fields.get('kind'), door: fields.get('door'), reason: fields.get('reason').trim(), before: '' });
});
filter.addEventListener('submit', (event) => event.preventDefault());
filter.addEventListener('reset', () => change({ kind: '', door: '', group: '', reason: '', before: '' }));
choice.addEventListener('change', () => change({ grid: choice.value, group: '', door: '', before: '' }));
window.addEventListener('popstate', () => {
  fill();
  look();
});
fill();
