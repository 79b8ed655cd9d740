// What a version did while it was in force: periods, trades, and rows that were never hit. Counted when somebody asks.

import { ask } from '../live/ask.js';
import { h } from '../live/view.js';
import { counted } from './outcome.js';

/** By version and first period. */
const found = new Map();
const key = ({ version, since }) => `${version} ${since}`;

/** Reads it part by part; `told` hears of each. */
export async function count(grid, row, told) {
  const sum = { periods: 0, trades: 0, rows: [], words: 'Counting ...' };
  found.set(key(row), sum);
  try {
    for (let from = row.since; from; ) {
      const query = new URLSearchParams({ version: row.version, from, ...(row.until === null ? {} : { to: row.until }) });
      const part = await ask(`/api/grids/${encodeURIComponent(grid)}/rules/use?${query}`);
      sum.periods += part.periods;
      sum.trades += part.trades;
      sum.rows = part.rows.map((each, i) => ({ ...each, hits: each.hits + (sum.rows[i]?.hits ?? 0) }));
      from = part.next;
      sum.words = from ? `Counting, up to ${part.to.slice(0, 16).replace('T', ' ')} so far ...` : '';
      told();
    }
  } catch (error) {
    sum.words = error.message;
  }
  told();
}

export function use(row, i) {
  const sum = found.get(key(row));
  if (row.since === null) {
    return null;
  }
  if (sum === undefined) {
    return h('button', { type: 'button', class: 'plain small', 'data-count': i, 'aria-label': `Count what version ${row.version} did` }, 'Count');
  }
  const never = sum.rows.filter(({ hits }) => hits === 0);
  return [
    sum.rows.length === 0 ? null : h('div', null, `${counted(sum.periods, 'period', 'periods')}, ${counted(sum.trades, 'trade', 'trades')} priced`),
    sum.words ? h('div', { class: 'quiet', role: 'status' }, sum.words) : null,
    sum.words || sum.rows.length === 0
      ? null
      : never.length === 0
        ? h('div', { class: 'quiet' }, 'Every row was hit.')
        : h(
            'details',
            null,
            h('summary', null, `${counted(never.length, 'row', 'rows')} never hit`),
            h('ul', { class: 'never' }, never.map(({ table, row: line, rule }) => h('li', { key: `${table} ${line}` }, h('bdi', null, rule), h('span', { class: 'quiet' }, ` ${table}, row ${line}`)))),
            h('p', { class: 'quiet' }, 'Rows that grant a limit are left out: no period records them.'),
          ),
  ];
}
