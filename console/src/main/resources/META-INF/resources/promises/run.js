// Plays features in the background, and shows how far they are: for the page of promises and for a draft of the rules.

import { h, show } from '../live/view.js';
import { counted } from '../live/words.js';
import { ask } from '../access/market.js';
import { standing } from '../rules/jobs.js';

const EVERY_MS = 1000;
const ENDED = { FAILED: 'bad', CANCELLED: 'mild', INTERRUPTED: 'bad' };

/**
 * @param place element that shows the run
 * @param ended is told the job once it is over
 */
export function runner(place, ended) {
  let watched = null;

  async function start(grid, wish) {
    show(place, h('p', { class: 'quiet' }, 'Asking the market to play them.'));
    try {
      await follow(await ask('POST', `/api/grids/${encodeURIComponent(grid)}/promises/runs`, wish));
    } catch (error) {
      show(place, h('p', { class: 'alert' }, h('strong', null, 'Nothing was played. '), error.message));
    }
  }

  async function follow(job) {
    watched = job.id;
    for (let now = job; watched === job.id; now = await look(now)) {
      show(place, shown(now));
      if (!['WAITING', 'RUNNING'].includes(now.state)) {
        watched = null;
        ended(now);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }

  /** A lost answer is asked for again: the job goes on. */
  const look = (job) => ask('GET', `/api/jobs/${job.id}`).catch((error) => ({ ...job, words: `${error.message} Asking again.` }));

  place.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-cancel]');
    if (button !== null) {
      button.disabled = true;
      await ask('DELETE', `/api/jobs/${button.dataset.cancel}`).catch(() => {}); // the next look says how it stands
    }
  });

  return start;
}

function shown(job) {
  if (job.state === 'DONE') {
    return summary(job);
  }
  if (job.state in ENDED) {
    return h('p', { class: 'alert' }, h('strong', null, job.state === 'CANCELLED' ? 'Cancelled. ' : 'Not played to the end. '), job.words);
  }
  return h(
    'div',
    { class: 'running' },
    h('p', null, h('strong', null, job.title), ' ', standing(job)),
    h('progress', { max: Math.max(1, job.total), value: job.done, 'aria-label': job.title }),
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'plain small', 'data-cancel': job.id }, 'Cancel')),
  );
}

/** What came of a run, the broken ones by name. */
export function summary({ result }) {
  const outcomes = Object.entries(result.outcomes);
  const broken = outcomes.filter(([, { kept }]) => !kept);
  return [
    h(
      'p',
      { class: broken.length === 0 ? 'good' : 'bad' },
      broken.length === 0
        ? `\u2713 ${counted(outcomes.length, 'scenario keeps its promise', 'scenarios keep their promises')} with ${result.tables}.`
        : `${broken.length} of ${counted(outcomes.length, 'scenario is', 'scenarios are')} broken with ${result.tables}.`,
    ),
    broken.length === 0
      ? null
      : h(
          'ul',
          { class: 'broken-list' },
          broken.map(([place, outcome]) =>
            h('li', { key: place }, h('a', { href: `/promises/#${anchor(place)}` }, place), reason(outcome)),
          ),
        ),
  ];
}

export const anchor = (place) => place.replace(/[^a-z0-9]+/g, '-');

export const reason = ({ step, reason: why }) =>
  h('div', { class: 'why' }, step ? [h('strong', null, h('bdi', null, step)), '\n'] : null, h('bdi', null, why));
