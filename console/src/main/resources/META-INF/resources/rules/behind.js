// A draft that began before others had rules approved: what it would take back, and how it takes that over.

import { order } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { moment } from '../live/words.js';
import { choice } from './conflict.js';
import { sinceThen } from './since.js';

const section = document.getElementById('behind');
const place = section.querySelector('div');
let draft = null;
let trouble = null;

document.addEventListener('draft', ({ detail }) => {
  if (detail.behind === null || detail.revision !== draft?.revision) {
    trouble = null;
  }
  draft = detail;
  draw();
});

function draw() {
  section.hidden = draft.behind === null;
  show(place, draft.behind === null ? null : shown(draft.behind, draft.actions.find(({ action }) => action === 'edit')));
}

const shown = ({ version, holdsFrom, changes }, edit) => [
  h('p', null, 'Approved as it is, this draft would take back what ', holdsFrom === null ? 'is in force' : `holds from ${moment(holdsFrom)}`, ', version ', h('code', null, version), '. Nobody can ask for its approval until it is up to date.'),
  sinceThen(changes),
  trouble === null ? null : h('p', { class: 'bad', role: 'alert' }, h('bdi', null, trouble)),
  h('div', { class: 'row-of-buttons' }, h('button', { type: 'button', id: 'bring', disabled: !edit.allowed }, 'Bring it up to date'), h('span', { class: 'quiet' }, edit.whyNot ?? 'Rules that only others changed are taken over; of those that both changed you choose a side.')),
];

document.addEventListener('click', async ({ target }) => {
  if (target.id !== 'bring') {
    return;
  }
  target.disabled = true;
  const { id, revision, behind } = draft;
  const conflicts = behind.changes.filter(({ conflict }) => conflict !== null);
  try {
    const theirs = conflicts.length === 0 ? [] : await choice('Others had rules approved that this draft changes, too', 'Theirs is what was approved, yours is what the draft says.', conflicts.map(({ conflict }) => conflict), [], 'Take this choice');
    const choices = conflicts.map(({ number }, i) => ({ number, side: theirs.includes(i) ? 'theirs' : 'mine' }));
    await order(`/api/rules/drafts/${id}/up-to-date`, { revision, version: behind.version, choices });
    trouble = null;
    document.dispatchEvent(new CustomEvent('draft-changed'));
  } catch (error) {
    trouble = error.message;
    draw();
  }
  target.disabled = false;
});
