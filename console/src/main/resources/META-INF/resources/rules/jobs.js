// Has a job end before it is done.

import { Trouble } from '../live/ask.js';

export async function drop(id) {
  const response = await fetch(`/api/jobs/${id}`, { method: 'DELETE', cache: 'no-store', headers: { Accept: 'application/json' } }).catch(() => {
    throw new Trouble('The server cannot be reached.', 0);
  });
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Trouble(body.detail ?? `The server answered ${response.status}.`, response.status, body);
  }
}
