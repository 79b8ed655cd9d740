// The rules of a grid at a glance: what is in force, what comes, and who works on what.

import { ask, order } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { counted, moment, tableVersion } from '../live/words.js';
import { connected, every, now, troubled } from '../operations/parts.js';
import { draftAddress, howWords, people, place, stateTag, withGrid } from './parts.js';

const EVERY_MS = 3_000;

const choice = document.getElementById('grid');
const asked = () => new URLSearchParams(location.search);
let last = null;
let refused = '';

const look = every(EVERY_MS, async () => {
  try {
    if (choice.options.length === 0) {
      (await ask('/api/grids')).forEach((grid) => choice.append(new Option(grid, grid, false, grid === asked().get('grid'))));
    }
    draw(await ask(withGrid('/api/rules', choice.value)));
  } catch (error) {
    troubled(error, last);
  }
});

function draw(view) {
  last = { ...view, seenAt: performance.now() };
  connected();
  show(document.getElementById('now'), now(view));
  show(document.querySelector('#active > div'), active(view));
  show(document.querySelector('#coming > div'), coming(view));
  show(document.querySelector('#drafts > div'), drafts(view));
  show(document.querySelector('#folder > div'), folder(view));
  document.title = view.waiting > 0 ? `(${view.waiting}) Rules of ${view.grid}` : `Rules of ${view.grid}`;
}

const active = ({ active: version, tables, grid, emergency }) => [
  emergency === null ? null : h('p', { class: 'alert', key: 'emergency' }, h('strong', null, 'Told to everybody: '), emergency, '.'),
  h('p', { class: 'lead' }, 'Version ', h('code', null, version.version), version.since === null ? ', not used by any period yet' : ` since ${moment(version.since)}`),
  h('p', { class: 'quiet' }, byWhom(version)),
  h('ul', { class: 'notices' }, tables.map((table) => tableLine(table, version.version, grid))),
];

const byWhom = ({ how, author, approver, reason, approval }) =>
  how === 'approved'
    ? [`Written by ${author}, approved by ${approver}. `, h('bdi', null, `"${reason}" "${approval}"`)]
    : how === 'restored'
      ? [`${approver} went back to it in an emergency: `, h('bdi', null, `"${approval}"`)]
      : `It came ${howWords(how)}.`;

const tableLine = ({ file, question, owner, rules, version: of }, version, grid) =>
  h(
    'li',
    { key: file },
    h('b', null, question),
    h('p', { class: 'quiet' }, `${file}: ${counted(rules, 'rule', 'rules')}, owner ${owner}, ${tableVersion(of)}. `, fileLink(file, version, grid, 'csv'), ' ', fileLink(file, version, grid, 'xlsx')),
  );

const fileLink = (file, version, grid, ending) =>
  h('a', { href: withGrid(`/api/rules/versions/${version}/tables/${file.replace(/csv$/, ending)}`, grid), download: '', 'aria-label': `${file} as ${ending.toUpperCase()}` }, ending.toUpperCase());

const coming = ({ scheduled, waiting, grid }) => [
  scheduled.length === 0
    ? h('p', { class: 'empty' }, 'Nothing is scheduled.')
    : h(
        'ul',
        { class: 'notices' },
        scheduled.map(({ version, from, draft, person, reason }) =>
          h(
            'li',
            { key: `${version}${from}` },
            h('b', null, 'Version ', h('code', null, version), ` from ${moment(from)}`),
            h('p', null, draft === null ? `${person} went back in an emergency: ` : [h('a', { href: draftAddress(draft) }, `draft ${draft}`), `, approved by ${person}: `], h('bdi', null, `"${reason}"`)),
          ),
        ),
      ),
  h('p', null, waiting === 0 ? h('span', { class: 'quiet' }, 'No draft waits for approval.') : h('a', { href: withGrid('/rules/approvals', grid) }, `${counted(waiting, 'draft waits', 'drafts wait')} for approval`)),
];

function drafts({ drafts: rows, actions }) {
  const begin = actions.find(({ action }) => action === 'draft');
  return [
    h(
      'div',
      { class: 'row-of-buttons', key: 'begin' },
      h('button', { type: 'button', id: 'begin', disabled: !begin.allowed }, 'New draft from the active version'),
      h('span', { class: 'quiet' }, begin.whyNot ?? begin.consequence),
    ),
    h('p', { class: 'bad', role: 'alert', key: 'refused' }, refused),
    rows.length === 0
      ? h('p', { class: 'empty' }, 'No draft. Start from the active version.')
      : h(
          'table',
          { class: 'rows' },
          h('caption', { class: 'unseen' }, 'Drafts, newest first'),
          h('thead', null, h('tr', null, ['Draft', 'State', 'Author', 'Changed', 'Differs in', 'Faults'].map((head) => h('th', { scope: 'col', class: head === 'Faults' ? 'figure' : null }, head)))),
          h('tbody', null, rows.map(draftLine)),
        ),
  ];
}

const draftLine = ({ id, state, author, editors, changed, changedRules, problems, version }) =>
  h(
    'tr',
    { key: id },
    h('th', { scope: 'row' }, h('a', { href: draftAddress(id) }, `Draft ${id}`), version === null ? null : h('div', { class: 'quiet' }, h('code', null, version))),
    h('td', { class: 'state' }, stateTag(state)),
    h('td', { 'data-head': 'Author' }, author, editors.every((editor) => editor === author) ? null : h('div', { class: 'quiet' }, `edited by ${people(editors)}`)),
    h('td', { 'data-head': 'Changed' }, moment(changed)),
    h('td', { 'data-head': 'Differs in' }, changedRules === 0 ? 'nothing' : counted(changedRules, 'place', 'places')),
    h('td', { class: 'figure', 'data-head': 'Faults' }, problems),
  );

const folder = ({ folder: { path, closed, words }, refused: faults }) => [
  h('p', null, h('span', { class: `tag ${closed ? '' : 'now'}` }, closed ? 'closed' : 'open'), words),
  h('p', { class: 'quiet' }, h('code', null, path)),
  faults.length === 0
    ? null
    : [
        h('p', { class: 'bad', key: 'faults' }, 'What lies there is not in force:'),
        h('ul', { class: 'notices' }, faults.map((fault) => h('li', { key: place(fault) }, h('bdi', null, place({ ...fault, typed: '' }))))),
      ],
];

document.addEventListener('click', async (event) => {
  if (event.target.id !== 'begin') {
    return;
  }
  event.target.disabled = true;
  refused = '';
  try {
    const { id } = await order('/api/rules/drafts', { grid: choice.value });
    location.assign(draftAddress(id));
  } catch (error) {
    refused = error.message;
    look();
  }
});

choice.addEventListener('change', () => {
  history.pushState(null, '', `?${new URLSearchParams({ grid: choice.value })}`);
  look();
});
