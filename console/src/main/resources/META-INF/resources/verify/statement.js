// What home and EV sign of what they exchanged, where the home is private: the token, and what follows from two of them.

import { hex, refuseIf, sha256, smaller, utf8 } from './bytes.js';
import { gridOf, partyOf, periodOf } from './entry.js';
import { Moving, NO_LIMIT } from './moving.js';
import { said } from './token.js';

const size = (net) => (net < 0n ? -net : net);

export const samplesOf = ({ s0, s1, s2, s3, s4, s5 }) => [s0, s1, s2, s3, s4, s5];

/**
 * @param keys of parties, by account; without a party's key its signature is not checked
 * @returns whether the signature was checked
 */
export async function checkStatement(statement, grid, period, keys) {
  const key = keys.get(statement.party);
  const read = await said(statement.token, 'exchange+jws', ['grid', 'period', 'with', 'samples', 'records'], statement.party, key);
  refuseIf(gridOf(read('grid', 'string')) !== grid || periodOf(read('period', 'string')) !== period, 'the token is for another grid or period');
  const [kind, own] = statement.party.split(':');
  const [otherKind, other] = partyOf(read('with', 'string')).split(':');
  refuseIf(kind === otherKind, 'a home exchanges with an EV');
  const pair = kind === 'prosumer' ? [own, other] : [other, own];
  refuseIf(statement.match !== [period, ...pair].join('~'), 'the token is of another match');
  refuseIf(read('samples', 'string') !== samplesOf(statement).join(','), 'the token says other samples than the entry');
  refuseIf((read('records', 'string') || '-') !== statement.hash, 'the token names other records than the entry');
  return key !== undefined;
}

/** What of these samples the bids allow, and each as an exchange. */
function allowed(limits, samples) {
  const moving = new Moving(limits);
  return samples.map((net) => {
    const stores = net >= 0n;
    const moved = smaller(size(net), moving.most(stores));
    moving.move(stores, moved);
    return stores ? moved : -moved;
  });
}

/** The smaller of both where both name the same direction, and nothing where they do not. */
const agreed = (home, vehicle) => (home >= 0n === vehicle >= 0n ? (size(home) < size(vehicle) ? home : vehicle) : 0n);

/** The statements of one match, the home's first, or why there are none, and what follows from them. */
export class Statements {
  /** @param limits of bid, prosumer and vehicle, by the bids alone */
  constructor(match, limits) {
    this.accounts = [`prosumer:${match.prosumer}`, `vehicle:${match.vehicle}`];
    this.limits = limits;
    this.given = [];
    this.refusal = null;
    this.due = null;
  }

  areThere() {
    return this.given.length > 0 || this.refusal !== null;
  }

  /** @param registers what the meter of the EV's charger signed, if it stands before */
  add(statement, registers) {
    refuseIf(this.refusal !== null || this.due !== null, 'what was exchanged is decided before it');
    refuseIf(statement.party !== this.accounts[this.given.length], 'the home and then the EV sign what they exchanged, each once');
    const own = statement.party === this.accounts[0] ? { vehicle: NO_LIMIT } : { prosumer: NO_LIMIT };
    const samples = samplesOf(statement);
    const possible = allowed({ ...this.limits, ...own }, samples);
    refuseIf(samples.some((sample, i) => sample !== possible[i]), 'it states more than the bids allow');
    refuseIf(statement.hash !== '-' && statement.hash !== registers?.hash, "it names other records than the meter of the EV's charger signed before it");
    this.given.push(statement);
  }

  refuse(refusal) {
    refuseIf(this.areThere(), 'what was exchanged is decided before it');
    this.refusal = refusal;
  }

  /** @param limits with what the charger's meter signed */
  next(exchange, limits) {
    refuseIf(this.refusal !== null, 'nothing is settled of this match: a refusal stands before it');
    const next = this.expected(limits).shift();
    const moved = exchange.flow === 'STORED' ? exchange.energy : -exchange.energy;
    refuseIf(next === undefined || next.sample !== exchange.sample || next.moved !== moved, 'the two statements lead to another exchange');
  }

  end(limits) {
    refuseIf(this.refusal === null && this.expected(limits).length > 0, 'the two statements lead to more exchanges');
  }

  expected(limits) {
    if (this.due === null) {
      refuseIf(this.given.length < 2, 'the statement of the EV is missing');
      const [home, vehicle] = this.given.map(samplesOf);
      this.due = allowed(limits, home.map((net, i) => agreed(net, vehicle[i])))
        .map((moved, i) => ({ sample: BigInt(i), moved }))
        .filter(({ moved }) => moved !== 0n);
    }
    return this.due;
  }
}

/** The name of what a meter signed, by which a statement goes. */
export const hashOf = async ({ records }) => hex(await sha256(utf8(records.join('.'))));
