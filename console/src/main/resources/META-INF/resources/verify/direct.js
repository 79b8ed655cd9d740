// The market's rules for two homes that are paired: from the bids of the two to what is booked. That no EV was free for either only
// the whole period shows.

import { long, refuseIf, smaller } from './bytes.js';
import { cost } from './match.js';
import { NO_LIMIT } from './moving.js';

export class DirectRules {
  constructor(id, period) {
    this.id = id;
    this.period = period;
    this.step = 0;
    this.signed = new Map();
    this.homes = new Map();
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
      'prosumer-bid': () => this.bid(entry),
      'direct-matching': () => this.once('found', entry),
      'direct-match': () => this.matched(entry),
      'direct-exchange': () => this.exchanged(entry),
      'direct-settlement': () => this.booked(entry),
      abandonment: () => this.abandon(),
    }[entry.kind];
    refuseIf(rule === undefined, 'it is not part of a trade between homes');
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
    refuseIf(this.homes.has(bid.prosumer), `${bid.prosumer} bids twice`);
    this.homes.set(bid.prosumer, bid);
  }

  matched(match) {
    this.once('match', match);
    const { opened, found, homes } = this;
    refuseIf(opened === undefined || found === undefined, 'the opening of the period or the result of the pairing is missing before it');
    const [seller, buyer] = [homes.get(match.seller), homes.get(match.buyer)];
    refuseIf(homes.size !== 2 || seller === undefined || buyer === undefined, 'before it stand other bids than those of its two homes');
    const accounts = [`prosumer:${match.seller}`, `prosumer:${match.buyer}`];
    refuseIf([...this.signed.keys()].some((party) => !accounts.includes(party)), 'a bid before it is signed by neither');
    refuseIf(match.id !== this.id || match.id !== `${this.period}~${match.seller}~${match.buyer}`, `it is not match ${this.id}`);
    refuseIf(seller.direction !== 'SURPLUS', `${match.seller} has nothing to sell`);
    refuseIf(buyer.direction !== 'DEMAND', `${match.buyer} has no need to buy`);
    const energy = smaller(seller.energy, buyer.energy);
    refuseIf(energy === 0n, 'homes that trade with each other would move something');
    refuseIf(match.forecast !== energy, `its bids would exchange ${energy} mJ under the forecast`);
    refuseIf(match.price < opened.sell || match.price > opened.buy, `the price of ${match.price} is outside the grid's [${opened.sell}, ${opened.buy}]`);
    refuseIf(energy > found.energy, `all homes together move ${found.energy} mJ`);
    const [ofSeller, ofBuyer] = accounts.map((party) => this.signed.get(party) ?? NO_LIMIT);
    refuseIf(seller.energy > ofSeller.out, `${match.seller} signed for less than its bid`);
    refuseIf(buyer.energy > ofBuyer.in, `${match.buyer} signed for less than its bid`);
    this.left = { seller: ofSeller, buyer: ofBuyer };
    this.last = -1n;
  }

  /** No more than both signed for. */
  exchanged(exchange) {
    refuseIf(this.match === undefined || exchange.match !== this.id, `it is not of match ${this.id}`);
    refuseIf(exchange.sample <= this.last, `sample ${exchange.sample} is outside [${this.last + 1n}, 5]`);
    const { seller, buyer } = this.left;
    const most = smaller(seller.out, buyer.in);
    refuseIf(exchange.energy > most, `the two signed for no more than ${most} mJ from this sample on`);
    this.last = exchange.sample;
    this.left = { seller: less(seller, 'out', exchange.energy), buyer: less(buyer, 'in', exchange.energy) };
    this.exchanges.push(exchange);
  }

  /** What must be booked, as the ledger writes it. */
  expected() {
    const { match } = this;
    const energy = this.exchanges.reduce((all, each) => long(all + each.energy), 0n);
    if (energy === 0n) {
      return [];
    }
    const rule = [match.price, match.ruleTable, match.ruleRow, match.ruleRule, match.ruleVersion];
    return [['direct-settlement', match.id, `prosumer:${match.seller}`, `prosumer:${match.buyer}`, energy, ...rule, cost(energy, match.price)].join('|')];
  }

  booked(entry) {
    refuseIf(this.match === undefined, 'the match is missing before it');
    this.due ??= this.expected();
    const next = this.due.shift();
    refuseIf(next === undefined, 'the exchanges of homes leave nothing more to settle');
    refuseIf(next !== entry.text, `the exchanges and prices lead to '${next}'`);
    this.lines.push(entry);
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

/** What is left of a limit; one that nobody signed stays. */
const less = (limit, way, energy) => (limit === NO_LIMIT ? limit : { ...limit, [way]: limit[way] - energy });
