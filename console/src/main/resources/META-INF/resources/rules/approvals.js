// What waits for a second person: the change, cell by cell, and the verdict. And what was approved, until its period begins.

import { ask } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { moment } from '../live/words.js';
import { askToOrder } from '../operations/dialog.js';
import { connected, every, now, troubled } from '../operations/parts.js';
import { sinceThen } from './since.js';
import { evidence } from './evidence.js';
import { differences, draftAddress, people, place, withGrid } from './parts.js';

const EVERY_MS = 3_000;

const choice = document.getElementById('grid');
const asked = () => new URLSearchParams(location.search);
let last = null;

const look = every(EVERY_MS, async () => {
  try {
    if (choice.options.length === 0) {
      (await ask('/api/grids')).forEach((grid) => choice.append(new Option(grid, grid, false, grid === asked().get('grid'))));
    }
    const [rules, rows] = await Promise.all([ask(withGrid('/api/rules', choice.value)), ask(withGrid('/api/rules/approvals', choice.value))]);
    const ids = rules.scheduled.map(({ draft }) => draft).filter((id) => id !== null);
    const [drafts, approved] = await Promise.all([rows.map(({ id }) => id), ids].map((each) => Promise.all(each.map((id) => ask(`/api/rules/drafts/${id}`)))));
    draw(rules, drafts, approved);
  } catch (error) {
    troubled(error, last);
  }
});

function draw(view, drafts, approved) {
  last = { ...view, drafts: [...drafts, ...approved], seenAt: performance.now() };
  connected();
  show(document.getElementById('now'), now(view));
  show(document.querySelector('#waiting > div'), drafts.length === 0 ? h('p', { class: 'empty' }, 'Nothing waits for you.') : drafts.map(waiting));
  show(document.querySelector('#approved > div'), approved.length === 0 ? h('p', { class: 'empty' }, 'Nothing is approved for a later period.') : approved.map(scheduled));
  document.title = drafts.length > 0 ? `(${drafts.length}) Approvals` : 'Approvals';
}

function waiting(draft) {
  const judge = draft.actions.find(({ action }) => action === 'judge');
  const { by, reason, holdsFrom, version, at } = draft.request;
  return h(
    'article',
    { class: 'waiting', key: draft.id, 'aria-label': `Draft ${draft.id}` },
    h('p', { class: 'lead' }, h('a', { href: draftAddress(draft.id) }, `Draft ${draft.id}`), ' by ', draft.author, ': ', h('bdi', null, `"${reason}"`)),
    h('p', { class: 'quiet' }, `Asked by ${by} at ${moment(at)}, to hold ${holdsFrom === null ? 'as soon as it is approved' : `from ${moment(holdsFrom)}`}. Edited by ${people(draft.editors)}. Version `, h('code', null, version), '.'),
    evidence(draft.request.evidence, draft.id, draft.sinceAsked),
    draft.behind === null ? null : h('div', { class: 'alert mild' }, h('p', null, 'Others had rules approved since this draft began, and it would take back:'), sinceThen(draft.behind.changes), h('p', null, `It cannot be approved until ${draft.author} has brought it up to date and asked anew.`)),
    differences(draft.diff, 'It says what the active rules say.'),
    draft.problems.length === 0 ? null : h('ul', { class: 'problems' }, draft.problems.map((fault) => h('li', { key: place(fault) }, place(fault)))),
    h(
      'div',
      { class: 'row-of-buttons' },
      h('button', { type: 'button', 'data-verdict': 'approve', 'data-draft': draft.id, disabled: !judge.allowed || draft.behind !== null }, 'Approve'),
      h('button', { type: 'button', class: 'plain', 'data-verdict': 'refuse', 'data-draft': draft.id, disabled: !judge.allowed }, 'Refuse'),
      h('span', { class: 'quiet' }, judge.whyNot ?? judge.consequence),
    ),
    h('p', { class: 'quiet hash' }, `The verdict is for request ${draft.request.trail} and the cells with the hash `, h('code', null, draft.hash), '.'),
  );
}

function scheduled(draft) {
  const judge = draft.actions.find(({ action }) => action === 'judge');
  const { from, person, reason, version } = draft.scheduled;
  return h(
    'article',
    { class: 'waiting', key: draft.id, 'aria-label': `Draft ${draft.id}` },
    h('p', { class: 'lead' }, h('a', { href: draftAddress(draft.id) }, `Draft ${draft.id}`), ` by ${draft.author} holds from ${moment(from)}`),
    h('p', { class: 'quiet' }, `Approved by ${person}: `, h('bdi', null, `"${reason}"`), '. Version ', h('code', null, version), '.'),
    evidence(draft.request.evidence, draft.id),
    differences(draft.diff, 'It says what the active rules say.'),
    h(
      'div',
      { class: 'row-of-buttons' },
      h('button', { type: 'button', class: 'plain', 'data-back': draft.id, disabled: !judge.allowed }, 'Take back'),
      h('span', { class: 'quiet' }, judge.whyNot ?? 'Until its period begins, an approval can be taken back.'),
    ),
  );
}

document.addEventListener('click', ({ target }) => {
  const { back } = target.dataset ?? {};
  const draft = back && last.drafts.find((each) => String(each.id) === back);
  if (draft) {
    askToOrder({
      title: `Take back the approval of draft ${back} of ${draft.author}`,
      consequence: 'Its rules do not come into force, and the draft is withdrawn: the rules stay as they are.',
      button: 'Take back',
      grave: true,
      orders: [{ path: `/api/rules/approvals/${back}`, more: { request: draft.request.trail, hash: draft.hash, verdict: 'refuse' } }],
      then: look,
    });
  }
});

document.addEventListener('click', ({ target }) => {
  const { verdict, draft: id } = target.dataset ?? {};
  const draft = verdict && last.drafts.find((each) => String(each.id) === id);
  if (draft) {
    const approves = verdict === 'approve';
    askToOrder({
      title: `${approves ? 'Approve' : 'Refuse'} draft ${id} of ${draft.author}`,
      consequence: approves
        ? `These cells hold ${draft.request.holdsFrom === null ? 'from the next period' : `from ${moment(draft.request.holdsFrom)}`} on, for every trade of the grid.`
        : `The rules stay as they are. ${draft.author} reads your reason, and may change the draft and ask again.`,
      button: approves ? 'Approve' : 'Refuse',
      grave: !approves,
      orders: [{ path: `/api/rules/approvals/${id}`, more: { request: draft.request.trail, hash: draft.hash, verdict } }],
      then: look,
    });
  }
});

choice.addEventListener('change', () => {
  history.pushState(null, '', `?${new URLSearchParams({ grid: choice.value })}`);
  look();
});
