// What the pages of the rules say alike: states, who did what, and how two tables differ.

import { Trouble } from '../live/ask.js';
import { presence } from '../live/presence.js';
import { h } from '../live/view.js';
import { counted } from '../live/words.js';

const PATIENCE_MS = 20_000;

const STATES = {
  draft: ['being written', ''],
  asked: ['waits for approval', 'mild'],
  refused: ['refused', 'bad'],
  scheduled: ['approved, waits for its period', 'now'],
  active: ['became active', 'now'],
  withdrawn: ['withdrawn', ''],
};

export const stateTag = (state) => h('span', { class: `tag ${STATES[state][1]}` }, STATES[state][0]);
export const draftAddress = (id) => `/rules/drafts/${encodeURIComponent(id)}`;

export const gridOf = () => new URLSearchParams(location.search).get('grid') ?? '';
export const withGrid = (path, grid = gridOf()) => (grid ? `${path}${path.includes('?') ? '&' : '?'}grid=${encodeURIComponent(grid)}` : path);

/** Sends a body as it is. */
export async function send(method, path, type, body, headers = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { Accept: 'application/json', 'Content-Type': type, ...presence(), ...headers },
      body,
    });
  } catch (error) {
    throw new Trouble(error.name === 'TimeoutError' ? `No answer within ${PATIENCE_MS / 1000} s.` : 'The server cannot be reached.', 0);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const trouble = new Trouble(answer.detail ?? `The server answered ${response.status}.`, response.status, answer);
    trouble.present = answer.present ?? null;
    throw trouble;
  }
  return answer;
}

/** @param names for what was and what is */
export function differences(tables, none = 'Nothing is changed.', [was, is] = ['before', 'now']) {
  return tables.length === 0
    ? h('p', { class: 'empty' }, none)
    : tables.map(({ file, notes, rows }) =>
        h(
          'section',
          { class: 'difference', key: file, 'aria-label': `Changes of ${file}` },
          h('h3', null, `${file}: ${rows.length + notes.length === 0 ? 'only the order of its rules' : counted(rows.length + notes.length, 'change', 'changes')}`),
          h('ul', null, notes.map((note) => h('li', { key: `note ${note.column}` }, h('b', null, `Note "${note.column}"`), cells([note], was, is))), rows.map((row) => changed(row, was, is))),
        ),
      );
}

const KINDS = { ADDED: ['new rule', 'good'], REMOVED: ['rule goes', 'bad'], CHANGED: ['changed', 'mild'] };

const changed = ({ kind, rule, rowBefore, rowAfter, cells: differing }, was, is) =>
  h(
    'li',
    { key: `${kind} ${rowBefore} ${rowAfter}` },
    h('span', { class: `tag ${KINDS[kind][1]}` }, KINDS[kind][0]),
    h('b', null, h('bdi', null, rule || 'A rule without a sentence')),
    h('span', { class: 'quiet' }, ` row ${rowAfter > 0 ? rowAfter : rowBefore}`),
    cells(differing.filter(({ column }) => kind === 'CHANGED' || column !== 'rule'), was, is),
  );

export const cells = (differing, was, is) =>
  h(
    'dl',
    { class: 'cells' },
    differing.map(({ column, before, after }) => [
      h('dt', null, column),
      h('dd', null, h('del', null, h('span', { class: 'unseen' }, `${was}: `), before || 'blank'), ' \u2192 ', h('ins', null, h('span', { class: 'unseen' }, `${is}: `), after || 'blank')),
    ]),
  );

export const place = ({ file, row, column, typed, reason }) => `${file}${row > 0 ? `, row ${row}` : ''}${column ? `, ${column}` : ''}${typed ? `, "${typed}"` : ''}: ${reason}`;

export const people = (names) => (names.length === 0 ? 'nobody yet' : names.join(', '));

const HOW = {
  delivered: 'as delivered',
  saved: 'saved into the watched folder',
  approved: 'a draft, approved',
  restored: 'went back in an emergency',
};

export const howWords = (how) => HOW[how];
