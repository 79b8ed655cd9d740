// A lane for each matched pair: who, which way, how much, at what price and by which rule. Then those without a match.

import { h } from './view.js';
import { asCounted, kw, kwh, nobodyCalled, number, partOf, pencePerKwh, ruleSource } from './words.js';

const THINNEST_PX = 6;
const THICKEST_PX = 30;

export const trades = ({ matching, found, matches, prosumers, vehicles, gridPrices }) => {
  const strongest = Math.max(...matches.map((match) => match.powerKw), 0.001);
  const alone = prosumers.filter((prosumer) => !prosumer.matchedWith && !prosumer.direct);
  const direct = prosumers.filter((prosumer) => prosumer.direct);
  return [
    matching === null ? null : chosen(matching),
    partOf(matches.length, found.matches, 'pairs', found),
    matches.length === 0 && direct.length === 0
      ? h('p', { class: 'empty' }, found.find ? nobodyCalled('pair', found.find) : 'Nobody is matched yet in this period: everyone trades with the grid.')
      : h(
          'ul',
          { class: 'lanes' },
          matches.map((match) => lane(match, byName(prosumers, 'prosumer', match.prosumer), byName(vehicles, 'vehicle', match.vehicle), strongest)),
        ),
    direct.length > 0 ? fromHomeToHome(direct) : null,
    alone.length > 0 ? withTheGrid(alone, found, gridPrices) : null,
  ];
};

/** Whether better pairs exist, and what first come, first served loses. */
const chosen = (matching) =>
  h(
    'p',
    { class: 'chosen' },
    matching.proved
      ? h('span', { class: 'good' }, `\u2713 Proved: no other pairs ${matching.horizonPerMille === null ? 'move more' : 'are worth more at this horizon price'}`)
      : h('span', { class: matching.fallback ? 'tag mild' : 'mild' }, short(matching)),
    matching.fallback && matching.proved ? h('span', { class: 'tag mild' }, `${matching.algorithm} fallback`) : null,
    matching.algorithm === 'greedy' ? null : h('span', { class: 'quiet' }, againstGreedy(matching)),
  );

const short = ({ algorithm, fallback, optimumKnown, lostKwh, horizonPerMille }) =>
  `${algorithm}${fallback ? ' fallback' : ' by choice'}, ${optimumKnown ? '' : 'at most '}${kwh(lostKwh)} lost${asCounted(horizonPerMille)}`;

function againstGreedy({ lostByGreedyKwh, lostByGreedyPence, horizonPerMille }) {
  const would = horizonPerMille === null ? 'move' : 'be worth';
  if (lostByGreedyKwh === 0) {
    return `First come, first served would ${would} as much${asCounted(horizonPerMille)}`;
  }
  const money =
    lostByGreedyPence === null || lostByGreedyPence === 0
      ? ''
      : ` and gain prosumers ${number(Math.abs(lostByGreedyPence), 4)} p ${lostByGreedyPence > 0 ? 'less' : 'more'}`;
  return `First come, first served would ${would} ${kwh(lostByGreedyKwh)} less${asCounted(horizonPerMille)}${money}`;
}

const byName = (parties, field, name) => parties.find((party) => party[field] === name);

function lane(match, prosumer, vehicle, strongest) {
  const flow = match.flow ?? match.expected;
  const stored = flow === 'STORED';
  return h(
    'li',
    { class: 'lane', key: `${match.prosumer}~${match.vehicle}` },
    h('div', { class: 'party home' }, h('b', null, match.prosumer), h('span', null, need(prosumer)), rest(prosumer)),
    arrow(match, stored, strongest, prosumer?.isPrivate),
    h('div', { class: 'party ev' }, h('b', null, match.vehicle), h('span', null, vehicle?.storedKwh != null ? `holds ${kwh(vehicle.storedKwh)}` : ''), null),
    terms(match, stored, prosumer?.isPrivate),
  );
}

function need(prosumer) {
  if (!prosumer?.direction) {
    return prosumer?.isPrivate ? 'private' : 'no trusted reading';
  }
  return `${prosumer.direction === 'SURPLUS' ? 'surplus' : 'demand'} ${kw(prosumer.netKw)}`;
}

function rest(prosumer) {
  const left = prosumer?.direction ? prosumer.netKw - prosumer.withVehicleKw : 0;
  return left >= 0.0005
    ? h('span', { class: 'quiet' }, `${kw(left)} of it ${prosumer.direction === 'SURPLUS' ? 'to' : 'from'} the grid`)
    : null;
}

function arrow(match, stored, strongest, isPrivate) {
  const width = THINNEST_PX + (THICKEST_PX - THINNEST_PX) * (match.powerKw / strongest);
  return h(
    'div',
    { class: `arrow ${stored ? 'storing' : 'releasing'} ${match.flow ? 'flowing' : 'waiting'}`, vars: { thick: `${width.toFixed(1)}px` } },
    h('span', { class: 'amount' }, match.flow ? kw(match.powerKw) : isPrivate ? 'private' : 'nothing flows yet'),
    h('div', { class: 'stream', 'aria-hidden': 'true' }),
    h('span', { class: 'quiet' }, stored ? `${match.prosumer} sells to ${match.vehicle}` : `${match.vehicle} sells to ${match.prosumer}`),
  );
}

function terms(match, stored, isPrivate) {
  const agreed = stored ? match.storing : match.releasing;
  const other = stored ? match.releasing : match.storing;
  return h(
    'div',
    { class: 'terms' },
    h(
      'p',
      null,
      h('b', { class: 'price' }, pencePerKwh(agreed.pricePencePerKwh)),
      h('span', { class: 'gain' }, gain(match.prosumer, agreed)),
    ),
    h('p', { class: 'why' }, h('bdi', null, agreed.rule), h('span', { class: 'source' }, ruleSource(agreed))),
    h('p', { class: 'quiet' }, progress(match, isPrivate)),
    match.why === null
      ? null
      : h('details', { key: 'why' }, h('summary', null, `Why ${match.vehicle}`), h('p', null, `${match.why.sentence}.`)),
    h(
      'details',
      { key: 'turned' },
      h('summary', null, 'If the flow turns round'),
      h('p', null, h('b', { class: 'price' }, pencePerKwh(other.pricePencePerKwh)), h('span', { class: 'gain' }, gain(match.prosumer, other))),
      h('p', { class: 'why' }, h('bdi', null, other.rule), h('span', { class: 'source' }, ruleSource(other))),
    ),
  );
}

const gain = (prosumer, { prosumerGainPencePerKwh: pence }) =>
  pence === 0 ? 'the same as with the grid' : `${prosumer} gains ${number(pence, 4)} p on each kWh against the grid`;

function progress({ storedKwh, releasedKwh, forecastKwh }, isPrivate) {
  if (isPrivate) {
    return `Private: known once both have signed it; forecast ${kwh(forecastKwh)}`;
  }
  const parts = [storedKwh > 0 ? `${kwh(storedKwh)} stored` : null, releasedKwh > 0 ? `${kwh(releasedKwh)} released` : null];
  const soFar = parts.filter(Boolean).join(' and ') || 'nothing yet';
  return `So far ${soFar}; forecast ${kwh(forecastKwh)}`;
}

/** Each pair once where its seller is shown, and its buyer where that is shown alone. */
const fromHomeToHome = (homes) => [
  h('h3', null, 'From home to home'),
  h(
    'ul',
    { class: 'alone' },
    homes
      .filter(({ direct }) => direct.sells || byName(homes, 'prosumer', direct.with) === undefined)
      .map(({ prosumer, direct }) =>
        h('li', null, h('b', null, prosumer), ` ${direct.sells ? 'sells to' : 'buys from'} ${direct.with} at ${pencePerKwh(direct.pricePencePerKwh)}; forecast ${kwh(direct.forecastKwh)}`),
      ),
  ),
];

const withTheGrid = (alone, found, prices) => [
  h('h3', null, 'With the grid only'),
  partOf(alone.length, found.prosumersAlone, 'homes', found),
  h('ul', { class: 'alone' }, alone.map((prosumer) => h('li', null, h('b', null, prosumer.prosumer), ` ${gridTrade(prosumer, prices)}`))),
];

function gridTrade(prosumer, prices) {
  if (!prosumer.direction && prosumer.isPrivate) {
    return prosumer.refusal ? `private: ${prosumer.refusal}` : 'private';
  }
  if (!prosumer.direction) {
    return prosumer.refusal ? `no trusted reading: ${prosumer.refusal}` : 'no trusted reading';
  }
  return prosumer.direction === 'SURPLUS'
    ? `sells ${kw(prosumer.netKw)} at ${pencePerKwh(prices.sellPencePerKwh)}`
    : `buys ${kw(prosumer.netKw)} at ${pencePerKwh(prices.buyPencePerKwh)}`;
}
