// The current 60 seconds: time left as a ring, and the way of the period as a row of steps.

import { h, svg } from './view.js';
import { minute, sentence } from './words.js';

const LENGTH_S = 60;
const RADIUS = 46;
const AROUND = 2 * Math.PI * RADIUS;

const SIGNS = { DONE: '\u2713', CURRENT: '', FAILED: '!', SKIPPED: '\u2013', TO_COME: '' };
const WORDS = { DONE: 'done', CURRENT: 'now', FAILED: 'failed', SKIPPED: 'skipped', TO_COME: 'to come' };

export const period = ({ period: current, unfinished }) => [
  h(
    'div',
    { class: 'period' },
    ring(current),
    h(
      'div',
      { class: 'standing' },
      h('p', { class: 'when' }, `${minute(current.start)} to ${minute(current.end)}`),
      h('p', { class: `state ${current.state === 'ERROR' ? 'bad' : ''}` }, standing(current)),
      current.reason ? h('p', { class: 'quiet' }, current.advice) : null,
      unfinished.filter((earlier) => !earlier.error).map(finishing),
    ),
  ),
  h('ol', { class: 'steps' }, current.stages.map(step)),
];

function standing({ state, step: at, reason, secondsLeft }) {
  if (state === 'ERROR') {
    return `"${at}" failed. See above what to do.`;
  }
  if (state === 'NOT_STARTED') {
    return reason ? sentence(reason) : 'The period has not been started yet.';
  }
  if (state === 'ACTIVE') {
    return at === 'Exchange window'
      ? `Exchange window open: energy flows between the matched pairs for another ${secondsLeft} s.`
      : `Now: ${at.toLowerCase()}.`;
  }
  return at;
}

const finishing = (earlier) =>
  h('p', { class: 'quiet' }, `Period ${minute(earlier.start)} is finishing: ${earlier.step.toLowerCase()}.`);

const ring = ({ secondsLeft, state }) =>
  svg(
    'svg',
    {
      class: `ring ${state === 'ERROR' ? 'bad' : ''}`,
      viewBox: '0 0 108 108',
      role: 'img',
      'aria-label': `${secondsLeft} seconds left of 60`,
    },
    svg('circle', { class: 'track', cx: 54, cy: 54, r: RADIUS }),
    svg('circle', {
      class: 'left',
      cx: 54,
      cy: 54,
      r: RADIUS,
      transform: 'rotate(-90 54 54)',
      'stroke-dasharray': AROUND.toFixed(2),
      'stroke-dashoffset': (AROUND * (1 - secondsLeft / LENGTH_S)).toFixed(2),
    }),
    svg('text', { class: 'seconds', x: 54, y: 60 }, secondsLeft),
    svg('text', { class: 'unit', x: 54, y: 77 }, 's left'),
  );

const step = ({ step: words, status, note }) =>
  h(
    'li',
    { class: status.toLowerCase().replace('_', '-'), 'aria-current': status === 'CURRENT' ? 'step' : null },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[status]),
    h('span', { class: 'words' }, words, h('span', { class: 'unseen' }, `, ${WORDS[status]}`)),
    h('span', { class: 'note' }, note),
  );
