// Reads a receipt line by line: each line is what it must be at its place, or the reading ends there.

import { HASH, refuseIf, sameBytes, utf8, whole } from './bytes.js';
import { entryOf, gridOf, periodOf } from './entry.js';
import { checkpointOf, noteOf, verifierOf } from './note.js';
import { pathOf } from './tree.js';

const PLAIN = 'ems-receipt-1';
const CORRECTED = 'ems-receipt-2';
const MEASURED = 'ems-receipt-3'; // with what a charger's meter signed
const FROM_A_POWER = 'ems-receipt-4'; // with a least power
const STATED = 'ems-receipt-5'; // of a private home
const WEIGHED = 'ems-receipt-6'; // of a period with a horizon price
const DIRECT = 'ems-receipt-7'; // of two homes
const TAGS = [DIRECT, WEIGHED, STATED, FROM_A_POWER, MEASURED, CORRECTED, PLAIN];
const BLOCK = 'ems-block-2';
const MOST_BYTES = 1 << 18;
const MOST_ENTRIES = 22;
const MOST_OF_A_CORRECTION = 4;
const MOST_CORRECTIONS = 100;
const MOST_SIGNERS = 100;
const INT = 2n ** 31n;

/** Whether a receipt with these entries is of two homes. */
export const isDirect = (entries) => entries.some(({ entry }) => entry.kind === 'direct-match');

/** Whether a file begins like a receipt. */
export const isReceipt = (bytes) => TAGS.some((tag) => sameBytes(bytes.slice(0, tag.length + 1), utf8(`${tag}\n`)));

function blockOf(line) {
  const fields = line.split('|');
  refuseIf(fields.length !== 13 || fields[0] !== BLOCK, `not a block line '${BLOCK}|grid|start|height|previous|entries|root|...|hash'`);
  const [, grid, period, heightText, , entriesText, root] = fields;
  const [height, entries] = [whole(heightText), whole(entriesText)];
  refuseIf(height < 0n || entries < 0n || entries >= INT, 'a field of the block line is broken');
  refuseIf([4, 6, 7, 8, 9, 10, 11, 12].some((place) => !HASH.test(fields[place])), 'a field of the block line is no hash');
  return { grid: gridOf(grid), period: periodOf(period), height, heightText, entries: Number(entries), root, hash: fields[12], text: fields.slice(0, 12).join('|'), line };
}

export class ReceiptFile {
  constructor(bytes) {
    this.bytes = bytes;
    this.line = 0;
    this.lines = [];
  }

  async read() {
    const text = this.text();
    this.lines = text.slice(0, -1).split('\n');
    const receipt = await this.parts();
    this.refuseUnlessWritten(text, receipt);
    return { ...receipt, lines: this.lines.length };
  }

  text() {
    const { bytes } = this;
    refuseIf(bytes.length > MOST_BYTES, `a receipt has at most ${MOST_BYTES} bytes`);
    refuseIf(!isReceipt(bytes), `a receipt starts with one of the lines ${TAGS.join(', ')}`);
    refuseIf(bytes[bytes.length - 1] !== 10, 'the file is cut off within its last line');
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  }

  peek() {
    return this.lines[this.line] ?? '';
  }

  /** The rest of the next line after what it must start with. */
  next(start) {
    const text = this.peek();
    this.line += 1;
    refuseIf(!text.startsWith(start), `a line '${start}' should stand here`);
    return text.slice(start.length);
  }

  async parts() {
    this.line = 1;
    const match = this.next('match|');
    refuseIf(match === '', 'a match has no id');
    const block = blockOf(this.next('block|'));
    const entries = this.entries(MOST_ENTRIES);
    const log = this.log();
    const corrections = this.corrections();
    const signers = this.peek().startsWith('signers|') ? await this.signers() : [];
    const anchored = this.next('anchor|') !== 'none';
    refuseIf(this.next('checkpoint') !== '', 'it is not the line checkpoint');
    const first = this.line;
    const blank = this.lines.indexOf('', first);
    const end = blank < 0 ? this.lines.length : blank;
    this.line = first + 1;
    const checkpoint = checkpointOf(joined(this.lines.slice(first, end)));
    const signatures = joined(this.lines.slice(end + 1));
    refuseIf(entries.length === 0, 'a receipt without entries');
    const under = signatures === '' ? 0 : noteOf(`${checkpoint.text}\n${signatures}`).signatures.length;
    refuseIf(under !== signers.length, `the checkpoint has ${under} signatures and the receipt ${signers.length} signers`);
    return { match, block, entries, log, corrections, signers, anchored, checkpoint, checkpointLine: first + 1, signatures };
  }

  corrections() {
    const corrections = [];
    while (corrections.length < MOST_CORRECTIONS && this.peek().startsWith('corrected-in|')) {
      const block = blockOf(this.next('corrected-in|'));
      const { line } = this;
      const entries = this.entries(MOST_OF_A_CORRECTION);
      const log = this.log();
      refuseIf(entries.length === 0, 'a correction without entries');
      corrections.push({ block, entries, log, line });
    }
    return corrections;
  }

  entries(most) {
    const entries = [];
    while (entries.length < most && this.peek().startsWith('entry|')) {
      const [, index, text] = /^(0|[1-9][0-9]{0,8})\|(.*)$/.exec(this.next('entry|')) ?? [];
      refuseIf(index === undefined, 'it is not entry|place|entry');
      const { line } = this;
      const entry = entryOf(text);
      entries.push({ index: Number(index), entry, line, path: pathOf(this.next('path|')) });
    }
    return entries;
  }

  log() {
    const fields = this.next('log|').split('|');
    refuseIf(fields.length !== 3, 'it is not log|height|size|hashes');
    return { path: pathOf(fields[2]), height: fields[0], size: fields[1], line: this.line };
  }

  async signers() {
    const texts = this.next('signers|').split(' ');
    refuseIf(texts.length > MOST_SIGNERS, `more than ${MOST_SIGNERS} signers`);
    const signers = [];
    for (const text of texts) {
      signers.push(await verifierOf(text));
    }
    return signers;
  }

  /** One text for a receipt: tag, places in the log, anchor and ends are those of its other parts. */
  refuseUnlessWritten(text, receipt) {
    const { block, entries, log, corrections, anchored, checkpoint, signatures } = receipt;
    const expected = [...this.lines];
    const holds = (which) => entries.some(({ entry }) => which(entry));
    const measured = holds(({ kind }) => kind === 'signed-registers');
    const usual = measured ? MEASURED : corrections.length > 0 ? CORRECTED : PLAIN;
    const stated = holds(({ kind }) => kind === 'exchange-statement' || kind === 'exchange-refusal');
    const older = stated ? STATED : holds(({ leastIn }) => leastIn !== undefined) ? FROM_A_POWER : usual;
    const ofCar = holds(({ kind }) => kind === 'horizon-price') ? WEIGHED : older;
    expected[0] = isDirect(entries) ? DIRECT : ofCar;
    for (const [of, place] of [[block, log], ...corrections.map((each) => [each.block, each.log])]) {
      const [, , , path] = this.lines[place.line - 1].split('|');
      expected[place.line - 1] = `log|${of.heightText}|${checkpoint.size}|${path}`;
    }
    expected[receipt.checkpointLine - 3] = `anchor|${anchored ? `${block.heightText} ${block.hash}` : 'none'}`;
    const written = joined([...expected.slice(0, receipt.checkpointLine - 1)]) + checkpoint.text + (signatures === '' ? '' : `\n${signatures}`);
    if (written !== text) {
      const other = written.split('\n');
      let first = 0;
      while (first < this.lines.length && first < other.length && this.lines[first] === other[first]) {
        first += 1;
      }
      this.line = first + 1;
      throw new Error(first < other.length ? `'${other[first]}' should stand here` : 'nothing should stand here');
    }
  }
}

const joined = (lines) => (lines.length === 0 ? '' : `${lines.join('\n')}\n`);
