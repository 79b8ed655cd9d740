// Whether a ledger goes on from a checkpoint that somebody kept.

import { HASH, refuseIf, sameBytes, unhex } from './bytes.js';
import { keptCheckpoint, refuseUnlessSigned } from './note.js';
import { extend } from './tree.js';

/**
 * @param earlier text of the checkpoint that was kept
 * @param later text of the newer one
 * @param proofFor gives the path from so many blocks to so many: {from, to, path}
 * @param validators of validatorsOf, null: any signatures count
 * @throws an error that says in a sentence what is wrong
 */
export async function checkExtension(earlier, later, proofFor, validators, tell = () => {}) {
  const [before, now] = [keptCheckpoint(earlier), keptCheckpoint(later)];
  refuseIf(before.origin !== now.origin, `the earlier checkpoint is of ${before.origin}, and the later one of ${now.origin}`);
  tell(`Both are checkpoints of ${now.origin}, with ${before.size} and ${now.size} blocks.`);
  if (validators !== null) {
    for (const each of [before, now]) {
      const names = await refuseUnlessSigned(each.note, validators);
      tell(`The one with ${each.size} blocks is signed by ${names.join(', ')}, whom you trust.`);
    }
  }
  refuseIf(before.size > now.size, `The ledger is cut: it has ${now.size} blocks, and you know of ${before.size}. Its last ${before.size - now.size} are gone`);
  if (before.size === now.size) {
    refuseIf(!sameBytes(before.root, now.root), 'Both have as many blocks, and they differ: the ledger was written anew');
    tell('Both have the same root: nothing has come since, and nothing was changed.');
    return now;
  }
  refuseIf(before.size === 0n, 'The earlier checkpoint has no block: it shows nothing');
  const { from, to, path } = await proofFor(Number(before.size), Number(now.size));
  refuseIf(BigInt(from) !== before.size || BigInt(to) !== now.size, `The proof leads from ${from} to ${to} blocks, and not from ${before.size} to ${now.size}`);
  refuseIf(!Array.isArray(path) || path.length > 62 || !path.every((hash) => HASH.test(hash)), 'The proof holds something that is no hash');
  refuseIf(!(await extend(from, to, path.map(unhex), before.root, now.root)), `The first ${before.size} blocks are not the ones that you know: the ledger was written anew`);
  const since = now.size - before.size;
  tell(`${path.length} ${path.length === 1 ? 'hash leads' : 'hashes lead'} from both roots to the same tree: the first ${before.size} blocks are the same, and ${since} ${since === 1n ? 'has' : 'have'} come since.`);
  return now;
}
