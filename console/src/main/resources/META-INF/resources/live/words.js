// Numbers, times and enumerations as people read them. The same decimals everywhere: 1 W, 1 Wh, 0.0001 p/kWh.

import { h } from './view.js';

const MINUS = '\u2212';

const fixed = (value, decimals) => {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
};

const OF_KWH = 3;
const OF_PENCE = 4;

export const kw = (value) => `${fixed(value, 3)} kW`;
export const kwh = (value) => `${fixed(value, OF_KWH)} kWh`;
export const pence = (value) => `${fixed(value, OF_PENCE)} p`;
export const pencePerKwh = (value) => `${fixed(value, OF_PENCE)} p/kWh`;
export const number = fixed;

const padded = (text, decimals) => text.replace(/(\d+)(?:\.(\d+))?/, (all, whole, part = '') => `${whole}.${part.padEnd(decimals, '0')}`);

/** An exact number with its unit, as a receipt has it, with as many decimals as everywhere else, or more. */
export const exactKwh = (text) => padded(text, OF_KWH);
export const exactPence = (text) => padded(text, OF_PENCE);
/** Behind a figure of a period with a horizon price: each kWh times the weight of its side. */
export const asCounted = (horizonPerMille) => (horizonPerMille === null ? '' : ', as counted');

export const percent = (part, whole) => `${fixed((100 * part) / whole, 0)} %`;

/** Today's money to the penny, with more decimals while it is still below 10 pounds. */
export const pounds = (value) => {
  const size = fixed(Math.abs(value), Math.abs(value) < 10 ? 4 : 2);
  return `${value < 0 ? MINUS : ''}£${size}`;
};

export const clock = (instant) => instant.slice(11, 19);
export const minute = (instant) => instant.slice(11, 16);
export const day = (instant) => instant.slice(0, 10);

/** An instant on the market's clock, by which periods go. The machine's may run slower; both are UTC. */
export const moment = (instant) => `${day(instant)} ${minute(instant)}`;

/** Says of what was named that it goes by the machine's clock: people, jobs, alerts and the trail do. */
export const byMachine = (words) => `${words} (machine\u2019s clock)`;

/** The same of the market's clock, beside what goes by the machine's. */
export const byMarket = (words) => `${words} (market\u2019s clock)`;

/** Where a rule stands, for someone who wants to open its table. A version of the rules is one of each of their tables. */
export const ruleSource = ({ table, row, version }) =>
  row > 0 ? `${table}, row ${row}, ${tableVersion(version)}` : 'a rule of the market itself';

/** What a table says has a name of its own, the same on bills, on receipts and on the pages of the rules. */
export const tableVersion = (version) => `table version ${version}`;

export const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** Above a list that is not shown whole, but its first rows or those whose name was looked for. */
export const partOf = (shown, all, what, { find }) =>
  shown >= all && !find
    ? null
    : h(
        'p',
        { class: 'quiet' },
        `${shown.toLocaleString('en')} of ${all.toLocaleString('en')} ${what}`,
        find ? [' for "', h('bdi', null, find), '" at the top.'] : '. Find others by their name, at the top.',
      );

export const nobodyCalled = (what, part) => `No ${what} has a name with "${part}" in it.`;

/** A sentence of the server, which says it without capital and full stop. */
export const sentence = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
