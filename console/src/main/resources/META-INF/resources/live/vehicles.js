// A card for each EV: what it does, with whom, and its battery with the window in which it may trade.

import { h } from './view.js';
import { kw, kwh, nobodyCalled, number, partOf, pencePerKwh, percent } from './words.js';

const MODES = {
  STORING: ['\u25BC', 'storing'],
  RELEASING: ['\u25B2', 'releasing'],
  MATCHED: ['\u25C6', 'matched'],
  WAITING: ['\u25CB', 'waiting'],
  REFUSED: ['\u2715', 'not taking part'],
  AWAY: ['\u2197', 'away'],
};

export const vehicles = ({ vehicles: cars, found }) =>
  cars.length === 0
    ? h('p', { class: 'empty' }, found.find ? nobodyCalled('EV', found.find) : 'This grid has no EV.')
    : [partOf(cars.length, found.matches + found.vehiclesAlone, 'EVs', found), h('ul', { class: 'cars' }, cars.map(card)), key()];

const card = (car) =>
  h(
    'li',
    { class: `car ${car.mode.toLowerCase()}`, key: car.vehicle },
    h(
      'div',
      { class: 'head' },
      h('b', null, car.vehicle),
      h('span', { class: `pill mode-${car.mode.toLowerCase()}` }, `${MODES[car.mode][0]} ${MODES[car.mode][1]}`),
    ),
    h('p', { class: 'doing' }, doing(car)),
    battery(car),
    h('p', { class: 'cost' }, h('span', null, 'Average cost'), h('b', null, car.averageCostPencePerKwh === null ? 'not known yet' : pencePerKwh(car.averageCostPencePerKwh))),
  );

function doing(car) {
  if (car.powerKw > 0) {
    return `${kw(car.powerKw)} ${car.mode === 'STORING' ? 'from' : 'to'} ${car.matchedWith}`;
  }
  if (car.refusal) {
    return h('bdi', null, car.refusal);
  }
  return car.matchedWith ? `with ${car.matchedWith}, nothing flows yet` : car.pluggedIn ? 'plugged in, without a match' : 'not plugged in';
}

const at = (value, car) => `${Math.max(0, Math.min(100, (100 * value) / car.capacityKwh)).toFixed(2)}%`;

function battery(car) {
  if (car.storedKwh === null) {
    return h('p', { class: 'empty' }, 'Its battery is not known yet.');
  }
  const bounded = car.floorKwh !== null;
  return h(
    'div',
    { class: 'battery' },
    h('p', { class: 'holds' }, h('b', null, percent(car.storedKwh, car.capacityKwh)), h('span', null, `${number(car.storedKwh, 3)} of ${number(car.capacityKwh, 1)} kWh`)),
    h(
      'div',
      {
        class: 'soc',
        role: 'meter',
        'aria-label': `Stored energy of ${car.vehicle} in kWh`,
        'aria-valuemin': 0,
        'aria-valuemax': car.capacityKwh,
        'aria-valuenow': car.storedKwh,
      },
      h('div', { class: 'fill', vars: { at: at(car.storedKwh, car) } }),
      bounded ? h('div', { class: 'reserve', vars: { from: at(car.floorKwh - car.reserveKwh, car), at: at(car.reserveKwh, car) } }) : null,
      bounded ? h('div', { class: 'mark floor', vars: { at: at(car.floorKwh, car) } }) : null,
      bounded ? h('div', { class: 'mark ceiling', vars: { at: at(car.ceilingKwh, car) } }) : null,
    ),
    bounded ? tradable(car) : h('p', { class: 'marks' }, h('span', null, 'Reserve', h('b', null, kwh(car.reserveKwh)))),
  );
}

const tradable = (car) =>
  h(
    'p',
    { class: 'marks' },
    h('span', null, 'May release', h('b', null, kwh(Math.max(0, car.storedKwh - car.floorKwh)))),
    h('span', null, 'May store', h('b', null, kwh(Math.max(0, car.ceilingKwh - car.storedKwh)))),
  );

const key = () =>
  h(
    'p',
    { class: 'key quiet' },
    h('span', null, h('i', { class: 'swatch reserve', 'aria-hidden': 'true' }), 'reserve for driving'),
    h('span', null, h('i', { class: 'swatch mark', 'aria-hidden': 'true' }), 'floor and ceiling: it trades between them'),
  );
