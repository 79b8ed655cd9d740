// Records that the meter of a charger signed, in the Open Charge Metering Format: OCMF|payload|signature.

import { hex, long, refuseIf, unhex, utf8 } from './bytes.js';
import { isAlgorithm, orderOf } from './meter.js';

const MOST_CHARACTERS = 32_768;
const MOST_READINGS = 1_000;
const MOST_DEPTH = 8;
const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9A-Za-z.+-])|(true|false|null)(?![0-9A-Za-z]))/y;
const TIME = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2}),([0-9]{3})([+-])([0-9]{2}):?([0-9]{2})$/;
const INTO = /^[0-9]{1,2}-[0-9a-z]{1,2}:(0?1|B[0-3])[.]0?8[.].*$/i;
const OUT = /^[0-9]{1,2}-[0-9a-z]{1,2}:(0?2|C[0-3])[.]0?8[.].*$/i;
const MJ_PER_WH = 3_600_000n;

/** JSON whose members are text, each once, numbers as their very digits. */
class Json {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  next() {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    refuseIf(found === null, 'an OCMF section is no JSON object');
    this.at = TOKEN.lastIndex;
    return { mark: found[1], text: found[2] === undefined ? (found[3] ?? found[4]) : JSON.parse(found[2]), isText: found[2] !== undefined };
  }

  value(token, depth) {
    refuseIf(depth > MOST_DEPTH, 'an OCMF section is too deep');
    if (token.mark === '{') {
      return this.object(depth);
    }
    if (token.mark === '[') {
      return this.array(depth);
    }
    refuseIf(token.mark !== undefined, 'an OCMF section is no JSON object');
    return token.isText || token.text !== 'null' ? token.text : null;
  }

  object(depth) {
    const members = new Map();
    let token = this.next();
    while (token.mark !== '}') {
      refuseIf(!token.isText || members.has(token.text) || this.next().mark !== ':', 'an OCMF section is no JSON object, or a member stands twice');
      members.set(token.text, this.value(this.next(), depth + 1));
      token = this.next();
      refuseIf(token.mark !== ',' && token.mark !== '}', 'an OCMF section is no JSON object');
      if (token.mark === ',') {
        token = this.next();
        refuseIf(token.mark === '}', 'an OCMF section is no JSON object');
      }
    }
    return members;
  }

  array(depth) {
    const values = [];
    let token = this.next();
    while (token.mark !== ']') {
      values.push(this.value(token, depth + 1));
      token = this.next();
      refuseIf(token.mark !== ',' && token.mark !== ']', 'an OCMF section is no JSON object');
      if (token.mark === ',') {
        token = this.next();
        refuseIf(token.mark === ']', 'an OCMF section is no JSON object');
      }
    }
    return values;
  }

  whole() {
    const token = this.next();
    refuseIf(token.mark !== '{', 'an OCMF section is no JSON object');
    const members = this.object(1);
    refuseIf(!/^[ \t\n\r]*$/.test(this.text.slice(this.at)), 'an OCMF section is not one JSON object');
    return members;
  }
}

const scalars = (members) => new Map([...members].filter(([, value]) => typeof value === 'string'));

function required(members, name) {
  refuseIf(!members.has(name), () => `OCMF member ${name} is missing`);
  return members.get(name);
}

function timeOf(text) {
  const parts = TIME.exec(text);
  refuseIf(parts === null, () => `OCMF time '${text}' is not written like 2026-01-31T12:00:00,000+0000`);
  const [year, month, day, hour, minute, second, milli] = parts.slice(1, 8).map(Number);
  const [hours, minutes] = parts.slice(9).map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute, second, milli);
  const same = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  refuseIf(!same || minutes > 59 || hours * 60 + minutes > 18 * 60, () => `OCMF time '${text}' is no such time`);
  return at.getTime() - (parts[8] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function energyOf(number, unit) {
  refuseIf(unit !== 'kWh' && unit !== 'Wh', () => `OCMF unit '${unit}' is neither kWh nor Wh`);
  const [, whole, fraction = ''] = /^([0-9]{1,12})(?:[.]([0-9]{1,12}))?$/.exec(number) ?? [];
  refuseIf(whole === undefined, () => `OCMF reading '${number}' is no decimal number of at most 12 digits before and after its point`);
  const scaled = BigInt(whole + fraction) * MJ_PER_WH * (unit === 'kWh' ? 1_000n : 1n);
  const divisor = 10n ** BigInt(fraction.length);
  refuseIf(scaled % divisor !== 0n, () => `OCMF reading of ${number} ${unit} is no whole number of mJ`);
  return long(scaled / divisor);
}

function readingOf(members) {
  const time = required(members, 'TM');
  const blank = time.length - 2;
  refuseIf(blank < 0 || time[blank] !== ' ', 'OCMF time does not end in a blank and a clock\'s state');
  refuseIf(required(members, 'ST') !== 'G', 'OCMF meter state is not G, good');
  refuseIf((members.get('EF') ?? '') !== '', 'OCMF error flags are not empty');
  const clock = time[blank + 1];
  refuseIf(!'UISR'.includes(clock), "OCMF clock's state is none of UISR");
  refuseIf(members.has('TX') && !/^[BCSTELRAP]$/.test(members.get('TX')), 'OCMF reason TX is none of BCSTELRAP');
  const register = required(members, 'RI');
  return {
    time: timeOf(time.slice(0, blank)),
    timed: clock !== 'U',
    register,
    flow: INTO.test(register) ? 'STORED' : OUT.test(register) ? 'RELEASED' : null,
    energy: energyOf(required(members, 'RV'), required(members, 'RU')),
  };
}

/** Readings leave out what stayed the same. From a reading of an exception on, none is to be used. */
function readingsOf(written) {
  const readings = [];
  const all = new Map();
  refuseIf(written.length > MOST_READINGS || written.some((each) => !(each instanceof Map)), 'OCMF readings are not objects');
  for (const members of written.map(scalars)) {
    if (members.get('TX') === 'X') {
      break;
    }
    ['TM', 'TX', 'RV'].forEach((name) => all.delete(name));
    members.forEach((value, name) => all.set(name, value));
    readings.push(readingOf(all));
  }
  refuseIf(readings.length === 0, 'OCMF holds no reading that is to be used');
  const last = new Map();
  readings.forEach((reading, i) => {
    const back = i > 0 && reading.time < readings[i - 1].time;
    refuseIf(back || reading.energy < (last.get(reading.register) ?? 0n), 'an OCMF reading is below the one before');
    last.set(reading.register, reading.energy);
  });
  return readings;
}

function numberAt(bytes, at) {
  const length = bytes[at + 1];
  refuseIf(bytes[at] !== 2 || length === 0 || length > 127 || at + 2 + length > bytes.length, 'OCMF member SD is no signature in DER');
  const digits = bytes.slice(at + 2, at + 2 + length);
  const redundant = length > 1 && digits[0] === 0 && digits[1] < 128;
  refuseIf(redundant || digits[0] > 127, 'OCMF member SD is no signature in DER');
  return [BigInt(`0x${hex(digits)}`), at + 2 + length];
}

function signatureOf(section) {
  const members = scalars(new Json(section).whole());
  const algorithm = members.get('SA') ?? 'ECDSA-secp256r1-SHA256';
  refuseIf(!isAlgorithm(algorithm), () => `OCMF member SA '${algorithm}' is unknown`);
  refuseIf((members.get('SM') ?? 'application/x-der') !== 'application/x-der', 'OCMF member SM is not application/x-der');
  const encoding = members.get('SE') ?? 'hex';
  const data = required(members, 'SD');
  const isWritten = { hex: /^(?:[0-9a-fA-F]{2})*$/, base64: /^[A-Za-z0-9+/]*={0,2}$/ }[encoding]?.test(data) ?? false;
  refuseIf(!isWritten, 'OCMF member SD is not written as SE says');
  const bytes = encoding === 'hex' ? unhex(data) : Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  refuseIf(bytes[0] !== 48 || bytes[1] > 127 || bytes[1] !== bytes.length - 2, 'OCMF member SD is no signature in DER');
  const [r, next] = numberAt(bytes, 2);
  const [s, end] = numberAt(bytes, next);
  const n = orderOf(algorithm);
  refuseIf(end !== bytes.length || r < 1n || s < 1n || r >= n || s >= n, 'OCMF member SD is no signature in DER');
  return { algorithm, r, s };
}

export function ocmfOf(text) {
  refuseIf(text.length > MOST_CHARACTERS, `OCMF of ${text.length} characters is longer than ${MOST_CHARACTERS}`);
  const [title, payload, signature, ...more] = text.split('|');
  refuseIf(title !== 'OCMF' || signature === undefined || more.length > 0, 'the text is not OCMF|payload|signature');
  const signed = signatureOf(signature);
  const members = new Json(payload).whole();
  const written = members.get('RD');
  const readings = readingsOf(Array.isArray(written) ? written : []);
  const values = scalars(members);
  required(values, 'PG');
  const meter = values.has('MS') ? values.get('MS') : required(values, 'GS');
  return { ...signed, message: utf8(payload), meter, count: values.get('PG'), readings };
}
