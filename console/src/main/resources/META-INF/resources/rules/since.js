// What others had approved since a draft began.

import { h } from '../live/view.js';
import { cells } from './parts.js';

/** What others had approved, rule by rule, with whose approval it was. */
export const sinceThen = (changes) =>
  h(
    'ul',
    { class: 'notices' },
    changes.map(({ number, file, theirs, by, conflict }) =>
      h(
        'li',
        { key: number },
        h('b', null, h('bdi', null, theirs.rule || 'A rule without a sentence')),
        h('span', { class: 'quiet' }, ` ${file}; ${by}`),
        conflict === null ? null : h('span', { class: 'tag bad' }, 'both changed it'),
        cells(theirs.cells.filter(({ column }) => theirs.kind === 'CHANGED' || column !== 'rule'), 'before', 'approved'),
      ),
    ),
  );
