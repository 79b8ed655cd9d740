// Signed bids, and the keys of parties.

import { base64url, refuseIf, Unable } from './bytes.js';
import { publicKey } from './curve.js';
import { gridOf, partyOf, periodOf } from './entry.js';
import { said } from './token.js';

/**
 * @param keys of parties, by account; without a party's key its signature is not checked
 * @returns whether the signature was checked
 */
export async function checkBid(bid, grid, period, keys) {
  const key = keys.get(bid.party);
  const read = await said(bid.token, 'bid+jws', ['grid', 'period', 'seq', 'most_in', 'most_out'], bid.party, key);
  refuseIf(gridOf(read('grid', 'string')) !== grid || periodOf(read('period', 'string')) !== period, 'the token is for another grid or period');
  const says = [read('seq', 'bigint'), read('most_in', 'bigint'), read('most_out', 'bigint')];
  refuseIf(says.some((number, i) => number !== [bid.sequence, bid.mostIn, bid.mostOut][i]), 'the token says other than the entry');
  return key !== undefined;
}

/** Lines `account key`, the key in base64url. */
export async function keysOf(lines) {
  const keys = new Map();
  for (const line of lines) {
    const blank = line.indexOf(' ');
    refuseIf(blank < 0, `'${line}' is no party's key: an account like vehicle:EV1, a space, and its key`);
    const party = partyOf(line.slice(0, blank));
    refuseIf(keys.has(party), `two keys are given for ${party}`);
    const key = base64url(line.slice(blank + 1), `the key of ${party}`);
    await publicKey(key).catch((e) => {
      throw e instanceof Unable ? e : new Error(`the key of ${party} is none: ${e.message}`);
    });
    keys.set(party, key);
  }
  return keys;
}
