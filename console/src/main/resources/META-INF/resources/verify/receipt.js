// Checks one receipt of the market's ledger, from nothing but its bytes, what the reader trusts, and the browser's own SHA-256
// and Ed25519. Written from the description of the format and apart from the market's own verifier, so that a fault of one
// shows in the other. Nothing here asks the server for anything.

import { linesOf, refuseIf, sameBytes, sha256, Unable, unhex, utf8 } from './bytes.js';
import { checkBid, keysOf } from './bid.js';
import { bookedBy, CorrectionRules } from './correction.js';
import { DirectRules } from './direct.js';
import { MatchRules } from './match.js';
import { isSignedBy, noteOf, validatorsOf } from './note.js';
import { isDirect, ReceiptFile } from './file.js';
import { checkRegisters } from './registers.js';
import { checkStatement, hashOf } from './statement.js';
import { stands } from './tree.js';

const MOST_BLOCKS = 2n ** 31n - 1n;

/** Where a receipt is wrong: the number of the line, the name of the check, and why. */
export class Wrong extends Error {
  constructor(line, check, why) {
    super(why);
    this.line = line;
    this.check = check;
  }
}

/**
 * @param files texts that the reader has from elsewhere, all of which may be missing: `validators`, `anchors`, `keys`
 * @throws an error if one of them is not what it should be
 */
export async function trustOf({ validators, anchors, keys } = {}) {
  return {
    validators: validators === undefined ? null : await validatorsOf(validators),
    anchors: anchors === undefined ? null : anchorsOf(linesOf(anchors)),
    keys: await keysOf(keys === undefined ? [] : linesOf(keys)),
  };
}

export function anchorsOf(lines) {
  const anchors = new Map();
  for (const line of lines) {
    const [, height, hash] = /^(0|[1-9][0-9]{0,17}) ([0-9a-f]{64})$/.exec(line) ?? [];
    refuseIf(hash === undefined, `'${line}' is not an anchor 'height hash'`);
    refuseIf(anchors.has(height) && anchors.get(height) !== hash, `two hashes are anchored at height ${height}`);
    anchors.set(height, hash);
  }
  return anchors;
}

/** One check of a receipt; `at` and `check` say where it is. */
class Checking {
  constructor(receipt, trust, tell) {
    Object.assign(this, { receipt, trust, tell });
    const Rules = isDirect(receipt.entries) ? DirectRules : MatchRules;
    this.rules = new Rules(receipt.match, receipt.block.period);
    this.bids = [];
    this.statements = [];
    this.corrections = [];
    this.go(1, 'file');
  }

  go(line, check) {
    this.at = line;
    this.check = check;
  }

  async run() {
    const { receipt, rules } = this;
    await this.sound(receipt.block, 3);
    let last = -1;
    for (const proven of receipt.entries) {
      await this.place(proven, receipt.block, last);
      last = proven.index;
      if (proven.entry.kind === 'signed-registers') {
        this.go(proven.line, 'record');
        await checkRegisters(proven.entry);
        proven.entry.hash = await hashOf(proven.entry);
        this.tell('record', `the meter of the EV's charger signed ${proven.entry.records.length} records with the key that the receipt names`);
      }
      this.go(proven.line, 'rules');
      rules.next(proven.entry);
      if (proven.entry.kind === 'signed-bid') {
        this.go(proven.line, 'bid');
        const { grid, period } = receipt.block;
        this.bids.push({ party: proven.entry.party, checked: await checkBid(proven.entry, grid, period, this.trust.keys) });
      }
      if (proven.entry.kind === 'exchange-statement') {
        this.go(proven.line, 'statement');
        const { grid, period } = receipt.block;
        this.statements.push({ party: proven.entry.party, checked: await checkStatement(proven.entry, grid, period, this.trust.keys) });
      }
    }
    this.go(receipt.entries.at(-1).line, 'rules');
    rules.end();
    this.tell('rules', `${receipt.entries.length} entries lead to the block's root, and follow the market's rules`);
    await this.inLog(receipt.block, receipt.log);
    await this.corrected();
    this.go(receipt.checkpointLine, 'signature');
    await this.signed();
  }

  async sound(block, line) {
    this.go(line, 'header');
    const own = await sha256(utf8(block.text));
    refuseIf(!sameBytes(own, unhex(block.hash)), "the block's hash is not the hash of its fields");
    this.go(line, 'anchor');
    if (this.trust.anchors !== null) {
      const anchored = this.trust.anchors.get(block.heightText);
      refuseIf(anchored === undefined, `your anchors have none at height ${block.heightText}`);
      refuseIf(anchored !== block.hash, `it is not the block that was anchored, with hash ${anchored}`);
    }
    this.tell('header', `block ${block.heightText} is what its hash says`);
  }

  async place({ entry, index, path, line }, block, last) {
    this.go(line, 'place');
    refuseIf(index <= last, 'its place in the block is not after that of the entry before');
    const proven = await stands(utf8(entry.text), index, block.entries, path, unhex(block.root));
    refuseIf(!proven, "entry and path do not lead to the block's root");
  }

  async inLog(block, { path, line }) {
    const { checkpoint, checkpointLine } = this.receipt;
    this.go(line, 'log');
    refuseIf(checkpoint.size > MOST_BLOCKS, `a log has at most ${MOST_BLOCKS} blocks`);
    refuseIf(block.height >= checkpoint.size, 'the checkpoint ends before the block');
    const proven = await stands(unhex(block.hash), Number(block.height), Number(checkpoint.size), path, checkpoint.root);
    refuseIf(!proven, "the block's hash and this path do not lead to the checkpoint's root");
    this.go(checkpointLine, 'checkpoint');
    refuseIf(checkpoint.origin !== `ems/${block.grid}` || checkpoint.further.length > 0, "it is no checkpoint of the block's grid");
    this.tell('log', `block ${block.heightText} is one of the ${checkpoint.size} blocks of the checkpoint`);
  }

  async corrected() {
    const { receipt } = this;
    if (receipt.corrections.length === 0) {
      return;
    }
    this.go(receipt.corrections[0].line, 'correction');
    let booked = bookedBy(this.rules);
    let before = receipt.block;
    for (const { block, entries, log, line } of receipt.corrections) {
      this.go(line, 'correction');
      refuseIf(block.height <= before.height || block.grid !== before.grid, 'it is no later block of the same grid');
      await this.sound(block, line);
      const correction = new CorrectionRules();
      let last = -1;
      for (const proven of entries) {
        await this.place(proven, block, last);
        last = proven.index;
        this.go(proven.line, 'correction');
        correction.next(proven.entry);
      }
      booked = correction.end(booked);
      this.tell('correction', `a correction in block ${block.heightText} follows from what was booked`);
      await this.inLog(block, log);
      this.corrections.push({ block, correction });
      before = block;
    }
  }

  /** Each signer signed, in this order; and enough of them are trusted. */
  async signed() {
    const { signers, checkpoint, signatures } = this.receipt;
    if (signers.length > 0) {
      const note = noteOf(`${checkpoint.text}\n${signatures}`);
      for (const [i, signer] of signers.entries()) {
        refuseIf(!(await isSignedBy(note, note.signatures[i], signer)), `signature ${i + 1} is not of the signer ${signer.name}`);
      }
      const twice = new Set(signers.flatMap(({ name, key }) => [`name ${name}`, `key ${key.join(' ')}`])).size < 2 * signers.length;
      refuseIf(twice, 'a name or a key signs twice');
      this.tell('signature', `${signers.map(({ name }) => name).join(', ')} signed the checkpoint`);
    }
    this.go(this.receipt.checkpointLine, 'validators');
    if (this.trust.validators !== null) {
      const { quorum, verifiers } = this.trust.validators;
      const known = signers.filter(({ text }) => verifiers.some((verifier) => verifier.text === text));
      refuseIf(known.length < signers.length, 'it is signed by others than the validators that you trust');
      refuseIf(known.length < quorum, `it is signed by ${known.length} of the ${verifiers.length} validators that you trust, and ${quorum} must sign`);
      this.tell('validators', `at least ${quorum} of your ${verifiers.length} validators signed it`);
    }
  }
}

/**
 * @param bytes of the file
 * @param trust of {@link trustOf}
 * @param tell is told of each check that holds: its name, and what it showed
 * @returns what the receipt proves
 * @throws Wrong if the receipt is, Unable if the browser cannot check it
 */
export async function verifyReceipt(bytes, trust, tell = () => {}) {
  const file = new ReceiptFile(bytes);
  const receipt = await file.read().catch((e) => {
    throw e instanceof Unable ? e : new Wrong(Math.max(1, file.line), 'file', e.message);
  });
  tell('file', `${receipt.lines} lines, each as the ledger writes it`);
  const checking = new Checking(receipt, trust, tell);
  try {
    await checking.run();
  } catch (e) {
    throw e instanceof Unable ? e : new Wrong(checking.at, checking.check, e.message);
  }
  return proven(checking);
}

function proven({ receipt, rules, trust, bids, statements, corrections }) {
  const { block, checkpoint } = receipt;
  return {
    match: rules.match,
    opened: rules.opened,
    exchanges: rules.exchanges,
    registers: rules.registers ?? null,
    statements,
    refusal: rules.statements?.refusal ?? null,
    horizon: rules.horizon === undefined ? null : { price: rules.horizon.price, value: rules.horizonValue },
    lines: rules.lines,
    abandoned: rules.abandoned,
    corrections: corrections.map((each) => ({ height: each.block.heightText, period: each.block.period, lines: each.correction.lines })),
    bids,
    grid: block.grid,
    period: block.period,
    height: block.heightText,
    hash: block.hash,
    blocks: checkpoint.size,
    signers: receipt.signers.map(({ name }) => name),
    trusted: trust.validators !== null,
    anchored: trust.anchors !== null ? 'own' : receipt.anchored ? 'said' : 'no',
  };
}
