// Asks the server for a grid's snapshot each second and reports how it went.

import { ask } from './ask.js';

const EVERY_MS = 1000;

const findGrids = () => ask('api/grids');

const findSnapshot = ({ grid, find }) =>
  ask(`api/grids/${encodeURIComponent(grid)}/snapshot${find ? `?find=${encodeURIComponent(find)}` : ''}`);

/** Asks each second and calls one of the two; what is `chosen`, a grid and part of a name, may change between two calls. */
export function poll(chosen, { onSnapshot, onTrouble }) {
  const again = async () => {
    const asked = chosen();
    try {
      const snapshot = await findSnapshot(asked);
      if (asked.grid === chosen().grid && asked.find === chosen().find) {
        onSnapshot(snapshot);
      }
    } catch (error) {
      onTrouble(error);
    }
    setTimeout(again, EVERY_MS);
  };
  again();
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
