// The what-if of a draft: which periods, how far it is, what it shows. Shown in the element that it is given.

import { ask, order } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { moment } from '../live/words.js';
import { failed, following, notRun, result } from './outcome.js';
import { drop } from './jobs.js';

const EVERY_MS = 1000;
const DAY_MS = 86_400_000;

const HOUR_MS = 3_600_000;
const SPANS = [
  ['hour', 'the last hour', HOUR_MS],
  ['day', 'the last 24 hours', DAY_MS],
  ['week', 'the last 7 days', 7 * DAY_MS],
];

const MODES = [
  ['prices', 'prices', 'What would the trades that were made have cost? Exact to a millionth of a penny.'],
  ['limits', 'limits and participation', 'Who would have taken part and been paired, each minute for itself? Minutes do not add up to a day.'],
  ['day', 'the day as it might have been', 'What would have become of the range if it had run under the draft? Other trades follow from other trades; needs the readings, which are kept for some days.'],
];

/** An instant as the field takes it, and back; both in UTC. */
const local = (milliseconds) => new Date(milliseconds).toISOString().slice(0, 16);
const instant = (text) => `${text}:00Z`;

/**
 * Fills the element.
 *
 * @param of `draft`, its number, or `grid` and `version`; or `job`, the number of one that was asked for before: then none is started
 * @param mayStart null, or why whoever looks may not start one, in a sentence
 */
export function whatIf(place, of, mayStart) {
  const state = { about: null, job: null, trouble: null, span: 'day', mode: 'prices', timer: 0, rows: null };
  const query = new URLSearchParams(of.draft === undefined ? { grid: of.grid, version: of.version } : { draft: of.draft });

  const draw = () => show(place, of.job === undefined ? form(state, mayStart) : null, told(state, of.job === undefined && mayStart === null), state.about === null ? null : production(state));

  async function look() {
    clearTimeout(state.timer);
    try {
      if (of.job !== undefined) {
        state.job = await ask(`/api/jobs/${of.job}`);
      } else if (state.job === null) {
        state.about = await ask(`/api/rules/what-if?${query}`);
        const { jobs } = state.about;
        state.job = jobs.length === 0 ? null : await ask(`/api/jobs/${jobs[0].id}`);
      } else {
        state.job = await ask(`/api/jobs/${state.job.id}`);
      }
      state.trouble = null;
      state.over = false;
    } catch (error) {
      state.trouble = error.message;
      state.over = error.status >= 400 && error.status < 500; // the same question gets the same answer
    }
    state.seen = true;
    draw();
    if ((state.trouble !== null && !state.over) || (state.job !== null && !ended(state.job))) {
      state.timer = setTimeout(look, EVERY_MS);
    }
  }

  async function start(mode = state.mode) {
    state.mode = mode;
    state.trouble = null;
    place.querySelector(`[name=mode][value=${mode}]`).checked = true;
    const fields = place.querySelector('form').elements;
    const [from, to] = [fields.from.value, fields.to.value];
    try {
      state.about = await ask(`/api/rules/what-if?${query}`); // what the rules say now: the result is compared with it
      const wish = of.draft === undefined ? { grid: of.grid, version: of.version } : { draft: of.draft };
      if (state.span === 'other') {
        wish.from = instant(from);
        wish.to = instant(to);
      } else {
        const { grid, settledTo } = state.about;
        wish.from = `${local(Date.parse(settledTo) - SPANS.find(([name]) => name === state.span)[2])}:00Z`;
        wish.to = settledTo;
        wish.grid ??= grid;
      }
      state.job = await order('/api/rules/what-if', { ...wish, mode });
    } catch (error) {
      state.trouble = error.message;
      draw();
      return;
    }
    look();
  }

  place.addEventListener('submit', (event) => {
    event.preventDefault();
    start();
  });
  place.addEventListener('change', ({ target }) => {
    if (target.name === 'mode' || target.name === 'span') {
      state[target.name] = target.value;
      draw();
    }
  });
  // the page of a draft says what it hears of it: cells that were changed there make a result one of before
  document.addEventListener('draft', ({ detail }) => {
    if (detail.id === of.draft && state.about !== null && state.about.hash !== detail.hash) {
      state.about = { ...state.about, hash: detail.hash };
      draw();
    }
  });
  place.addEventListener('click', async ({ target }) => {
    const wanted = target.closest('button')?.dataset.does;
    if (wanted === 'cancel') {
      await drop(state.job.id).catch((error) => (state.trouble = error.message));
      look();
    } else if (wanted === 'limits' || wanted === 'day') {
      start(wanted);
    } else if (wanted === 'rows') {
      fillRows();
    }
  });

  async function fillRows() {
    state.rows = { words: 'Reading the books.' };
    draw();
    try {
      const { grid } = state.about;
      let view = await ask(`/api/grids/${encodeURIComponent(grid)}/rules/rows`);
      const rows = view.rows;
      const from = view.from;
      while (view.next) {
        view = await ask(`/api/grids/${encodeURIComponent(grid)}/rules/rows?${new URLSearchParams({ from: view.next, to: state.about.settledTo })}`);
        rows.push(...view.rows);
      }
      state.rows = { from, to: view.to, rows };
    } catch (error) {
      state.rows = { words: error.message };
    }
    draw();
  }

  draw();
  look();
  return look;
}

const ended = ({ state }) => state !== 'WAITING' && state !== 'RUNNING';

function form(state, mayNot) {
  const busy = state.job !== null && !ended(state.job);
  const off = mayNot !== null || busy;
  const until = Date.parse(state.about?.settledTo ?? new Date().toISOString());
  return h(
    'form',
    { class: 'wished', 'aria-label': 'What-if' },
    h(
      'fieldset',
      { disabled: off },
      h('legend', null, 'Which trades'),
      [...SPANS, ['other', 'another range', 0]].map(([name, words]) =>
        h('label', null, h('input', { type: 'radio', name: 'span', value: name, checked: state.span === name }), ` ${words}`),
      ),
      h(
        'div',
        { class: 'range', hidden: state.span !== 'other' },
        h('label', null, 'From (UTC) ', h('input', { type: 'datetime-local', name: 'from', step: 60, value: local(until - DAY_MS) })),
        h('label', null, 'To (UTC) ', h('input', { type: 'datetime-local', name: 'to', step: 60, value: local(until) })),
      ),
    ),
    h(
      'fieldset',
      { disabled: off },
      h('legend', null, 'What the draft decides'),
      MODES.map(([name, words, answers]) => h('label', { class: 'mode' }, h('input', { type: 'radio', name: 'mode', value: name, checked: state.mode === name }), ` ${words}`, h('span', { class: 'quiet' }, answers))),
    ),
    h('div', { class: 'buttons' }, mayNot === null ? null : h('p', { class: 'quiet' }, mayNot), h('button', { type: 'submit', disabled: off }, busy ? 'It is under way' : 'Run the what-if')),
  );
}

function told(state, offered) {
  const trouble = state.trouble === null ? null : h('p', { class: 'alert', role: 'alert' }, state.trouble);
  if (state.job === null) {
    return h('div', { class: 'told' }, trouble, notRun(state.seen === true));
  }
  return h(
    'div',
    { class: 'told' },
    trouble,
    h('div', { role: 'status' }, ended(state.job) ? null : following(state.job)),
    state.job.state === 'DONE' ? result(state.job, state.about?.hash, offered) : ended(state.job) ? failed(state.job) : null,
  );
}

const HEADS = ['Rule', 'Hits', 'At a bound of the grid', 'Energy (kWh)', 'Paid (p)'];

function production({ rows: read }) {
  return h(
    'section',
    { class: 'production' },
    h('h3', null, 'What each row did in production'),
    read === null
      ? h('p', { class: 'quiet' }, 'Counted from the books of the last day. ', h('button', { type: 'button', class: 'plain small', 'data-does': 'rows' }, 'Count'))
      : read.words
        ? h('p', { class: 'quiet', role: 'status' }, read.words)
        : [
            h('p', { class: 'quiet' }, `From ${moment(read.from)} to ${moment(read.to)} UTC. Prices with what was booked at them, and refusals; which row granted a limit is not recorded: a what-if of limits tells.`),
            h(
              'div',
              { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Rows in production' },
              h(
                'table',
                null,
                h('caption', { class: 'unseen' }, 'What each row did'),
                h('thead', null, h('tr', null, HEADS.map((head, i) => h('th', { scope: 'col', class: i === 0 ? '' : 'number' }, head)))),
                h('tbody', null, summed(read.rows).map((row) => h('tr', { key: row.key }, h('th', { scope: 'row' }, h('bdi', null, row.rule), h('span', { class: 'quiet' }, ` ${row.table}, row ${row.row}${row.direction ? `, ${row.direction}` : ', refuses'}`)), number(row.hits), number(row.cut), figure(row.kwh, 3), figure(row.pence, 4)))),
              ),
            ),
          ],
  );
}

const number = (count) => h('td', { class: 'number' }, count.toLocaleString('en'));
const figure = (value, decimals) => h('td', { class: 'number' }, value === 0 ? '' : value.toFixed(decimals));

/** Answers in parts: the same row adds up. */
function summed(rows) {
  const sums = new Map();
  for (const { done, ...row } of rows) {
    const key = `${row.table} ${row.version} ${row.row} ${row.direction}`;
    const sum = sums.get(key) ?? { ...row, key, hits: 0, cut: 0, kwh: 0, pence: 0 };
    sum.hits += done.hits;
    sum.cut += done.cut;
    sum.kwh += done.kwh;
    sum.pence += done.pence;
    sums.set(key, sum);
  }
  return [...sums.values()];
}
