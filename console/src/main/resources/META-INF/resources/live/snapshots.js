// Asks the server for a grid's snapshot each second, gives up on an answer after four, and reports how it went.

const EVERY_MS = 1000;
const PATIENCE_MS = 4000;

async function fetchJson(path) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const response = await fetch(path, {
      signal: abort.signal,
      cache: 'no-store',
      headers: { Accept: 'application/json' },
    });
    const body = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw new Error(body.problem ?? `The server answered ${response.status}.`);
    }
    return body;
  } catch (error) {
    throw error.name === 'AbortError'
      ? new Error(`No answer within ${PATIENCE_MS / 1000} s.`)
      : error instanceof TypeError
        ? new Error('The server cannot be reached.')
        : error;
  } finally {
    clearTimeout(timer);
  }
}

const findGrids = () => fetchJson('api/grids');

const findSnapshot = ({ grid, find }) =>
  fetchJson(`api/grids/${encodeURIComponent(grid)}/snapshot${find ? `?find=${encodeURIComponent(find)}` : ''}`);

/** Asks each second and calls one of the two; what is `chosen`, a grid and part of a name, may change between two calls. */
export function poll(chosen, { onSnapshot, onTrouble }) {
  const ask = async () => {
    const asked = chosen();
    try {
      const snapshot = await findSnapshot(asked);
      if (asked.grid === chosen().grid && asked.find === chosen().find) {
        onSnapshot(snapshot);
      }
    } catch (error) {
      onTrouble(error);
    }
    setTimeout(ask, EVERY_MS);
  };
  ask();
}

/** Asks until there is at least one grid. */
export async function waitForGrids(onTrouble) {
  for (;;) {
    try {
      const grids = await findGrids();
      if (grids.length > 0) {
        return grids;
      }
      onTrouble(new Error('The server runs no grid yet.'));
    } catch (error) {
      onTrouble(error);
    }
    await new Promise((next) => setTimeout(next, EVERY_MS));
  }
}
