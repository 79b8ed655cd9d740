// Judges files as the browser's verifier does: a word and files in base64 a line on the input, a word each on the output.
//   validators|anchors|keys FILE         `taken` or `refused`
//   since EARLIER LATER PROOF VALIDATORS  `goes on`, `wrong` or `unclear`; a file that is not given is `-`
//   energy MILLIJOULES                   what a person reads
import { createInterface } from 'node:readline';
import { textOf } from './bytes.js';
import { checkExtension, Refuted } from './consistency.js';
import { validatorsOf } from './note.js';
import { trustOf } from './receipt.js';
import { energy } from './words.js';

const file = (base64) => (base64 === '-' ? undefined : textOf(new Blob([Buffer.from(base64, 'base64')])));

async function since(earlier, later, proof, validators) {
  try {
    const trusted = validators === '-' ? null : await validatorsOf(await file(validators));
    await checkExtension(await file(earlier), await file(later), async () => JSON.parse(await file(proof)), trusted);
    return 'goes on';
  } catch (error) {
    return error instanceof Refuted ? 'wrong' : 'unclear';
  }
}

const judges = {
  since,
  energy: async (number) => energy(BigInt(await file(number))),
};

const taken = async (what, given) => trustOf({ [what]: await file(given) }).then(() => 'taken', () => 'refused');

const found = [];
for await (const line of createInterface({ input: process.stdin })) {
  const [what, ...given] = line.split(' ');
  found.push(await (what in judges ? judges[what](...given) : taken(what, given[0])));
}
process.stdout.write(`${found.join('\n')}\n`);
