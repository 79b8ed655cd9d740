// What the bids of two who are matched let the EV store and release, from sample to sample.

import { less, long, smaller } from './bytes.js';

export const MOST = 2n ** 63n - 1n;
export const NO_LIMIT = { in: MOST, out: MOST };
export const SAMPLE_SECONDS = 10n;

/** Energy that the EV may store or release while it holds this much. */
export function room(bid, stores, held, seconds) {
  if (!(stores ? bid.store : bid.release)) {
    return 0n;
  }
  const most = stores ? less(bid.ceiling, held) : less(held, bid.floor);
  return bid.charger < 0n ? most : smaller(most, long(bid.charger * seconds));
}

/** What the EV holds, and what is left of both limits, from sample to sample. */
export class Moving {
  constructor({ bid, prosumer, vehicle }) {
    this.bid = bid;
    this.prosumer = { ...prosumer };
    this.vehicle = { ...vehicle };
    this.held = bid.energy;
  }

  most(stores) {
    const signed = stores ? smaller(this.prosumer.out, this.vehicle.in) : smaller(this.prosumer.in, this.vehicle.out);
    return smaller(room(this.bid, stores, this.held, SAMPLE_SECONDS), signed);
  }

  move(stores, energy) {
    this.held = long(stores ? this.held + energy : this.held - energy);
    const [prosumerGives, vehicleGives] = stores ? ['out', 'in'] : ['in', 'out'];
    this.prosumer[prosumerGives] -= energy;
    this.vehicle[vehicleGives] -= energy;
  }
}
