// Numbers, times and enumerations as people read them. The same decimals everywhere: 1 W, 1 Wh, 0.0001 p/kWh.

import { h } from './view.js';

const MINUS = '\u2212';

const fixed = (value, decimals) => {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
};

export const kw = (value) => `${fixed(value, 3)} kW`;
export const kwh = (value) => `${fixed(value, 3)} kWh`;
export const pencePerKwh = (value) => `${fixed(value, 4)} p/kWh`;
export const number = fixed;
export const percent = (part, whole) => `${fixed((100 * part) / whole, 0)} %`;

/** Today's money to the penny, with more decimals while it is still below 10 pounds. */
export const pounds = (value) => {
  const size = fixed(Math.abs(value), Math.abs(value) < 10 ? 4 : 2);
  return `${value < 0 ? MINUS : ''}£${size}`;
};

export const clock = (instant) => instant.slice(11, 19);
export const minute = (instant) => instant.slice(11, 16);
export const day = (instant) => instant.slice(0, 10);

/** Where a rule stands, for someone who wants to open its table. */
export const ruleSource = ({ table, row, version }) =>
  row > 0 ? `${table}, row ${row}, version ${version}` : 'a rule of the market itself';

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
