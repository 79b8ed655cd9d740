// Ed25519 (RFC 8032): whether 32 bytes are a public key that a signing key has. Browsers take some that are none: with such
// a key, signatures agree that nobody made.

import { hex, refuseIf, subtle, Unable } from './bytes.js';

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (number) => ((number % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  let square = mod(base);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) {
      result = mod(result * square);
    }
    square = mod(square * square);
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** Coordinates x, y, z and t with x/z, y/z and t = xy/z. */
function plus([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * D * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(number, point) {
  let result = [0n, 1n, 1n, 0n];
  let doubled = point;
  for (let left = number; left > 0n; left >>= 1n) {
    if (left & 1n) {
      result = plus(result, doubled);
    }
    doubled = plus(doubled, doubled);
  }
  return result;
}

const isNeutral = ([x, y, z]) => mod(x) === 0n && mod(y - z) === 0n;

function isKey(bytes) {
  const number = BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);
  const sign = number >> 255n;
  const y = number & (2n ** 255n - 1n);
  if (y >= P) {
    return false;
  }
  const square = mod((y * y - 1n) * power(mod(D * y * y + 1n), P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x) !== square) {
    x = mod(x * ROOT_OF_MINUS_ONE);
  }
  if (mod(x * x) !== square || (x === 0n && sign === 1n)) {
    return false;
  }
  if ((x & 1n) !== sign) {
    x = P - x;
  }
  const point = [x, y, 1n, mod(x * y)];
  return !isNeutral(point) && isNeutral(times(ORDER, point));
}

const known = new Map();

/** @returns the key, for the browser's own check of signatures */
export async function publicKey(bytes) {
  refuseIf(bytes.length !== 32, `an Ed25519 key of ${bytes.length} bytes does not have 32`);
  const name = hex(bytes);
  if (!known.has(name)) {
    refuseIf(!isKey(bytes), 'these bytes are no public key of Ed25519');
    const key = await subtle().importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify']).catch(() => {
      throw new Unable('this browser does not know Ed25519: take a newer one');
    });
    known.set(name, key);
  }
  return known.get(name);
}

/** False for whatever is not 64 bytes that the key's owner made of this message. */
export const agrees = async (key, signature, message) =>
  signature.length === 64 && subtle().verify({ name: 'Ed25519' }, await publicKey(key), signature, message);
