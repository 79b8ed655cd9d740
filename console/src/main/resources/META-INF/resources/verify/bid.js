// Signed bids: compact JWS (RFC 7515) whose algorithm the key decides, never the header.

import { base64url, refuseIf, Unable, utf8 } from './bytes.js';
import { agrees, publicKey } from './curve.js';
import { gridOf, partyOf, periodOf } from './entry.js';

const PRINTABLE = /^[\x20-\x7e]*$/;
const MOST_NUMBER = 2n ** 53n - 1n;
const MEMBER = / *("(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*") *: *("(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9][0-9]*)(?![0-9.eE])) *([,}])/y;

/** One flat JSON object of these members, each once and no others: text and whole numbers that every reader reads alike. */
function flatJson(bytes, what, members) {
  const text = String.fromCharCode(...bytes);
  refuseIf(!PRINTABLE.test(text), `${what} holds a byte that is no printable ASCII character`);
  const start = /^ *\{/.exec(text);
  refuseIf(start === null, `${what} is no JSON object`);
  const values = new Map();
  MEMBER.lastIndex = start[0].length;
  let end = ',';
  while (end === ',') {
    const found = MEMBER.exec(text);
    refuseIf(found === null, `${what} is no JSON object of these members`);
    const name = JSON.parse(found[1]);
    refuseIf(!members.includes(name), `${what} has a member that is none of ${members.join(', ')}`);
    refuseIf(values.has(name), `${what} member ${name} stands twice`);
    values.set(name, found[2].startsWith('"') ? printable(JSON.parse(found[2]), what) : numberOf(found[2], what));
    end = found[3];
    if (end === '}') {
      refuseIf(!/^ *$/.test(text.slice(MEMBER.lastIndex)), `${what} is not one JSON object and no more`);
    }
  }
  return (name, type) => {
    refuseIf(typeof values.get(name) !== type, `${what} member ${name} is missing, or no ${type === 'string' ? 'text' : 'whole number'}`);
    return values.get(name);
  };
}

function printable(text, what) {
  refuseIf(text.length > 128 || !PRINTABLE.test(text), `${what} holds a text that is not at most 128 printable ASCII characters`);
  return text;
}

function numberOf(text, what) {
  refuseIf(text.startsWith('-') || text.length > 16 || BigInt(text) > MOST_NUMBER, `${what} holds a number outside [0, ${MOST_NUMBER}]`);
  return BigInt(text);
}

/**
 * @param keys of parties, by account; without a party's key its signature is not checked
 * @returns whether the signature was checked
 */
export async function checkBid(bid, grid, period, keys) {
  const parts = bid.token.split('.');
  refuseIf(parts.length !== 3, 'the token is not header.payload.signature');
  const [header, payload, signature] = parts.map((part, i) => base64url(part, ['its header', 'its payload', 'its signature'][i]));
  const head = flatJson(header, 'header', ['alg', 'typ', 'kid']);
  refuseIf(head('alg', 'string') !== 'EdDSA', 'header member alg is not EdDSA');
  refuseIf(head('typ', 'string') !== 'bid+jws', 'header member typ is not bid+jws');
  const party = partyOf(head('kid', 'string'));
  const key = keys.get(bid.party);
  refuseIf(key !== undefined && !(await agrees(key, signature, utf8(`${parts[0]}.${parts[1]}`))), `${bid.party} did not sign it`);
  const said = flatJson(payload, 'payload', ['grid', 'period', 'seq', 'most_in', 'most_out']);
  refuseIf(party !== bid.party, `the token is that of ${party}`);
  refuseIf(gridOf(said('grid', 'string')) !== grid || periodOf(said('period', 'string')) !== period, 'the token is for another grid or period');
  const says = [said('seq', 'bigint'), said('most_in', 'bigint'), said('most_out', 'bigint')];
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
