// Paths in hash trees (RFC 9162): that a leaf stands under a root (2.1.3.2), and that a tree only grew (2.1.4.2).

import { HASH, refuseIf, sameBytes, sha256, unhex } from './bytes.js';

const MOST_HASHES = 62;

const node = (left, right) => sha256([1], left, right);

export const leafHash = (bytes) => sha256([0], bytes);

/** Hashes with a blank between them; an empty text is none. */
export function pathOf(text) {
  const hashes = text === '' ? [] : text.split(' ');
  refuseIf(hashes.length > MOST_HASHES, `a path of more than ${MOST_HASHES} hashes`);
  refuseIf(!hashes.every((hash) => HASH.test(hash)), 'a path holds something that is no hash of 64 hexadecimal digits');
  return hashes.map(unhex);
}

/** Only if leaf and path lead to the root, with no hash of the path missing or left over. */
export async function stands(leaf, index, size, path, root) {
  if (index < 0 || index >= size) {
    return false;
  }
  let place = index;
  let last = size - 1;
  let hash = await leafHash(leaf);
  for (const neighbour of path) {
    if (last === 0) {
      return false;
    }
    if (place % 2 === 1 || place === last) {
      hash = await node(neighbour, hash);
      while (place % 2 === 0 && place !== 0) {
        place /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = await node(hash, neighbour);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(hash, root);
}

/** Only if all leaves of the earlier tree are the first leaves of the later one. */
export async function extend(earlier, later, path, earlierRoot, laterRoot) {
  if (earlier < 1 || earlier > later) {
    return false;
  }
  if (earlier === later) {
    return path.length === 0 && sameBytes(earlierRoot, laterRoot);
  }
  let place = earlier - 1;
  let last = later - 1;
  while (place % 2 === 1) {
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  // a full tree is one of the nodes itself: its root begins the way
  const way = place === 0 ? [earlierRoot, ...path] : path;
  if (way.length === 0) {
    return false;
  }
  let [old] = way;
  let now = old;
  for (const neighbour of way.slice(1)) {
    if (last === 0) {
      return false;
    }
    if (place % 2 === 1 || place === last) {
      old = await node(neighbour, old);
      now = await node(neighbour, now);
      while (place % 2 === 0 && place !== 0) {
        place /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      now = await node(now, neighbour);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(old, earlierRoot) && sameBytes(now, laterRoot);
}
