// One draft: its tables as grids that save themselves, what is wrong, what differs, and its way to approval. Other parts of the page
// hear of each answer of the market by the event "draft".

import { ask, order } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { counted, moment } from '../live/words.js';
import { askToOrder } from '../operations/dialog.js';
import { connected, every, now, troubled } from '../operations/parts.js';
import { settle } from './conflict.js';
import { evidence } from './evidence.js';
import { Grid } from './grid.js';
import { differences, people, place, send, stateTag } from './parts.js';
import { Saving } from './saving.js';
import { showTab } from './tabs.js';

const EVERY_MS = 4_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const id = decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1));
const api = `/api/rules/drafts/${encodeURIComponent(id)}`;
const element = (name) => document.getElementById(name);
const tablePath = (file) => `${api}/tables/${file}`;

/** What is edited here, by file. */
const edited = new Map();
let draft = null;
let file = new URLSearchParams(location.search).get('table');
let lost = null;

const look = every(EVERY_MS, async () => {
  try {
    const found = await ask(api);
    connected();
    take(found);
  } catch (error) {
    troubled(error, draft && { ...draft, seenAt: performance.now() });
    if (draft === null) {
      show(element('standing-body'), h('p', { class: 'empty' }, 'Nothing can be shown.'));
    }
  }
});

document.addEventListener('draft-changed', look);

const may = (name) => draft.actions.find(({ action }) => action === name);

/** Shows what the market says of the draft now. What is being typed stays. */
function take(found) {
  draft = found;
  file = draft.tables.some((table) => table.file === file) ? file : draft.tables[0].file;
  for (const table of draft.tables) {
    const here = edited.get(table.file);
    const readOnly = !may('edit').allowed;
    if (here === undefined) {
      edited.set(table.file, begun(table, readOnly));
    } else if (!here.saving.isOpen && (here.saving.revision < table.revision || here.grid.readOnly !== readOnly)) {
      here.grid.open(table.text, readOnly);
      here.saving.goOnFrom(table.revision, false);
    }
  }
  draw();
  document.dispatchEvent(new CustomEvent('draft', { detail: draft }));
}

function begun(table, readOnly) {
  const box = document.createElement('div');
  const changed = () => {
    saving.change();
    edited.get(table.file).state = 'saving';
    if (table.file === file) {
      said('saving');
      tools();
      notes();
    }
  };
  const grid = new Grid(box, table.file.replace('.csv', ''), `Rules of ${table.file}`, changed);
  const saving = new Saving(tablePath(table.file), table.revision, () => grid.text(), (state, detail) => saved(table.file, state, detail));
  grid.open(table.text, readOnly);
  return { box, grid, saving };
}

function saved(of, state, detail) {
  const here = edited.get(of);
  if (state === 'saved') {
    here.saving.revision = detail.tables.find((table) => table.file === of).revision;
    lost = null;
    connected();
    take(detail);
  } else if (state === 'conflict' && detail.present && detail.present.actions.some(({ action, allowed }) => action === 'edit' && allowed)) {
    lost = 'look at both sides above.';
    bothSides(of, here, detail);
  } else if (state !== 'saving') {
    lost = detail.message;
    if (state === 'waiting') {
      troubled(detail, { ...draft, seenAt: performance.now() });
    }
  }
  here.state = state;
  if (of === file) {
    said(state);
  }
  show(element('problems'), problems());
}

async function bothSides(of, here, { message, present }) {
  try {
    hold(of, true);
    await settle(tablePath(of), here.grid.table, message);
    hold(of, false);
    here.grid.change(() => {});
    here.saving.goOnFrom(present.tables.find((table) => table.file === of).revision, true);
    here.state = 'saving';
  } catch (error) {
    hold(of, false);
    lost = error.message;
    here.state = 'waiting';
    here.saving.again();
    if (of === file) {
      said('waiting');
    }
  }
}

/** Lines keep their numbers while a person chooses between both sides. */
function hold(of, readOnly) {
  edited.get(of).grid.hold(readOnly);
  if (of === file) {
    element('notes').querySelectorAll('input').forEach((input) => (input.readOnly = readOnly));
    tools();
  }
}

function draw() {
  document.title = `Draft ${draft.id} of ${draft.grid}`;
  show(element('title'), `Draft ${draft.id}`);
  show(element('now'), now(draft));
  show(element('standing-body'), standing());
  show(element('choice'), choices());
  const here = edited.get(file);
  if (element('grid-box').firstElementChild !== here.box) {
    element('grid-box').replaceChildren(here.box);
    notes();
  }
  tools();
  said(here.state ?? 'saved');
  show(element('problems'), problems());
  here.grid.mark(
    draft.problems.map((problem, i) => ({ ...problem, id: `problem-${i}` })).filter((problem) => problem.file === file),
    draft.diff.find((table) => table.file === file)?.rows ?? [],
  );
  show(element('files'), files());
  show(document.querySelector('#changes > div'), differences(draft.diff, 'Nothing is changed: the active rules say the same.'));
  show(element('approval-body'), approval());
  element('ask').hidden = !may('ask').allowed;
}

const standing = () => [
  h('p', { class: 'lead' }, stateTag(draft.state), draft.version === null ? `${counted(draft.problemCount, 'fault', 'faults')} to mend` : draft.diff.length === 0 ? 'Nothing is changed.' : ['Sound, version ', h('code', null, draft.version)]),
  h('p', { class: 'quiet' }, `By ${draft.author} for grid ${draft.grid}, from version `, h('code', null, draft.base), `, since ${moment(draft.since)}. Edited by ${people(draft.editors)}, last at ${moment(draft.changed)}.`),
  may('edit').allowed ? null : h('p', { class: 'quiet' }, may('edit').whyNot),
  h('p', { class: 'quiet hash' }, 'Cells: ', h('code', null, draft.hash)),
  may('withdraw').allowed ? h('div', { class: 'row-of-buttons' }, h('button', { type: 'button', class: 'plain small', id: 'withdraw' }, 'Withdraw')) : null,
];

const choices = () =>
  draft.tables.map((table) => {
    const count = draft.problems.filter((problem) => problem.file === table.file).length;
    return h('button', { type: 'button', key: table.file, 'data-table': table.file, 'aria-pressed': String(table.file === file) }, table.file, count === 0 ? '' : ` (${more() === 0 ? '' : 'more than '}${counted(count, 'fault', 'faults')})`);
  });

/** The notes above the columns. They are drawn anew only with the table: somebody may be typing in one. */
function notes() {
  const { grid } = edited.get(file);
  show(
    element('notes'),
    grid.table.notes.map(([word, text], at) => h('label', { class: 'field', key: `${file}${word}` }, word.replace(/^#\s*/, ''), h('input', { value: text, 'data-note': at, readonly: grid.readOnly || null, autocomplete: 'off' }))),
  );
  for (const input of element('notes').querySelectorAll('input')) {
    input.value = grid.table.notes[Number(input.dataset.note)][1];
  }
}

function tools() {
  const { grid } = edited.get(file);
  element('tools').querySelectorAll('button').forEach((button) => (button.disabled = grid.readOnly));
  element('undo').disabled = grid.readOnly || !grid.table.canUndo;
  element('redo').disabled = grid.readOnly || !grid.table.canRedo;
}

function said(state) {
  const { saving, grid } = edited.get(file);
  const words = {
    saved: grid.readOnly ? '' : `\u2713 Saved, revision ${saving.revision}`,
    saving: 'Saving ...',
    waiting: `Not saved yet: ${lost} What you typed stays here, and is sent again.`,
    conflict: `Not saved: ${lost}`,
    refused: `Not saved: ${lost}`,
  };
  show(element('saved'), words[state]);
}

/** What the market said of the cells as they were is not said of others. */
const isUnchecked = () => [...edited.values()].some(({ saving, grid }) => saving.isOpen && !grid.readOnly);

const problems = () =>
  isUnchecked()
    ? h('p', { class: 'quiet' }, 'What was typed is checked once it is saved.')
    : draft.problems.length === 0
    ? h('p', { class: 'good' }, '\u2713 No faults: the market would take these tables.')
    : [
        h('p', { class: 'bad' }, `${counted(draft.problemCount, 'fault', 'faults')}, by the market\u2019s own check${more() === 0 ? '' : `; the first ${draft.problems.length} are listed`}:`),
        h(
          'ol',
          { class: 'problems' },
          draft.problems.map((problem, i) =>
            h('li', { key: `${i}${place(problem)}`, id: `problem-${i}` }, h('bdi', null, place(problem)), problem.row > 0 ? h('button', { type: 'button', class: 'plain small', 'data-problem': i }, 'Go there') : null),
          ),
        ),
        more() === 0 ? null : h('p', { class: 'bad' }, `And ${counted(more(), 'fault', 'faults')} more: mend these first, and the next are listed.`),
      ];

const more = () => draft.problemCount - draft.problems.length;

const files = () => [
  h('a', { class: 'button', href: tablePath(file), download: '' }, 'Take out as CSV'),
  h('a', { class: 'button', href: tablePath(file.replace('.csv', '.xlsx')), download: '' }, 'Take out as XLSX'),
  may('edit').allowed ? h('label', { key: 'import' }, 'Bring in a CSV or XLSX ', h('input', { type: 'file', id: 'import', accept: `.csv,.xlsx,text/csv,${XLSX}` })) : null,
];

const approval = () => [
  draft.request === null
    ? null
    : h(
        'p',
        { class: draft.request.hash === draft.hash ? '' : 'mild' },
        `${draft.request.by} asked at ${moment(draft.request.at)} that version ${draft.request.version} holds ${draft.request.holdsFrom === null ? 'as soon as it is approved' : `from ${moment(draft.request.holdsFrom)}`}: `,
        h('bdi', null, `"${draft.request.reason}"`),
        draft.request.hash === draft.hash ? '' : ' The cells were changed since, so that request is void.',
      ),
  draft.request === null ? null : evidence(draft.request.evidence, draft.id, draft.sinceAsked),
  draft.judgements.length === 0 && draft.request === null ? h('p', { class: 'empty' }, 'Nobody has asked yet. Whoever asks cannot approve: somebody else has to look.') : null,
  h('ul', { class: 'notices' }, draft.judgements.map(({ approver, verdict, reason, at, trail }) => h('li', { key: trail }, h('b', null, `${approver} ${verdict === 'APPROVE' ? 'approved' : 'refused'}`), ` at ${moment(at)}: `, h('bdi', null, `"${reason}"`), h('span', { class: 'quiet' }, ` Trail ${trail}.`)))),
  draft.scheduled === null
    ? null
    : h('p', { class: 'said' }, draft.scheduled.activatedIn === null ? `It ${draft.scheduled.state === 'WAITS' ? 'holds' : 'was to hold'} from the period of ${moment(draft.scheduled.from)}.` : `It holds since the period of ${moment(draft.scheduled.activatedIn)}.`),
  draft.scheduled?.takenBack ? h('p', { class: 'mild' }, `${draft.scheduled.takenBack.person} took the approval back: `, h('bdi', null, `"${draft.scheduled.takenBack.reason}"`), h('span', { class: 'quiet' }, ` Trail ${draft.scheduled.takenBack.trail}.`)) : null,
  draft.state === 'asked' ? h('p', null, h('a', { href: `/rules/approvals?grid=${encodeURIComponent(draft.grid)}` }, 'Look at what waits for approval'), may('judge').allowed ? '' : h('span', { class: 'quiet' }, ` ${may('judge').whyNot}`)) : null,
  may('ask').allowed || draft.state === 'asked' ? null : h('p', { class: 'quiet' }, may('ask').whyNot),
];

document.addEventListener('click', ({ target }) => {
  const here = edited.get(file);
  const { table, problem } = target.dataset ?? {};
  if (table !== undefined) {
    choose(table);
  } else if (problem !== undefined) {
    const wrong = draft.problems[Number(problem)];
    showTab('tables');
    choose(wrong.file);
    edited.get(wrong.file).grid.goTo(wrong.row, wrong.column);
  } else if (target.id === 'add') {
    here.grid.addBelow();
  } else if (target.id === 'remove') {
    here.grid.removeHere();
  } else if (target.id === 'undo') {
    here.grid.undo();
  } else if (target.id === 'redo') {
    here.grid.redo();
  } else if (target.id === 'withdraw') {
    askToOrder({ title: `Withdraw draft ${draft.id}`, consequence: may('withdraw').consequence, button: 'Withdraw', grave: true, orders: [{ path: `${api}/withdrawal` }], then: look });
  }
});

function choose(table) {
  file = table;
  history.replaceState(null, '', `?table=${encodeURIComponent(table)}${location.hash}`);
  show(element('read'));
  draw();
}

element('notes').addEventListener('change', ({ target }) => {
  const { grid } = edited.get(file);
  grid.table.setNote(Number(target.dataset.note), target.value.trim());
  grid.changed();
});

/**
 * Shows what a file would change in what is saved. It is taken only into the revision that it was compared with: else the
 * comparison is made anew.
 *
 * @param moved what the page says above a comparison that was made anew
 */
async function preview(of, chosen, moved = null) {
  const { saving, grid } = edited.get(of);
  try {
    if (!(await saving.whenAnswered())) {
      throw new Error('What was changed before is not saved yet: bring the file in once it is.');
    }
    const { revision } = saving;
    const type = chosen.name.toLowerCase().endsWith('.xlsx') ? XLSX : 'text/csv';
    const { text, diff, problems: found } = await send('POST', `${tablePath(of)}/import`, type, chosen);
    show(
      element('read'),
      h('h3', null, `${chosen.name} would change`),
      moved === null ? null : h('p', { class: 'mild', role: 'alert' }, moved),
      differences(diff, 'Nothing: it says what the draft says.', ['here', 'in the file']),
      diff.length === 0 || found.length === 0 ? null : h('p', { class: 'bad' }, `${counted(found.length, 'fault', 'faults')} would be in the draft then, the first in ${place(found[0])}`),
      h('div', { class: 'row-of-buttons' }, diff.length === 0 ? null : h('button', { type: 'button', id: 'take' }, 'Take it into the draft'), h('button', { type: 'button', class: 'plain', id: 'leave' }, 'Leave it')),
    );
    const button = element('take');
    if (button) {
      button.onclick = () => {
        if (grid.readOnly) {
          preview(of, chosen, 'Nothing was taken: the table cannot be changed now.');
        } else if (saving.isOpen || saving.revision !== revision) {
          preview(of, chosen, 'Nothing was taken: the table was changed after this comparison. Look at it again, as it is now.');
        } else {
          show(element('read'));
          grid.take(text);
        }
      };
    }
    element('leave').onclick = () => show(element('read'));
  } catch (error) {
    show(element('read'), h('p', { class: 'bad', role: 'alert' }, h('b', null, `${chosen.name} was not taken. `), h('bdi', null, error.message)));
  }
}

element('files').addEventListener('change', async ({ target }) => {
  const chosen = target.files?.[0];
  if (!chosen) {
    return;
  }
  await preview(file, chosen);
  target.value = '';
});

element('ask').addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = event.target.querySelector('button');
  const from = element('ask-from').value;
  button.disabled = true;
  try {
    const { words, trail } = await order(`${api}/approval-request`, { reason: element('ask-reason').value, ...(from ? { holdsFrom: `${from.slice(0, 16)}:00Z` } : {}) });
    event.target.reset();
    show(element('ask-result'), h('p', { class: 'good' }, `${words} Trail ${trail}.`));
    look();
  } catch (error) {
    show(element('ask-result'), h('p', { class: 'bad' }, h('bdi', null, error.message)));
  }
  button.disabled = false;
});

window.addEventListener('beforeunload', (event) => {
  if ([...edited.values()].some(({ saving }) => saving.isOpen)) {
    event.preventDefault();
  }
});
