// Bytes, hashes and whole numbers, as the ledger writes them: one text for one value, and no other.

const encoder = new TextEncoder();
const MOST = 2n ** 63n - 1n;

export const HASH = /^[0-9a-f]{64}$/;

export const utf8 = (text) => encoder.encode(text);

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const unhex = (text) => Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));

export const sameBytes = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

/** Something that the browser lacks, and no fault of a file. */
export class Unable extends Error {}

/** The browser's own cryptography. */
export function subtle() {
  if (globalThis.crypto?.subtle === undefined) {
    throw new Unable('this browser lends its cryptography only to pages of https, of this computer, or from a disk');
  }
  return crypto.subtle;
}

export async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await subtle().digest('SHA-256', all));
}

export function refuseIf(refused, why) {
  if (refused) {
    throw new Error(typeof why === 'function' ? why() : why);
  }
}

/** The text of a file or an answer, with whatever stands at its start. */
export const textOf = async (file) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());

/** Its lines; the last one may lack its end. */
export function linesOf(text) {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Base64 with padding. */
export function base64(text, what) {
  refuseIf(!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0, `${what} is not base64`);
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  refuseIf(btoa(String.fromCharCode(...bytes)) !== text, `${what} is not base64 as it is written, with padding and zero bits`);
  return bytes;
}

/** Base64url without padding. */
export function base64url(text, what) {
  refuseIf(!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1, `${what} is not base64url without padding`);
  return base64(text.replaceAll('-', '+').replaceAll('_', '/').padEnd(Math.ceil(text.length / 4) * 4, '='), what);
}

/** A number that the ledger can hold. */
export function long(number) {
  refuseIf(number > MOST || number < -MOST - 1n, 'a number is larger than the ledger can hold');
  return number;
}

export function whole(text) {
  refuseIf(!/^(0|-?[1-9][0-9]{0,18})$/.test(text), () => `'${text}' is not a whole number as the ledger writes it`);
  return long(BigInt(text));
}

export const smaller = (one, other) => (one < other ? one : other);

/** What is left, or nothing. */
export const less = (one, other) => (one > other ? one - other : 0n);

const size = (number) => (number < 0n ? -number : number);

/** one * other / divisor, to the nearest whole number, ties to the even one. */
export function share(one, other, divisor) {
  refuseIf(divisor <= 0n, `a divisor of ${divisor} is not above 0`);
  const product = one * other;
  const quotient = product / divisor;
  const twice = 2n * size(product % divisor);
  const away = twice > divisor || (twice === divisor && quotient % 2n !== 0n);
  return long(away ? quotient + (product < 0n ? -1n : 1n) : quotient);
}
