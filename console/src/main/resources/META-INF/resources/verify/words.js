// What a check found, in sentences and in parts of a page. Text enters as text nodes only.

import { share } from './bytes.js';
import { Refuted } from './consistency.js';

export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A whole number of millionths, exactly. */
function millionths(number) {
  const size = number < 0n ? -number : number;
  const text = `${size / 1_000_000n}.${String(size % 1_000_000n).padStart(6, '0')}`.replace(/\.?0+$/, '');
  return number < 0n ? `\u2212${text}` : text;
}

export const pence = (micropence) => `${millionths(micropence)} p`;
/** mJ as kWh, as bills round it: ties to the even digit, at nine decimals and then at six. */
export const energy = (millijoules) => `${millionths(share(share(millijoules, 5n, 18n), 1n, 1_000n))} kWh`;

const lineWords = (match, { flow, energy: moved, debit, credit, amount }, more = '') =>
  `${match.vehicle} ${flow === 'STORED' ? 'stored' : 'released'} ${energy(moved)}${more} ${flow === 'STORED' ? 'of' : 'to'} ${match.prosumer}, and ${debit} paid ${pence(amount)} to ${credit}.`;

/** What became of two homes that were paired. */
function directWords({ match, lines, abandoned }) {
  if (abandoned) {
    return [`${match.seller} and ${match.buyer} were matched, and nothing was booked: the period was abandoned.`];
  }
  if (lines.length === 0) {
    return [`${match.seller} and ${match.buyer} were matched, and no energy was booked.`];
  }
  return lines.map(({ energy: moved, seller, buyer, amount }) => {
    const [payer, payee] = amount >= 0n ? [buyer, seller] : [seller, buyer];
    return `${match.buyer} took ${energy(moved)} of ${match.seller} directly, and ${payer} paid ${pence(amount < 0n ? -amount : amount)} to ${payee}.`;
  });
}

/** What became of a home and an EV that were paired. */
function matchWords({ match, lines, refusal, abandoned }) {
  if (abandoned) {
    return [`${match.prosumer} and ${match.vehicle} were matched, and nothing was booked: the period was abandoned.`];
  }
  if (refusal !== null) {
    return [`${match.prosumer} and ${match.vehicle} were matched, and nothing was settled: ${refusal.reason}.`];
  }
  return lines.length === 0 ? [`${match.prosumer} and ${match.vehicle} were matched, and no energy was booked.`] : lines.map((line) => lineWords(match, line));
}

/** What a right receipt proves, a sentence each. */
export function sentences(found) {
  const { match, corrections, bids, statements, horizon, signers } = found;
  const said = match.kind === 'direct-match' ? directWords(found) : matchWords(found);
  if (horizon !== null) {
    const times = (weight) => `${weight / 1_000n}.${String(weight % 1_000n).padStart(3, '0')}`;
    said.push(
      `A stored kWh was worth ${pence(horizon.value * 100n)} in that minute: what counted when pairs were chosen was energy stored times ${times(1_000n + horizon.price)} and energy released times ${times(1_000n - horizon.price)}.`,
    );
  }
  if (found.registers !== null) {
    const { stored, released, key } = found.registers;
    const [went, came] = [stored, released].map((most) => (most === null ? 'an unknown amount' : `at most ${energy(most)}`));
    said.push(`The meter of ${match.vehicle}'s charger signed that ${went} went in and ${came} came out, with the key ${key}: compare it with the charger's.`);
  }
  if (statements.length > 0) {
    said.push(`${match.prosumer} is a private home: what it exchanged is what both signed, the smaller of both in each ten seconds, and no reading of it.`);
  }
  statements.forEach(({ party, checked }) =>
    said.push(checked ? `${party} signed what it exchanged with the key that you gave.` : `The signature of ${party} under what it exchanged is not checked: you gave no key of it.`),
  );
  corrections.forEach(({ height, period, lines: booked }) =>
    booked.forEach((line) => said.push(`Corrected in the minute from ${period} (block ${height}): ${lineWords(match, line, line.takenBack ? ' less' : ' more')}`)),
  );
  said.push(`It was the minute from ${found.period} in grid ${found.grid}, sealed in block ${found.height} of ${found.blocks}.`);
  bids.forEach(({ party, checked }) => said.push(checked ? `${party} signed its bid with the key that you gave.` : `The signature of ${party} under its bid is not checked: you gave no key of it.`));
  said.push(
    signers.length === 0
      ? 'Nobody signed the checkpoint.'
      : `${signers.join(', ')} signed the checkpoint${found.trusted ? ', whom you trust.' : ' with keys that only this receipt names: give the validators that you know.'}`,
  );
  said.push({ own: 'Your own anchors hold its block.', said: 'The receipt says that its block is anchored: compare it with an anchor of your own.', no: 'Its block was not anchored yet when the receipt was made.' }[found.anchored]);
  return said;
}

/** Shows each check as soon as it holds. */
export class Ticks {
  constructor(place) {
    this.list = el('ol', { class: 'ticks' });
    place.replaceChildren(this.list);
    this.place = place;
  }

  good(words) {
    this.list.append(el('li', { class: 'good' }, el('span', { 'aria-hidden': 'true' }, '\u2713 '), words));
  }

  wrong(words, then) {
    this.list.append(el('li', { class: 'bad' }, el('span', { 'aria-hidden': 'true' }, '\u2717 '), words));
    this.place.append(el('p', { class: 'verdict bad' }, then));
  }

  /** Why a comparison ended before its time: only what the files show speaks against the ledger. */
  ended(error, then) {
    const why = error.message.replace(/\.$/, '');
    if (error instanceof Refuted) {
      this.wrong(`${why}.`, then);
    } else {
      this.place.append(el('p', { class: 'verdict bad' }, `It could not be compared: ${why}.`));
    }
  }

  proved(title, said) {
    this.place.append(el('p', { class: 'verdict good' }, title), el('ul', { class: 'proved' }, ...said.map((words) => el('li', null, words))));
  }
}

/** Checks a receipt before the reader's eyes. */
export async function checkInto(place, verify, bytes, trust) {
  const ticks = new Ticks(place);
  try {
    const found = await verify(bytes, trust, (check, words) => ticks.good(words));
    ticks.proved('This receipt is right.', sentences(found));
    return true;
  } catch (wrong) {
    if (wrong.line === undefined) {
      throw wrong;
    }
    ticks.wrong(`Line ${wrong.line}: ${wrong.message}.`, `This receipt is wrong. The check that fails: ${wrong.check}.`);
    return false;
  }
}
