// Says how far a job is, and has it end before it is done.

import { Trouble } from '../live/ask.js';
import { h } from '../live/view.js';
import { counted } from '../live/words.js';

const DONE = { features: ['scenario ended', 'scenarios ended'], 'what-if': ['period', 'periods'] };

/** How far it is, or behind what it waits, to be read after its title. */
export const standing = ({ kind, state, words, done, total }) =>
  h('bdi', null, state === 'WAITING' ? `${words}.` : `is under way: ${words}${total > 0 ? `, ${done} of ${counted(total, ...DONE[kind])}` : ''}.`);

export async function drop(id) {
  const response = await fetch(`/api/jobs/${id}`, { method: 'DELETE', cache: 'no-store', headers: { Accept: 'application/json' } }).catch(() => {
    throw new Trouble('The server cannot be reached.', 0);
  });
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Trouble(body.detail ?? `The server answered ${response.status}.`, response.status, body);
  }
}
