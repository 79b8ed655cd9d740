// What signed records of a charger's meter prove of a period: no more went through a register than from its last reading before
// the period to its first one after it.

import { base64url, refuseIf } from './bytes.js';
import { periodOf } from './entry.js';
import { meterAgrees, meterKey } from './meter.js';
import { ocmfOf } from './ocmf.js';

const PERIOD_MILLIS = 60_000;

const isLater = (one, other) => one.time > other.time || (one.time === other.time && one.energy > other.energy);

/** Of registers, told apart by meter and code, the least; one that began anew bounds nothing. */
function boundOf(records, flow, start) {
  const registers = new Map();
  for (const { meter, readings } of records) {
    for (const reading of readings.filter((each) => each.timed && each.flow === flow)) {
      const name = `${meter}|${reading.register}`;
      registers.set(name, [...(registers.get(name) ?? []), reading]);
    }
  }
  let least = null;
  for (const readings of registers.values()) {
    const before = readings.filter(({ time }) => time <= start).reduce((last, each) => (last === null || isLater(each, last) ? each : last), null);
    const after = readings.filter(({ time }) => time >= start + PERIOD_MILLIS).reduce((first, each) => (first === null || isLater(first, each) ? each : first), null);
    const moved = before === null || after === null ? -1n : after.energy - before.energy;
    least = moved >= 0n && (least === null || moved < least) ? moved : least;
  }
  return least;
}

const words = (energy) => (energy === null ? 'an unknown amount' : `${energy} mJ`);

/** Refuses an entry whose records are not signed with its key, or show other than it says. */
export async function checkRegisters(said) {
  const key = meterKey(said.algorithm, base64url(said.key, 'the key of the meter'));
  const records = said.records.map((text) => ocmfOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(base64url(text, 'a signed record'))));
  for (const [i, record] of records.entries()) {
    const agrees = record.algorithm === said.algorithm && (await meterAgrees(key, record.message, record.r, record.s));
    refuseIf(!agrees, `its record ${i + 1}, '${record.count}', is not signed with the key of the meter that it names`);
  }
  const start = Date.parse(periodOf(said.match.split('~')[0]));
  const [stored, released] = ['STORED', 'RELEASED'].map((flow) => boundOf(records, flow, start));
  refuseIf(stored !== said.stored || released !== said.released, `its records show that ${words(stored)} went into the EV and ${words(released)} came out of it at most`);
}
