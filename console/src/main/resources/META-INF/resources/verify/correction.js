// The market's rules for corrections of a match: from what is booked of it to what is booked after them. What the EV held
// before, and whether its battery could take all of it, only the whole block shows.

import { less, long, refuseIf, smaller } from './bytes.js';
import { sum } from './entry.js';
import { cost, settlementText, shareOf } from './match.js';
import { MOST, Moving } from './moving.js';

const SAMPLES = [0, 1, 2, 3, 4, 5];

const storedIn = (samples) => sum(samples.filter((sample) => sample > 0n));
const releasedIn = (samples) => sum(samples.filter((sample) => sample < 0n).map((sample) => -sample));

/** What a match booked as its period settled it. */
export function bookedBy(rules) {
  refuseIf(rules.abandoned || rules.match?.vehicle === undefined, 'nothing was booked that could be corrected');
  const samples = SAMPLES.map((sample) => {
    const moved = rules.exchanges.find((exchange) => exchange.sample === BigInt(sample));
    return moved === undefined ? 0n : moved.flow === 'STORED' ? moved.energy : -moved.energy;
  });
  return {
    match: rules.match,
    limits: rules.limits,
    stored: storedIn(samples),
    released: releasedIn(samples),
    releasedValue: sum(rules.lines.filter(({ flow }) => flow === 'RELEASED').map(({ book }) => book)),
  };
}

/** The period's bids must allow what the two are said to have moved. */
function refuseUnlessPossible(samples, limits) {
  const moving = new Moving(limits);
  samples.forEach((sample, i) => {
    const stores = sample >= 0n;
    const said = stores ? sample : -sample;
    const moved = smaller(said, moving.most(stores));
    refuseIf(moved !== said, `sample ${i} with ${sample} mJ is outside what its period allowed`);
    moving.move(stores, moved);
  });
}

function refuseUnlessBetween(booked, one, other) {
  refuseIf(booked < smaller(one, other) || (booked > one && booked > other), `it books ${booked} mJ in all, which is not between ${one} mJ and ${other} mJ`);
}

/** Books what a match moved more or less than is booked, at its own price: what enters the battery comes first. */
class Booking {
  constructor(booked, inventory) {
    Object.assign(this, booked, inventory);
    this.lines = [];
  }

  book(storedInAll, releasedInAll) {
    this.store(smaller(less(storedInAll, this.stored), this.room()));
    this.takeBackReleased(smaller(less(this.released, releasedInAll), this.room()));
    this.takeBackStored(smaller(less(this.stored, storedInAll), this.energy));
    this.release(smaller(less(releasedInAll, this.released), this.energy));
  }

  room() {
    return less(MOST, this.energy);
  }

  store(more) {
    if (more > 0n) {
      const paid = long(cost(long(this.stored + more), this.match.storing) - cost(this.stored, this.match.storing));
      this.add(false, 'STORED', more, paid, paid);
      this.enter(more, paid);
      this.stored += more;
    }
  }

  takeBackReleased(back) {
    if (back > 0n) {
      const earned = long(cost(this.released, this.match.releasing) - cost(this.released - back, this.match.releasing));
      const value = shareOf(this.releasedValue, back, this.released);
      this.add(true, 'RELEASED', back, earned, value);
      this.enter(back, value);
      this.released -= back;
      this.releasedValue = long(this.releasedValue - value);
    }
  }

  takeBackStored(back) {
    if (back > 0n) {
      const paid = long(cost(this.stored, this.match.storing) - cost(this.stored - back, this.match.storing));
      this.add(true, 'STORED', back, paid, this.leave(back));
      this.stored -= back;
    }
  }

  release(more) {
    if (more > 0n) {
      const earned = long(cost(long(this.released + more), this.match.releasing) - cost(this.released, this.match.releasing));
      const value = this.leave(more);
      this.add(false, 'RELEASED', more, earned, value);
      this.released += more;
      this.releasedValue = long(this.releasedValue + value);
    }
  }

  enter(energy, value) {
    this.energy = long(this.energy + energy);
    this.value = long(this.value + value);
  }

  leave(energy) {
    const value = shareOf(this.value, energy, this.energy);
    this.energy -= energy;
    this.value = long(this.value - value);
    return value;
  }

  add(takenBack, flow, energy, money, book) {
    const paid = takenBack ? -money : money;
    this.lines.push(`correction-line|${takenBack ? 'yes' : 'no'}|${settlementText(this.match, flow, energy, paid, book)}`);
  }
}

/** One correction: itself, at most a line for each direction, and the EV's inventory after them. */
export class CorrectionRules {
  constructor() {
    this.lines = [];
  }

  next(entry) {
    refuseIf(this.after !== undefined, 'the correction has ended before');
    if (entry.kind === 'correction') {
      refuseIf(this.correction !== undefined, 'there are two corrections');
      this.correction = entry;
    } else if (entry.kind === 'correction-line') {
      refuseIf(this.correction === undefined, 'the correction is missing before it');
      this.lines.push(entry);
    } else {
      refuseIf(entry.kind !== 'inventory' || entry.cause !== 'CORRECTED', 'it is not part of a correction');
      refuseIf(this.lines.length === 0, 'no line before it changes the inventory');
      this.after = entry;
    }
  }

  /** What the EV held before the lines. */
  before() {
    let { energy, value } = this.after;
    for (const line of [...this.lines].reverse()) {
      const takesOut = (line.flow === 'RELEASED') !== line.takenBack;
      energy = long(takesOut ? energy + line.energy : energy - line.energy);
      value = long(takesOut ? value + line.book : value - line.book);
      refuseIf(energy < 0n, 'the EV would have held less than nothing');
    }
    return { energy, value };
  }

  /** Refuses what does not follow, and returns what is booked now. */
  end(booked) {
    const { correction, lines, after } = this;
    refuseIf(correction === undefined, 'the correction is missing');
    refuseIf((lines.length === 0) !== (after === undefined), 'lines without an inventory after them, or an inventory without lines');
    const before = after === undefined ? { energy: booked.limits.bid.energy, value: booked.limits.bid.value } : this.before();
    const samples = SAMPLES.map((sample) => correction[`s${sample}`]);
    refuseUnlessPossible(samples, booked.limits);
    refuseUnlessBetween(correction.stored, booked.stored, storedIn(samples));
    refuseUnlessBetween(correction.released, booked.released, releasedIn(samples));
    const booking = new Booking(booked, before);
    booking.book(correction.stored, correction.released);
    const expected = [this.expectedCorrection(booking, samples), ...booking.lines];
    if (booking.lines.length > 0) {
      expected.push(`inventory|${booked.match.vehicle}|CORRECTED|${booking.energy}|${booking.value}`);
    }
    const written = [correction, ...lines, ...(after === undefined ? [] : [after])].map(({ text }) => text);
    refuseIf(written.join('\n') !== expected.join('\n'), () => `samples and prices lead to ${expected.map((text) => `'${text}'`).join(', ')}`);
    return { ...booked, stored: correction.stored, released: correction.released, releasedValue: correction.releasedValue };
  }

  expectedCorrection({ match, stored, released, releasedValue }, samples) {
    const { windowTable, windowRow, windowRule, windowVersion } = this.correction;
    return ['correction', match.id, match.prosumer, match.vehicle, ...samples, stored, released, releasedValue, windowTable, windowRow, windowRule, windowVersion].join('|');
  }
}
