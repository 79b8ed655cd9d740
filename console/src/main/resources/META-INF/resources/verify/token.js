// What parties sign: compact JWS (RFC 7515) whose algorithm the key decides, never the header.

import { base64url, refuseIf, utf8 } from './bytes.js';
import { agrees } from './curve.js';
import { partyOf } from './entry.js';

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
 * @param token header, payload and signature in base64url, with dots between
 * @param type of what is signed: one is never taken as another
 * @param members of the payload
 * @param by the party that is to have signed it
 * @param key of the party; without it the signature is not checked
 * @returns what reads a member of the payload
 */
export async function said(token, type, members, by, key) {
  const parts = token.split('.');
  refuseIf(parts.length !== 3, 'the token is not header.payload.signature');
  const [header, payload, signature] = parts.map((part, i) => base64url(part, ['its header', 'its payload', 'its signature'][i]));
  const head = flatJson(header, 'header', ['alg', 'typ', 'kid']);
  refuseIf(head('alg', 'string') !== 'EdDSA', 'header member alg is not EdDSA');
  refuseIf(head('typ', 'string') !== type, `header member typ is not ${type}`);
  const party = partyOf(head('kid', 'string'));
  refuseIf(key !== undefined && !(await agrees(key, signature, utf8(`${parts[0]}.${parts[1]}`))), `${by} did not sign it`);
  const read = flatJson(payload, 'payload', members);
  refuseIf(party !== by, `the token is that of ${party}`);
  return read;
}
