// Members of a grid: who they are, and what an operator orders of them; which of them are shown, as the address says.

import { agentForms } from '../access/agents.js';
import { ask } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { counted, moment } from '../live/words.js';
import { askToOrder } from './dialog.js';
import { enrolling, enrolAgain } from './enrol.js';
import { connected, every, now, troubled } from './parts.js';

const EVERY_MS = 3000;
const FILTERS = ['search', 'state', 'after'];
const STATES = { MEMBER: ['member', ''], JOINS: ['joins', 'now'], LEAVES: ['leaves', 'mild'], LEFT: ['left', ''] };
const HEADS = ['Party', 'State', 'Since', 'Key of its bids', 'Last message', 'Orders'];
const ORDERS = { enrol: 'joins', revoke: 'leaves', key: 'gets another key', private: 'is private', metered: 'is metered' };
/** Of an order: its title, and the words of its button. */
const WORDS = {
  revoke: [(party) => `Revoke ${party}`, 'Revoke it'],
  key: [(party) => `Give ${party} another key`, 'Change the key'],
  private: [(party) => `Make ${party} private`, 'Keep its readings at home'],
  metered: [(party) => `Make ${party} metered`, 'Settle it by its meter'],
};

const choice = document.getElementById('grid');
const filter = document.getElementById('filter');
const forms = document.getElementById('agent-forms');
const agents = agentForms(forms, {
  address: (home, query) => `${of()}/${encodeURIComponent(`prosumer:${home}`)}/agent?${new URLSearchParams(query)}`,
  named: true,
  then: () => look(),
});
let last = null;

const asked = () => new URLSearchParams(location.search);
const of = () => `/api/grids/${encodeURIComponent(choice.value)}/members`;

function change(changes, replace) {
  const next = asked();
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  history[replace ? 'replaceState' : 'pushState'](null, '', `?${next}`);
  fill();
  look();
}

/** The form says what the address says. */
function fill() {
  for (const field of filter.elements) {
    if (field.name && document.activeElement !== field) {
      field.value = asked().get(field.name) ?? '';
    }
  }
  choice.value = asked().get('grid') ?? choice.value;
}

function query() {
  const wanted = new URLSearchParams();
  for (const name of FILTERS) {
    if (asked().get(name)) {
      wanted.set(name, asked().get(name));
    }
  }
  return `${of()}?${wanted}`;
}

const look = every(EVERY_MS, async () => {
  try {
    if (choice.options.length === 0) {
      for (const grid of await ask('/api/grids')) {
        choice.append(new Option(grid, grid, false, grid === asked().get('grid')));
      }
    }
    const path = query();
    const view = await ask(path);
    if (path === query()) {
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
  enrolling(view, of(), look);
  forms.hidden = !view.enrolling.allowed;
  show(
    document.getElementById('agents-words'),
    view.enrolling.allowed
      ? 'A process near the home\u2019s meter that forecasts, signs and checks for the home and its car. It shows its public keys as it starts; enrolled, it signs in the place of this installation, until it is ended.'
      : view.enrolling.whyNot,
  );
  document.title = `Members of ${view.grid}`;
}

const counts = ({ counts: by }) =>
  h(
    'div',
    { class: 'tiles' },
    Object.entries(STATES).map(([state, [words]]) =>
      h(
        'a',
        {
          class: 'tile',
          href: `?${new URLSearchParams({ grid: choice.value, state: words })}`,
          'data-state': words,
          'aria-current': asked().get('state') === words ? 'true' : null,
        },
        h('b', null, by[state].toLocaleString('en')),
        h('span', null, words),
      ),
    ),
  );

function rows({ rows: shown, found, next }) {
  if (shown.length === 0) {
    return h('p', { class: 'empty' }, FILTERS.some((name) => asked().get(name)) ? 'No party fits. Clear the search to see them all.' : 'This grid has no members yet. Enrol the first one.');
  }
  return [
    h(
      'div',
      { class: 'scroll rows', tabindex: 0, role: 'region', 'aria-label': 'List of members' },
      h(
        'table',
        null,
        h('caption', { class: 'unseen' }, 'Members, by name'),
        h('thead', null, h('tr', null, HEADS.map((head) => h('th', { scope: 'col' }, head)))),
        h('tbody', null, shown.map(row)),
      ),
    ),
    h(
      'p',
      { class: 'older' },
      h('span', { class: 'quiet' }, `${shown.length} of ${counted(found, 'party', 'parties')}`),
      asked().get('after') ? h('a', { href: '?', 'data-after': '' }, 'From the first') : null,
      next === null ? null : h('a', { href: '?', 'data-after': next }, 'More'),
    ),
  ];
}

const row = (member) =>
  h(
    'tr',
    { key: member.party },
    h('th', { scope: 'row' }, h('bdi', null, member.party), member.capacityKilowattHours === null ? null : h('div', { class: 'quiet' }, `${member.capacityKilowattHours} kWh`), member.metering === 'private' ? h('div', { class: 'quiet' }, 'private') : null),
    h('td', { class: 'state' }, h('span', { class: `tag ${STATES[member.state][1]}` }, STATES[member.state][0]), coming(member)),
    h('td', { 'data-head': 'Since' }, member.since === null ? 'the beginning' : moment(member.since), h('div', { class: 'quiet' }, member.block === null ? 'not sealed yet' : `block ${member.block.toLocaleString('en')}`)),
    h('td', { 'data-head': 'Key of its bids' }, member.key === null ? h('span', { class: 'quiet' }, 'signs none') : [h('code', null, member.key), h('div', { class: 'quiet' }, member.signsHere ? 'signed here' : 'signs itself')]),
    h('td', { 'data-head': 'Last message' }, member.lastMessage === null ? h('span', { class: 'quiet' }, 'none yet') : moment(member.lastMessage)),
    h('td', { class: 'orders' }, orders(member)),
  );

const coming = ({ open }) => (open === null ? null : h('div', { class: 'quiet' }, `${ORDERS[open.change]} with ${moment(open.from)} (trail ${open.trail})`));

function orders({ party, state, metering, open }) {
  const { allowed, whyNot } = last.enrolling;
  const button = (order, words) =>
    h('button', { type: 'button', class: 'plain small', 'data-order': order, 'data-party': party, disabled: !allowed || open !== null, title: whyNot, 'aria-label': `${words}: ${party}` }, words);
  return [
    state === 'LEFT' ? button('enrol', 'Enrol again') : [button('revoke', 'Revoke'), ' ', button('key', 'New key'), ...(metering === null ? [] : [' ', metering === 'private' ? button('metered', 'Metered') : button('private', 'Private')])],
    ' ',
    party.startsWith('prosumer:') && state !== 'LEFT' ? [h('button', { type: 'button', class: 'plain small', 'data-agent': party.slice('prosumer:'.length), disabled: !allowed, title: whyNot, 'aria-label': `Agent: ${party}` }, 'Agent'), ' '] : null,
    h('a', { href: `/people/?${new URLSearchParams({ party: `${choice.value}/${party}` })}#tokens-title`, 'aria-label': `Issue a token for a device of ${party}` }, 'Token'),
  ];
}

document.addEventListener('click', (event) => {
  const target = event.target.closest('[data-order], [data-agent], [data-state], [data-after]');
  if (target === null || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const { order, agent, party, state, after } = target.dataset;
  if (agent !== undefined) {
    agents.fill(agent);
  } else if (order === 'enrol') {
    enrolAgain(party);
  } else if (order !== undefined) {
    orderAbout(order, party);
  } else {
    event.preventDefault();
    change(state === undefined ? { after } : { state: asked().get('state') === state ? '' : state, after: '' });
  }
});

async function orderAbout(order, party) {
  const path = `${of()}/${encodeURIComponent(party)}`;
  try {
    const { actions } = await ask(path);
    const { allowed, whyNot, consequence } = actions.find(({ action }) => action === order);
    askToOrder({
      title: WORDS[order][0](party),
      consequence: allowed ? consequence : whyNot,
      button: WORDS[order][1],
      grave: order === 'revoke',
      takesKey: order === 'key',
      orders: [{ path: `${path}/${order}` }],
      then: look,
    });
  } catch (error) {
    troubled(error, last);
  }
}

filter.addEventListener('input', () => {
  const fields = new FormData(filter);
  change({ search: fields.get('search').trim(), state: fields.get('state'), after: '' }, true);
});
filter.addEventListener('submit', (event) => event.preventDefault());
filter.addEventListener('reset', () => change({ search: '', state: '', after: '' }));
choice.addEventListener('change', () => {
  agents.clear();
  change({ grid: choice.value, after: '' });
});
window.addEventListener('popstate', () => {
  fill();
  look();
});
fill();
