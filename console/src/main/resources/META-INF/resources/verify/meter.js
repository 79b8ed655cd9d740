// ECDSA with SHA-256 on the curves of the Open Charge Metering Format, most of which browsers do not know.

import { hex, refuseIf, sha256 } from './bytes.js';

const curve = (p, a, b, n, x, y) => ({ p, a, b, n, g: [x, y, 1n], bytes: Math.ceil(p.toString(16).length / 2), bits: n.toString(2).length });

/** SEC 2 and RFC 5639: the prime, a, b, the order, and the point that all others come from. */
const CURVES = {
  'ECDSA-secp192k1-SHA256': curve(
    0xfffffffffffffffffffffffffffffffffffffffeffffee37n,
    0x0n,
    0x3n,
    0xfffffffffffffffffffffffe26f2fc170f69466a74defd8dn,
    0xdb4ff10ec057e9ae26b07d0280b7f4341da5d1b1eae06c7dn,
    0x9b2f2f6d9c5628a7844163d015be86344082aa88d95e2f9dn,
  ),
  'ECDSA-secp256k1-SHA256': curve(
    0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn,
    0x0n,
    0x7n,
    0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
    0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
    0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
  ),
  'ECDSA-secp192r1-SHA256': curve(
    0xfffffffffffffffffffffffffffffffeffffffffffffffffn,
    0xfffffffffffffffffffffffffffffffefffffffffffffffcn,
    0x64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1n,
    0xffffffffffffffffffffffff99def836146bc9b1b4d22831n,
    0x188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012n,
    0x7192b95ffc8da78631011ed6b24cdd573f977a11e794811n,
  ),
  'ECDSA-secp256r1-SHA256': curve(
    0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    0xffffffff00000001000000000000000000000000fffffffffffffffffffffffcn,
    0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
    0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  ),
  'ECDSA-brainpool256r1-SHA256': curve(
    0xa9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377n,
    0x7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9n,
    0x26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6n,
    0xa9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7n,
    0x8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262n,
    0x547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997n,
  ),
  'ECDSA-secp384r1-SHA256': curve(
    0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffcn,
    0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
    0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
  ),
  'ECDSA-brainpool384r1-SHA256': curve(
    0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53n,
    0x7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826n,
    0x4a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11n,
    0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565n,
    0x1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1en,
    0x8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315n,
  ),
};

const HASH_BITS = 256;

const mod = (number, p) => ((number % p) + p) % p;

function inverse(number, p) {
  let [r, next, s, other] = [p, mod(number, p), 0n, 1n];
  while (next !== 0n) {
    const times = r / next;
    [r, next] = [next, r - times * next];
    [s, other] = [other, s - times * other];
  }
  return mod(s, p);
}

/** Coordinates X, Y and Z with x = X/Z^2 and y = Y/Z^3; Z is 0 at infinity. */
function twice([x, y, z], { p, a }) {
  const square = mod(y * y, p);
  const s = mod(4n * x * square, p);
  const m = mod(3n * x * x + a * mod(z * z, p) ** 2n, p);
  const at = mod(m * m - 2n * s, p);
  return [at, mod(m * (s - at) - 8n * square * square, p), mod(2n * y * z, p)];
}

function plus(one, other, curve) {
  const { p } = curve;
  const [x1, y1, z1] = one;
  const [x2, y2, z2] = other;
  if (z1 === 0n || z2 === 0n) {
    return z1 === 0n ? other : one;
  }
  const [squareOne, squareOther] = [mod(z1 * z1, p), mod(z2 * z2, p)];
  const u = mod(x1 * squareOther, p);
  const s = mod(y1 * squareOther * z2, p);
  const h = mod(x2 * squareOne - u, p);
  const r = mod(y2 * squareOne * z1 - s, p);
  if (h === 0n) {
    return r === 0n ? twice(one, curve) : [1n, 1n, 0n];
  }
  const [h2, h3] = [mod(h * h, p), mod(h * h * h, p)];
  const at = mod(r * r - h3 - 2n * u * h2, p);
  return [at, mod(r * (u * h2 - at) - s * h3, p), mod(h * z1 * z2, p)];
}

function times(number, point, curve) {
  let result = [1n, 1n, 0n];
  let doubled = point;
  for (let left = number; left > 0n; left >>= 1n) {
    if (left & 1n) {
      result = plus(result, doubled, curve);
    }
    doubled = twice(doubled, curve);
  }
  return result;
}

export const isAlgorithm = (word) => Object.hasOwn(CURVES, word);

/**
 * @param algorithm as a record says it
 * @param bytes x and y
 */
export function meterKey(algorithm, bytes) {
  const known = CURVES[algorithm];
  refuseIf(bytes.length !== 2 * known.bytes, `a key for ${algorithm} of ${bytes.length} bytes does not have ${2 * known.bytes}`);
  const [x, y] = [bytes.slice(0, known.bytes), bytes.slice(known.bytes)].map((part) => BigInt(`0x${hex(part)}`));
  const { p, a, b } = known;
  refuseIf(x >= p || y >= p || mod(y * y - x * x * x - a * x - b, p) !== 0n, `these bytes are no point of the curve of ${algorithm}`);
  return { curve: known, point: [x, y, 1n] };
}

export const orderOf = (algorithm) => CURVES[algorithm].n;

/** Whether r and s are a signature that the key's owner made of this message. */
export async function meterAgrees({ curve: known, point }, message, r, s) {
  const { n, p, g, bits } = known;
  if (r < 1n || s < 1n || r >= n || s >= n) {
    return false;
  }
  const hash = BigInt(`0x${hex(await sha256(message))}`) >> BigInt(Math.max(0, HASH_BITS - bits));
  const w = inverse(s, n);
  const [x, , z] = plus(times(mod(hash * w, n), g, known), times(mod(r * w, n), point, known), known);
  return z !== 0n && mod(mod(x * inverse(z * z, p), p), n) === r;
}
