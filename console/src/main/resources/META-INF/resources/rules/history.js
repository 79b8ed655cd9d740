// Every version that was in force, how two of them differ, and the ways back: a draft, or in an emergency at once.

import { ask, order } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { moment } from '../live/words.js';
import { askToOrder } from '../operations/dialog.js';
import { connected, every, now, troubled } from '../operations/parts.js';
import { evidence } from './evidence.js';
import { count, use } from './use.js';
import { differences, draftAddress, howWords, withGrid } from './parts.js';

const EVERY_MS = 5_000;

const choice = document.getElementById('grid');
const pair = document.getElementById('pair');
const place = document.getElementById('difference');
const asked = () => new URLSearchParams(location.search);
let last = null;

const look = every(EVERY_MS, async () => {
  try {
    if (choice.options.length === 0) {
      (await ask('/api/grids')).forEach((grid) => choice.append(new Option(grid, grid, false, grid === asked().get('grid'))));
    }
    const [rules, versions, takenBack] = await Promise.all(['/api/rules', '/api/rules/versions', '/api/rules/taken-back'].map((path) => ask(withGrid(path, choice.value))));
    draw({ ...rules, versions, takenBack });
    await compare();
  } catch (error) {
    troubled(error, last);
  }
});

function draw(view) {
  last = { ...view, seenAt: performance.now() };
  connected();
  show(document.getElementById('now'), now(view));
  show(document.querySelector('#versions > div'), versions(view));
  leadToVersion();
  show(document.querySelector('#back > div'), view.takenBack.length === 0 ? h('p', { class: 'empty' }, 'No approval was taken back.') : h('ul', { class: 'notices' }, view.takenBack.map(back)));
  const names = [...new Set(view.versions.map(({ version }) => version))];
  choices(pair.elements.from, names, names[1] ?? names[0], 'from');
  choices(pair.elements.to, names, names[0], 'to');
}

let led = false;

/** A link to one version leads there, once it is shown. */
function leadToVersion() {
  const target = led || !location.hash ? null : document.getElementById(location.hash.slice(1));
  led = true;
  target?.scrollIntoView({ block: 'center' });
}

function choices(select, names, usual, name) {
  const chosen = names.includes(asked().get(name)) ? asked().get(name) : usual;
  show(select, names.map((each) => h('option', { value: each, key: each }, each)));
  if (document.activeElement !== select) {
    select.value = chosen;
  }
}

const versions = ({ versions: rows, actions }) => [
  h('p', { class: 'quiet' }, 'A change holds from the first period that begins after it: a period keeps the rules with which it opened, as its prices are agreed before energy flows. So no trade is priced by rules that came later, and each block names the one version that its period used.'),
  h(
    'table',
    { class: 'rows' },
    h('caption', { class: 'unseen' }, 'Versions, newest first'),
    h('thead', null, h('tr', null, ['Version', 'In force (UTC)', 'How', 'By', 'Why', 'What it did', ''].map((head) => h('th', { scope: 'col' }, head || h('span', { class: 'unseen' }, 'What may be done'))))),
    h('tbody', null, rows.map((row, i) => line(row, i === 0, actions))),
  ),
];

const back = ({ version, from, draft, author, reason, approver, approval, by, why, trail, evidence: known }) =>
  h(
    'li',
    { key: `${version} ${from} ${draft}` },
    h('p', null, h('a', { href: draftAddress(draft) }, `Draft ${draft}`), ` of ${author}, version `, h('code', null, version), `, was to hold from ${moment(from)}: `, h('bdi', null, `"${reason}"`), `. Approved by ${approver}: `, h('bdi', null, `"${approval}"`), '.'),
    by === null ? h('p', { class: 'quiet' }, 'Taken back; an earlier build did not keep by whom and why.') : h('p', null, `Taken back by ${by}: `, h('bdi', null, `"${why}"`), h('span', { class: 'quiet' }, ` Trail ${trail}.`)),
    known === null ? null : h('details', null, h('summary', null, 'What was known of the cells'), evidence(known, draft)),
  );

function line(row, isActive, actions) {
  const { version, since, until, how, draft, author, reason, approver, approval, trail, evidence: known } = row;
  const may = (name) => actions.find(({ action }) => action === name);
  return h(
    'tr',
    { key: `${version}${since}` },
    h('th', { scope: 'row', id: last.versions.find((each) => each.version === version) === row ? `version-${version}` : null }, h('code', null, version)),
    h('td', { class: 'state' }, since === null ? 'not yet' : moment(since), h('div', { class: 'quiet' }, until === null ? 'in force' : `until ${moment(until)}`)),
    h('td', { 'data-head': 'How' }, draft === null ? howWords(how) : [h('a', { href: draftAddress(draft) }, `draft ${draft}`), ', approved']),
    h('td', { 'data-head': 'By' }, author === null ? null : [author, h('div', { class: 'quiet' }, `approved by ${approver}`)], author === null ? approver : null),
    h('td', { 'data-head': 'Why' }, reason === null ? null : h('bdi', null, `"${reason}"`), approval === null ? null : h('div', { class: 'quiet' }, h('bdi', null, `"${approval}"`), ` Trail ${trail}.`), known === null ? null : h('details', null, h('summary', null, 'What was known'), evidence(known, draft))),
    h('td', { 'data-head': 'What it did' }, use(row, last.versions.indexOf(row))),
    h(
      'td',
      { class: 'orders' },
      h('button', { type: 'button', class: 'plain small', 'data-draft-from': version, disabled: !may('draft').allowed, title: may('draft').whyNot, 'aria-label': `New draft from version ${version}` }, 'New draft from it'),
      ' ',
      isActive ? null : h('button', { type: 'button', class: 'plain small', 'data-restore': version, disabled: !may('restore').allowed, title: may('restore').whyNot, 'aria-label': `Go back to version ${version} in an emergency` }, 'Go back now'),
    ),
  );
}

async function compare() {
  const from = pair.elements.from.value;
  const to = pair.elements.to.value;
  if (from === to) {
    show(place, h('p', { class: 'empty' }, 'The same version twice: choose two.'));
    return;
  }
  const tables = await ask(withGrid(`/api/rules/diff?${new URLSearchParams({ from, to })}`, choice.value));
  show(place, differences(tables, 'They say the same.', [`in ${from}`, `in ${to}`]));
}

pair.addEventListener('change', () => {
  history.pushState(null, '', `?${new URLSearchParams({ grid: choice.value, from: pair.elements.from.value, to: pair.elements.to.value })}`);
  document.activeElement.blur();
  look();
});
pair.addEventListener('submit', (event) => event.preventDefault());

document.addEventListener('click', async ({ target }) => {
  const { draftFrom, restore, count: counted } = target.dataset ?? {};
  if (counted !== undefined) {
    await count(choice.value, last.versions[Number(counted)], () => show(document.querySelector('#versions > div'), versions(last)));
  } else if (draftFrom !== undefined) {
    target.disabled = true;
    try {
      const { id } = await order('/api/rules/drafts', { grid: choice.value, version: draftFrom });
      location.assign(draftAddress(id));
    } catch (error) {
      troubled(error, last);
    }
  } else if (restore !== undefined) {
    askToOrder({
      title: `Go back to version ${restore} now`,
      consequence: last.actions.find(({ action }) => action === 'restore').consequence,
      button: 'Go back',
      grave: true,
      orders: [{ path: '/api/rules/restore', more: { grid: choice.value, version: restore } }],
      then: look,
    });
  }
});

choice.addEventListener('change', () => {
  history.pushState(null, '', `?${new URLSearchParams({ grid: choice.value })}`);
  look();
});
