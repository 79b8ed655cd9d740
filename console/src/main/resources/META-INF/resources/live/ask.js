// One question to the server, or one order. Gives up on an answer after a while, and says in words what went wrong.

import { presence } from './presence.js';

const PATIENCE_MS = 4000;
/** An order is answered only after its step ran. */
const ORDER_PATIENCE_MS = 120_000;

/** A no of the server, or no answer at all: `status` is the answer's, 0 without one; `faults` says what is wrong, field by field. */
export class Trouble extends Error {
  constructor(message, status, body = {}) {
    super(message);
    this.status = status;
    this.asksPassword = body.ask === 'password';
    this.faults = body.faults ?? {};
  }
}

export const ask = (path) => answer(path, {}, PATIENCE_MS);

export const order = (path, wish) =>
  answer(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wish) }, ORDER_PATIENCE_MS);

/** One order for many: `each` is told what became of one as soon as the server says so. */
export async function orderMany(path, wish, each) {
  const response = await fetch(path, {
    method: 'POST',
    cache: 'no-store',
    headers: { Accept: 'application/x-ndjson', 'Content-Type': 'application/json' },
    body: JSON.stringify(wish),
  }).catch(() => {
    throw new Trouble('The server cannot be reached.', 0);
  });
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Trouble(body.detail ?? `The server answered ${response.status}.`, response.status, body);
  }
  let rest = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop();
    lines.forEach((line) => each(JSON.parse(line)));
  }
}

async function answer(path, request, patience) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    const response = await fetch(path, {
      ...request,
      signal: abort.signal,
      cache: 'no-store',
      headers: { Accept: 'application/json', ...presence(), ...request.headers },
    });
    const body = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw new Trouble(body.detail ?? `The server answered ${response.status}.`, response.status, body);
    }
    return body;
  } catch (error) {
    throw error.name === 'AbortError'
      ? new Trouble(`No answer within ${patience / 1000} s.`, 0)
      : error instanceof TypeError
        ? new Trouble('The server cannot be reached.', 0)
        : error;
  } finally {
    clearTimeout(timer);
  }
}
