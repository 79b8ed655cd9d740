// The entries that a receipt may hold, field by field: kind|field|field... A line that its entry would not write is none.

import { long, refuseIf, whole } from './bytes.js';
import { isAlgorithm } from './meter.js';

const MOST_NUMBER = 2n ** 53n - 1n;
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/;
const BREAKS_LINES = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

const matching = (form, what) => (text) => {
  refuseIf(!form.test(text), () => `'${text}' is no ${what}`);
  return text;
};

const between = (least, most) => (text) => {
  const number = whole(text);
  refuseIf(number < least || number > most, () => `${text} is outside [${least}, ${most}]`);
  return number;
};

const MAX = 2n ** 63n - 1n;
const INT = 2n ** 31n;
const MOST_RECORDS = 4;

const TYPES = {
  text(text) {
    refuseIf(BREAKS_LINES.test(text), 'a text holds a control character');
    return text;
  },
  id(text) {
    refuseIf(text === '', 'a match has no id');
    return TYPES.text(text);
  },
  name: matching(NAME, 'name of a home or car'),
  party: matching(/^(prosumer|vehicle):[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/, 'account like prosumer:L1 or vehicle:EV1'),
  home: matching(/^prosumer:[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/, 'account of a home like prosumer:L1'),
  number: whole,
  energy: between(0n, MAX),
  moved: between(1n, MAX),
  amount: between(0n, MAX),
  net: between(-MAX, MAX),
  signed: between(0n, MOST_NUMBER),
  stated: between(-MOST_NUMBER, MOST_NUMBER),
  hash: matching(/^(-|[0-9a-f]{64})$/, 'hash of records, or -'),
  count: between(1n, MOST_NUMBER),
  row: between(-INT, INT - 1n),
  sample: between(0n, 5n),
  charger: between(-1n, 10n ** 12n),
  least: between(0n, 10n ** 12n),
  horizon: between(-990n, 990n),
  charged: (text) => matching(/^charger$/, 'word for what a charger told')(text) === 'charger',
  energyIfKnown: (text) => (text === '-' ? null : between(0n, MAX)(text)),
  moneyIfKnown: (text) => (text === '-' ? null : whole(text)),
  modelIfKnown: (text) => (text === '-' ? null : between(0n, INT - 1n)(text)),
  direction: matching(/^(SURPLUS|DEMAND)$/, 'direction'),
  flow: matching(/^(STORED|RELEASED)$/, 'flow'),
  cause: matching(/^(JOINED|DRIVEN|CHARGED_OUTSIDE|MEASURED|CORRECTED|SETTLED)$/, 'cause'),
  token: matching(/^[A-Za-z0-9._-]{1,1024}$/, 'token of at most 1,024 characters'),
  algorithm(text) {
    refuseIf(!isAlgorithm(text), () => `'${text}' is no algorithm of a charger's meter`);
    return text;
  },
  key: matching(/^[A-Za-z0-9_-]{1,8192}$/, 'key of a meter'),
  records: (text) => text.split('.').map(matching(/^[A-Za-z0-9_-]{1,8192}$/, 'signed record in base64url')),
  yesNo: (text) => matching(/^(yes|no)$/, 'yes or no')(text) === 'yes',
};

const RULE = (start) => `${start}Table:text ${start}Row:row ${start}Rule:text ${start}Version:text`;
const SETTLEMENT = `match:id flow:flow debit:party credit:party energy:energy price:number ${RULE('rule')} amount:amount book:number`;

/** Fields of each kind, and the step that records it at the latest. Fields with a question mark stand there together, or not at all. */
const KINDS = {
  'period-opened': [1, 'rules:text sell:number buy:number'],
  standing: [1, 'vehicle:name plugged:yesNo age:energy energy:energy value:number'],
  'signed-bid': [1, 'party:party sequence:count mostIn:signed mostOut:signed token:token'],
  correction: [1, `match:id prosumer:name vehicle:name s0:net s1:net s2:net s3:net s4:net s5:net stored:energy released:energy releasedValue:number ${RULE('window')}`],
  'correction-line': [1, `takenBack:yesNo ${SETTLEMENT}`],
  'prosumer-bid': [2, 'prosumer:name direction:direction energy:energy forecaster:text model:modelIfKnown'],
  'vehicle-bid': [3, 'vehicle:name energy:energy value:number floor:energy ceiling:energy store:yesNo release:yesNo charger:charger leastIn?:least leastOut?:least'],
  'horizon-price': [3, 'price:horizon held:energy capacity:energy'],
  matching: [4, 'algorithm:text forecast:energy greedy:energy bound:energy loss:moneyIfKnown certificate:text worth?:energy greedyWorth?:energy'],
  match: [4, `id:id prosumer:name vehicle:name forecast:energy storing:number ${RULE('storing')} releasing:number ${RULE('releasing')}`],
  'direct-matching': [4, 'energy:energy'],
  'direct-match': [4, `id:id seller:name buyer:name forecast:energy price:number ${RULE('rule')}`],
  'signed-registers': [5, 'match:id stored:energyIfKnown released:energyIfKnown algorithm:algorithm key:key records:records'],
  'exchange-statement': [5, 'match:id party:party s0:stated s1:stated s2:stated s3:stated s4:stated s5:stated hash:hash token:token'],
  'exchange-refusal': [5, 'match:id reason:text'],
  exchange: [5, 'match:id sample:sample flow:flow energy:moved after:energy told?:charged'],
  'direct-exchange': [5, 'match:id sample:sample energy:moved'],
  settlement: [6, SETTLEMENT],
  'direct-settlement': [6, `match:id seller:home buyer:home energy:energy price:number ${RULE('rule')} amount:number`],
  inventory: [6, 'vehicle:name cause:cause energy:energy value:number'],
  abandonment: [7, 'reason:text'],
};

const STEP_OF_CAUSE = { JOINED: 0, DRIVEN: 1, CHARGED_OUTSIDE: 1, MEASURED: 1, CORRECTED: 1, SETTLED: 6 };

/** Kinds that a ledger holds and a receipt does not. */
const FOREIGN = new Set([
  'enrolment', 'validators', 'agent-key', 'metering', 'trading-partner', 'revocation', 'membership-order', 'direct-trade', 'trail-seal', 'model-update',
  'model-refusal', 'global-model', 'signed-forecast', 'forecast-refusal', 'rejection', 'shadow-price',
]);

const GRAMMAR = new Map(
  Object.entries(KINDS).map(([kind, [step, text]]) => {
    const fields = text.split(' ').map((field) => field.split(':'));
    const usual = fields.filter(([name]) => !name.endsWith('?')).length;
    return [kind, { step, usual, fields: fields.map(([name, type]) => [name.replace('?', ''), type]) }];
  }),
);

export function entryOf(text) {
  const [kind, ...fields] = text.split('|');
  if (FOREIGN.has(kind)) {
    return { kind, text, step: 0 };
  }
  const grammar = GRAMMAR.get(kind);
  refuseIf(grammar === undefined, () => `'${kind}' is of no known kind`);
  refuseIf(fields.length !== grammar.usual && fields.length !== grammar.fields.length, () => `an entry ${kind} has ${grammar.usual} fields`);
  const entry = { kind, text, step: grammar.step };
  grammar.fields.slice(0, fields.length).forEach(([name, type], i) => {
    entry[name] = TYPES[type](fields[i]);
  });
  if (kind === 'inventory') {
    entry.step = STEP_OF_CAUSE[entry.cause];
  }
  refuseIf(entry.records?.length > MOST_RECORDS, () => `${entry.records.length} signed records are more than ${MOST_RECORDS}`);
  refuseIf(entry.stored === null && entry.released === null, 'signed registers that bound nothing are none');
  refuseIf(kind === 'direct-match' && entry.seller === entry.buyer, 'no home trades with itself');
  refuseIf(entry.leastIn === 0n && entry.leastOut === 0n, 'no least power is not written');
  refuseIf(entry.held > entry.capacity, 'a fleet cannot hold more between the bounds of its windows than these are wide');
  refuseIf(entry.direction === 'DEMAND' && entry.energy === 0n, 'a demand of nothing is written as a surplus');
  return entry;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A whole minute of UTC, as in 2026-01-31T12:00:00Z. */
export function periodOf(text) {
  const parts = /^(\d{4}|-\d{4,10}|\+\d{5,10})-(\d\d)-(\d\d)T(\d\d):(\d\d):00Z$/.exec(text);
  refuseIf(parts === null, () => `'${text}' is not the start of a minute in UTC`);
  const [year, month, day, hour, minute] = parts.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : DAYS[month - 1];
  refuseIf(!(day >= 1 && day <= days && hour < 24 && minute < 60), () => `'${text}' is no day and minute`);
  refuseIf(/^-0+$/.test(parts[1]) || /^[+-]0\d{4,}$/.test(parts[1]), () => `'${text}' is not written as the ledger writes it`);
  return text;
}

export const gridOf = TYPES.name;
export const partyOf = TYPES.party;
export const sum = (numbers) => numbers.reduce((all, each) => long(all + each), 0n);
