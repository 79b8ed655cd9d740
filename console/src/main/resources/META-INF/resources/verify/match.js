// The market's rules for one match alone: from the bids of the two to what is booked. What only the whole period shows stays
// open: whether the pairs are the algorithm's, and who is enrolled.

import { less, long, refuseIf, share, smaller } from './bytes.js';
import { Moving, MOST, NO_LIMIT, room, SAMPLE_SECONDS } from './moving.js';
import { Statements } from './statement.js';

const MJ_TIMES_PRICE_PER_MICROPENNY = 36_000_000n;
const PERIOD_SECONDS = 60n;

export const cost = (energy, price) => share(energy, price, MJ_TIMES_PRICE_PER_MICROPENNY);

/** The part of a value that goes with a part of the energy; all of it with all of it. */
export const shareOf = (value, part, energy) => (part === energy ? value : share(value, part, energy));

/** Energy that the EV moves in the time at its least power: it moves nothing, or no less. */
const leastOf = (bid, stores, seconds) => long(((stores ? bid.leastIn : bid.leastOut) ?? 0n) * seconds);

/** A line of the books: a negative price turns payer and payee round. */
export function settlementText(match, flow, energy, money, book) {
  const stores = flow === 'STORED';
  const buyerAndSeller = stores ? [`vehicle:${match.vehicle}`, `prosumer:${match.prosumer}`] : [`prosumer:${match.prosumer}`, `vehicle:${match.vehicle}`];
  const sides = money >= 0n ? buyerAndSeller : buyerAndSeller.reverse();
  const rule = stores
    ? [match.storing, match.storingTable, match.storingRow, match.storingRule, match.storingVersion]
    : [match.releasing, match.releasingTable, match.releasingRow, match.releasingRule, match.releasingVersion];
  return [match.id, flow, ...sides, energy, ...rule, money < 0n ? -money : money, book].join('|');
}

export class MatchRules {
  constructor(id, period) {
    this.id = id;
    this.period = period;
    this.step = 0;
    this.signed = new Map();
    this.exchanges = [];
    this.lines = [];
    this.due = null;
    this.abandoned = false;
  }

  next(entry) {
    refuseIf(entry.step < this.step, 'it comes after entries of a later step');
    this.step = entry.step;
    const rule = {
      'period-opened': () => this.once('opened', entry),
      'signed-bid': () => this.sign(entry),
      standing: () => this.once('standing', entry),
      'prosumer-bid': () => this.once('prosumer', entry),
      'vehicle-bid': () => this.bid(entry),
      'horizon-price': () => this.once('horizon', entry),
      matching: () => this.result(entry),
      match: () => this.matched(entry),
      'signed-registers': () => this.measured(entry),
      'exchange-statement': () => this.state(entry),
      'exchange-refusal': () => this.refuse(entry),
      exchange: () => this.exchanged(entry),
      settlement: () => this.lines.push(this.booked(entry)),
      inventory: () => this.booked(entry),
      abandonment: () => this.abandon(),
    }[entry.kind];
    refuseIf(rule === undefined, 'it is not part of a match');
    rule();
  }

  once(name, entry) {
    refuseIf(this[name] !== undefined, `there is a second ${entry.kind}`);
    this[name] = entry;
  }

  sign(bid) {
    refuseIf(this.signed.has(bid.party), `${bid.party} signs twice`);
    this.signed.set(bid.party, { in: bid.mostIn, out: bid.mostOut });
  }

  bid(bid) {
    const { standing } = this;
    const same = standing?.vehicle === bid.vehicle && standing.energy === bid.energy && standing.value === bid.value;
    refuseIf(!same, "its inventory is not that of the EV's standing");
    this.once('vehicle', bid);
  }

  result(found) {
    refuseIf(found.algorithm !== 'optimal' && found.algorithm !== 'greedy', `the market has no matcher called '${found.algorithm}'`);
    refuseIf(this.horizon !== undefined && found.worth === undefined, () => `it does not say what pairs are worth under the period's horizon price of ${this.horizon.price} per mille`);
    refuseIf(this.horizon === undefined && found.worth !== undefined, 'it says what pairs are worth, and the period has no horizon price before it');
    this.once('found', found);
  }

  matched(match) {
    this.once('match', match);
    const { opened, found, prosumer, vehicle } = this;
    refuseIf(opened === undefined || found === undefined, 'the opening of the period or the result of the matching is missing before it');
    refuseIf(prosumer?.prosumer !== match.prosumer || vehicle?.vehicle !== match.vehicle, 'a bid of the two is missing before it');
    const accounts = [`prosumer:${match.prosumer}`, `vehicle:${match.vehicle}`];
    refuseIf([...this.signed.keys()].some((party) => !accounts.includes(party)), 'a bid before it is signed by neither');
    refuseIf(match.id !== this.id || match.id !== `${this.period}~${match.prosumer}~${match.vehicle}`, `it is not match ${this.id}`);
    const surplus = prosumer.direction === 'SURPLUS';
    const energy = smaller(prosumer.energy, room(vehicle, surplus, vehicle.energy, PERIOD_SECONDS));
    refuseIf(energy < leastOf(vehicle, surplus, PERIOD_SECONDS), `its bids would exchange less than the least power of ${match.vehicle}`);
    refuseIf(match.forecast !== energy, `its bids would exchange ${energy} mJ under the forecast`);
    for (const price of [match.storing, match.releasing]) {
      refuseIf(price < opened.sell || price > opened.buy, `the price of ${price} is outside the grid's [${opened.sell}, ${opened.buy}]`);
    }
    this.horizonValue = this.horizon === undefined ? null : this.valueOfStored();
    refuseIf(found.algorithm === 'optimal' && energy === 0n, 'an optimal pair would move something');
    refuseIf(energy > found.forecast, `all pairs together move ${found.forecast} mJ`);
    this.refuseOtherWorth(found);
    refuseIf(this.worthOf(energy, surplus) > (found.worth ?? found.forecast), 'all pairs together are worth less');
    const [ofProsumer, ofVehicle] = accounts.map((party) => this.signed.get(party) ?? NO_LIMIT);
    refuseIf(prosumer.energy > (surplus ? ofProsumer.out : ofProsumer.in), `${match.prosumer} signed for less than its bid`);
    const within = vehicle.floor >= less(vehicle.energy, ofVehicle.out) && less(vehicle.ceiling, vehicle.energy) <= ofVehicle.in;
    refuseIf(!within, `${match.vehicle} signed for less than its bid`);
    this.limits = { bid: vehicle, prosumer: ofProsumer, vehicle: ofVehicle };
    this.moving = new Moving(this.limits);
    this.statements = new Statements(match, { ...this.limits });
    this.last = -1n;
  }

  /** What a stored kWh was worth, 1e-4 p: as far from what the grid pays to what it asks as the horizon price says. */
  valueOfStored() {
    const { sell, buy } = this.opened;
    const way = 5n * (1_000n + this.horizon.price);
    return share(long(long(sell * (10_000n - way)) + long(buy * way)), 1n, 10_000n);
  }

  /** All pairs are worth what they move times the weight of either side, or something between; optimal ones reach the bound. */
  refuseOtherWorth(found) {
    if (this.horizon === undefined) {
      return;
    }
    const [stored, released] = [true, false].map((stores) => this.worthOf(found.forecast, stores));
    const within = smaller(stored, released) <= found.worth && found.worth <= (stored > released ? stored : released);
    refuseIf(!within, `energy of ${found.forecast} mJ is not worth ${found.worth} thousandths of a mJ under the horizon price`);
    refuseIf(found.algorithm === 'optimal' && found.worth !== found.bound, `optimal pairs are worth ${found.bound} thousandths of a mJ`);
  }

  /** What a pair counts for: its energy, in a period with a horizon price times the weight of its side. */
  worthOf(energy, stores) {
    return this.horizon === undefined ? energy : long(energy * (stores ? 1000n + this.horizon.price : 1000n - this.horizon.price));
  }

  /** No more moves than went through the registers of the charger's meter. */
  measured(signed) {
    refuseIf(this.match === undefined || signed.match !== this.id, `it is not of match ${this.id}`);
    refuseIf(this.registers !== undefined || this.exchanges.length > 0 || this.statements.areThere(), 'its match was measured before');
    this.registers = signed;
    const { vehicle } = this.limits;
    this.limits.vehicle = { in: smaller(vehicle.in, signed.stored ?? MOST), out: smaller(vehicle.out, signed.released ?? MOST) };
    this.moving = new Moving(this.limits);
  }

  state(statement) {
    refuseIf(this.match === undefined || statement.match !== this.id, `it is not of match ${this.id}`);
    refuseIf(this.exchanges.length > 0, 'what was exchanged stands before it');
    this.statements.add(statement, this.registers);
  }

  refuse(refusal) {
    refuseIf(this.match === undefined || refusal.match !== this.id, `it is not of match ${this.id}`);
    refuseIf(this.exchanges.length > 0 || this.registers !== undefined, 'what was exchanged stands before it');
    this.statements.refuse(refusal);
  }

  exchanged(exchange) {
    refuseIf(this.match === undefined || exchange.match !== this.id, `it is not of match ${this.id}`);
    refuseIf(exchange.sample <= this.last, `sample ${exchange.sample} is outside [${this.last + 1n}, 5]`);
    this.last = exchange.sample;
    if (this.statements.areThere()) {
      this.statements.next(exchange, this.limits);
    }
    const stores = exchange.flow === 'STORED';
    const most = this.moving.most(stores);
    refuseIf(exchange.energy > most, `the EV may ${stores ? 'store' : 'release'} more than 0 and at most ${most} mJ in this sample`);
    const least = leastOf(this.vehicle, stores, SAMPLE_SECONDS);
    refuseIf(exchange.energy < least && !exchange.told, `the EV moves nothing or at least ${least} mJ in a sample, unless its charger told of less`);
    refuseIf(exchange.energy >= least && exchange.told === true, `it names the charger, and is not below the EV's least of ${least} mJ in a sample`);
    this.moving.move(stores, exchange.energy);
    const available = less(this.moving.held, this.vehicle.floor);
    refuseIf(exchange.after !== available, `available after it are ${available} mJ`);
    this.exchanges.push(exchange);
  }

  sum(flow) {
    return this.exchanges.filter((exchange) => exchange.flow === flow).reduce((all, { energy }) => long(all + energy), 0n);
  }

  /** What must be booked, as the ledger writes it. */
  expected() {
    if (this.statements.areThere()) {
      this.statements.end(this.limits);
    }
    const { match, vehicle } = this;
    const due = [];
    let { energy, value } = vehicle;
    const stored = this.sum('STORED');
    if (stored > 0n) {
      const paid = cost(stored, match.storing);
      due.push(`settlement|${settlementText(match, 'STORED', stored, paid, paid)}`);
      energy = long(energy + stored);
      value = long(value + paid);
    }
    const released = this.sum('RELEASED');
    if (released > 0n) {
      const book = shareOf(value, released, energy);
      due.push(`settlement|${settlementText(match, 'RELEASED', released, cost(released, match.releasing), book)}`);
      energy -= released;
      value = long(value - book);
    }
    if (due.length > 0) {
      due.push(`inventory|${match.vehicle}|SETTLED|${energy}|${value}`);
    }
    return due;
  }

  booked(entry) {
    refuseIf(this.match === undefined, 'the match is missing before it');
    this.due ??= this.expected();
    const next = this.due.shift();
    refuseIf(next === undefined, 'the exchanges leave nothing more to settle');
    refuseIf(next !== entry.text, `the exchanges and prices lead to '${next}'`);
    return entry;
  }

  abandon() {
    refuseIf(this.match === undefined || this.due !== null || this.abandoned, 'the period has ended before');
    this.abandoned = true;
  }

  end() {
    refuseIf(this.match === undefined, 'the match is missing');
    if (!this.abandoned) {
      this.due ??= this.expected();
      refuseIf(this.due.length > 0, () => `'${this.due[0]}' is missing after it`);
    }
  }
}
