// Judges files with the browser's verifier: a line `trust base64` each on the input, `verified` or `line check` on the output.
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { trustOf, verifyReceipt } from './receipt.js';

const trusts = await Promise.all(JSON.parse(readFileSync(process.argv[2], 'utf8')).map(trustOf));
const verdicts = [];
for await (const line of createInterface({ input: process.stdin })) {
  const [trust, base64] = line.split(' ');
  verdicts.push(
    await verifyReceipt(new Uint8Array(Buffer.from(base64, 'base64')), trusts[trust]).then(
      () => 'verified',
      (wrong) => `${wrong.line} ${wrong.check} ${process.argv[3] === 'why' ? wrong.message : ''}`.trim(),
    ),
  );
}
process.stdout.write(`${verdicts.join('\n')}\n`);
