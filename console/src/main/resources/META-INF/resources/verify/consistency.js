// Whether a ledger goes on from a checkpoint that somebody kept.

import { HASH, refuseIf, sameBytes, unhex } from './bytes.js';
import { keptCheckpoint, refuseUnlessSigned } from './note.js';
import { extend } from './tree.js';

const MOST_HASHES = 62;

/** What the files themselves show: the ledger is another one than was known. Any other error is of files, servers and networks. */
export class Refuted extends Error {}

function refuteIf(refuted, why) {
  if (refuted) {
    throw new Refuted(why);
  }
}

function proofOf(proof, before, now) {
  const { from, to, path } = proof ?? {};
  refuseIf(![from, to].every(Number.isSafeInteger), 'the proof is not JSON with from, to and path');
  refuseIf(BigInt(from) !== before.size || BigInt(to) !== now.size, `the proof leads from ${from} to ${to} blocks, and not from ${before.size} to ${now.size}`);
  const sound = Array.isArray(path) && path.length <= MOST_HASHES && path.every((hash) => typeof hash === 'string' && HASH.test(hash));
  refuseIf(!sound, 'the proof holds something that is no hash');
  return { from, to, path };
}

/**
 * @param earlier text of the checkpoint that was kept
 * @param later text of the newer one
 * @param proofFor gives the path from so many blocks to so many: {from, to, path}
 * @param validators of validatorsOf, null: any signatures count
 * @throws Refuted in a sentence if the ledger does not go on from the earlier one, another error if they cannot be compared
 */
export async function checkExtension(earlier, later, proofFor, validators, tell = () => {}) {
  const [before, now] = [keptCheckpoint(earlier), keptCheckpoint(later)];
  if (validators !== null) {
    for (const each of [before, now]) {
      const names = await refuseUnlessSigned(each.note, validators).catch((e) => {
        throw new Error(`the checkpoint with ${each.size} blocks is not to be trusted: ${e.message}`);
      });
      tell(`The one with ${each.size} blocks is signed by ${names.join(', ')}, whom you trust.`);
    }
  }
  refuteIf(before.origin !== now.origin, `The earlier checkpoint is of ${before.origin}, and the later one of ${now.origin}`);
  refuteIf(before.further.length + now.further.length > 0, 'A checkpoint has more lines than origin, size and root: no ledger of this market writes such a one');
  tell(`Both are checkpoints of ${now.origin}, with ${before.size} and ${now.size} blocks.`);
  refuteIf(before.size > now.size, `The ledger is cut: it has ${now.size} blocks, and you know of ${before.size}. Its last ${before.size - now.size} are gone`);
  if (before.size === now.size) {
    refuteIf(!sameBytes(before.root, now.root), 'Both have as many blocks, and they differ: the ledger was written anew');
    tell('Both have the same root: nothing has come since, and nothing was changed.');
    return now;
  }
  refuseIf(before.size === 0n, 'the earlier checkpoint has no block: it shows nothing');
  const { from, to, path } = proofOf(await proofFor(Number(before.size), Number(now.size)), before, now);
  refuteIf(!(await extend(from, to, path.map(unhex), before.root, now.root)), `The first ${before.size} blocks are not the ones that you know: the ledger was written anew`);
  const since = now.size - before.size;
  tell(`${path.length} ${path.length === 1 ? 'hash leads' : 'hashes lead'} from both roots to the same tree: the first ${before.size} blocks are the same, and ${since} ${since === 1n ? 'has' : 'have'} come since.`);
  return now;
}
