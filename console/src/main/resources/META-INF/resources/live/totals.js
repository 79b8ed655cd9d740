// The day in money, and the proof that nothing got lost.

import { h } from './view.js';
import { counted, kwh, pounds } from './words.js';

const figure = (label, value, kind) =>
  h('div', { class: kind }, h('dt', null, label), h('dd', null, value));

export const totals = ({ today }) => [
  h(
    'dl',
    { class: 'figures' },
    figure('Grid cost saved', pounds(today.gridCostSavedGbp), 'main'),
    figure('Prosumers gained', pounds(today.prosumersSavedGbp)),
    figure('EVs earned', pounds(today.vehiclesEarnedGbp)),
    figure('Stored in EVs', kwh(today.storedKwh)),
    today.directKwh > 0 ? figure('From home to home', kwh(today.directKwh)) : null,
    figure('Released by EVs', kwh(today.releasedKwh)),
    today.broughtKwh > 0 ? figure('Of that, not stored today', kwh(today.broughtKwh)) : null,
  ),
  closure(today),
  unread(today),
  unreadable(today),
];

/** After a restart the day is added up beside the page: what is missing is said. */
const unread = ({ unread: periods }) =>
  periods === 0
    ? null
    : h('p', { class: 'closure none' }, `${counted(periods, 'earlier period is', 'earlier periods are')} still being added up.`);

const unreadable = ({ unreadable: periods }) =>
  periods === 0
    ? null
    : h('p', { class: 'closure bad' }, `${counted(periods, 'period is', 'periods are')} missing: the record is damaged. The log says which; verify the ledger.`);

function closure({ periods, unread: missing, mismatchMillijoules, mismatchMicropence }) {
  if (periods === 0 && missing > 0) {
    return null;
  }
  if (periods === 0) {
    return h('p', { class: 'closure none' }, 'No period is settled yet today.');
  }
  if (mismatchMillijoules === 0 && mismatchMicropence === 0) {
    return h(
      'p',
      { class: 'closure good' },
      h('span', { class: 'tick', 'aria-hidden': 'true' }, '\u2713'),
      `Mismatch 0 mJ and £0 over ${counted(periods, 'settled period', 'settled periods')}.`,
    );
  }
  return h(
    'p',
    { class: 'closure bad' },
    `Mismatch ${mismatchMillijoules} mJ and ${mismatchMicropence} millionths of a penny: exchanges, settlement and batteries disagree. Stop the grid and verify the ledger.`,
  );
}
