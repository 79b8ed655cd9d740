// Somebody saved the same table meanwhile: both sides, rule by rule, and a choice for each.

import { h, show } from '../live/view.js';
import { send } from './parts.js';

const section = document.getElementById('conflict');
const place = section.querySelector('div');

let last = Promise.resolve();

/**
 * Asks the market what the text of here changes in what is there now, and a person which of both counts.
 *
 * @param table that is edited here
 * @returns once the person has chosen; the table holds the choice then
 */
export function settle(path, table, message) {
  const turn = last.then(() => chosen(path, table, message)); // one table after the other
  last = turn.catch(() => {});
  return turn;
}

async function chosen(path, table, message) {
  const { diff } = await send('POST', `${path}/import`, 'text/csv;charset=UTF-8', table.text());
  const [{ rows, notes } = { rows: [], notes: [] }] = diff;
  const theirs = await choice('Somebody saved this table meanwhile', message, rows, notes, rows.length + notes.length === 0 ? 'Go on' : 'Save this choice');
  // from below, so that lines above keep their numbers
  theirs.map((i) => rows[i]).sort((one, other) => other.rowAfter - one.rowAfter).forEach((row) => takeBack(table, row));
}

/**
 * Shows both sides, rule by rule, and has a person choose.
 *
 * @param rows changes from their side to the side of here
 * @returns places of the rows whose other side counts
 */
export async function choice(title, message, rows, notes, button) {
  section.hidden = false;
  show(document.getElementById('conflict-title'), title);
  show(place, h('p', null, message), h('ul', { class: 'notices' }, rows.map((row, i) => side(row, i)), notes.map(note)), h('div', { class: 'row-of-buttons' }, h('button', { type: 'button', id: 'settled' }, button)));
  section.querySelector('input, button').focus();
  await new Promise((done) => document.getElementById('settled').addEventListener('click', done));
  const theirs = rows.map((_, i) => i).filter((i) => place.querySelector(`input[name="side-${i}"]:checked`)?.value === 'theirs');
  section.hidden = true;
  show(place);
  return theirs;
}

const side = ({ kind, rule, cells }, i) =>
  h(
    'li',
    { key: i },
    h('b', null, h('bdi', null, rule || 'A rule without a sentence')),
    h(
      'fieldset',
      null,
      h('legend', { class: 'quiet' }, kind === 'ADDED' ? 'You have this rule, they do not' : kind === 'REMOVED' ? 'They have this rule, you do not' : 'You differ'),
      h('label', null, h('input', { type: 'radio', name: `side-${i}`, value: 'mine', checked: 'checked' }), ` yours: ${sides(kind, cells, 'after')}`),
      h('label', null, h('input', { type: 'radio', name: `side-${i}`, value: 'theirs' }), ` theirs: ${sides(kind, cells, 'before')}`),
    ),
  );

const sides = (kind, cells, which) =>
  (kind === 'ADDED') === (which === 'before') && kind !== 'CHANGED' ? 'without it' : cells.map((cell) => `${cell.column} ${cell[which] || 'blank'}`).join(', ');

const note = ({ column, before, after }) => h('li', { key: `note ${column}` }, h('b', null, `Note "${column}"`), h('p', null, `yours: ${after || 'blank'}; theirs: ${before || 'blank'}. Yours counts.`));

function takeBack(table, { kind, rowAfter, cells }) {
  const row = table.rowAt(rowAfter);
  if (kind === 'ADDED') {
    table.remove(row);
  } else if (kind === 'CHANGED') {
    table.set(cells.map(({ column, before }) => [row, table.heads.indexOf(column), before]));
  } else {
    const were = Object.fromEntries(cells.map(({ column, before }) => [column, before]));
    table.insert(table.rows.length, table.heads.map((head) => were[head] ?? ''));
  }
}
