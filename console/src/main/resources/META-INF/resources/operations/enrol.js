// The form that enrols a home or a car: fields with their units, and what is wrong with them beside them.

import { order } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { askToOrder } from './dialog.js';

const form = document.getElementById('enrol');
const words = document.getElementById('enrol-words');
const result = document.getElementById('enrol-result');
const button = form.querySelector('button');

const NUMBERS = ['capacity_kwh', 'charger_kw', 'least_charging_kw', 'least_discharging_kw', 'reserve_kwh', 'stored_kwh', 'cost_p_per_kwh', 'most_kw'];

let members = '';
let then = () => {};

/** What may be enrolled, at which address, and what to do once it is. */
export function enrolling({ enrolling: action }, path, done) {
  members = path;
  then = done;
  show(words, action.allowed ? action.consequence : action.whyNot);
  form.hidden = !action.allowed;
}

/** Fills in who left, and goes there. */
export function enrolAgain(party) {
  const [kind, name] = party.split(':');
  form.elements.kind.value = kind;
  form.elements.name.value = name;
  fitKind();
  show(result);
  form.elements[kind === 'vehicle' ? 'capacity_kwh' : 'reason'].focus();
}

function fitKind() {
  for (const part of form.querySelectorAll('[data-of]')) {
    part.hidden = part.dataset.of !== form.elements.kind.value;
  }
}

function faulty(faults) {
  let first = null;
  for (const field of form.elements) {
    const place = document.getElementById(`${field.id}-fault`);
    if (place !== null) {
      const fault = faults[field.name];
      field.setAttribute('aria-invalid', String(fault !== undefined));
      show(place, fault);
      first = first ?? (fault === undefined ? null : field);
    }
  }
  first?.focus();
}

/** As the market takes it; a field that says nothing is left out. */
function wish() {
  const fields = new FormData(form);
  const kind = fields.get('kind');
  const faults = {};
  const body = { reason: fields.get('reason') };
  for (const name of NUMBERS) {
    const text = fields.get(name).trim();
    if (text && form.elements[name].closest('[data-of]').dataset.of === kind) {
      if (/^-?\d+([.]\d+)?$/.test(text)) {
        body[name] = Number(text);
      } else {
        faults[name] = `'${text}' is no number like 7.4`;
      }
    }
  }
  if (fields.get('key').trim()) {
    body.key = fields.get('key').trim();
  }
  if (fields.get('from')) {
    body.from = `${fields.get('from').slice(0, 16)}:00Z`;
  }
  const name = fields.get('name').trim();
  if (!name) {
    faults.name = 'is missing: 1 to 64 of A-Z a-z 0-9 . _ -';
  }
  return { party: `${kind}:${name}`, body, faults };
}

form.addEventListener('change', fitKind);
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { party, body, faults } = wish();
  faulty(faults);
  if (Object.keys(faults).length > 0) {
    return;
  }
  button.disabled = true;
  show(result, h('p', null, 'The market is at it.'));
  try {
    const { words: said, trail } = await order(`${members}/${encodeURIComponent(party)}/enrol`, body);
    form.reset();
    fitKind();
    show(result, h('p', { class: 'result good' }, h('bdi', null, `${said} Trail ${trail}.`)));
    then();
  } catch (error) {
    if (error.asksPassword) {
      show(result);
      askAgain(party, body, error.message);
    } else {
      faulty(error.faults ?? {});
      show(result, h('p', { class: 'result bad' }, h('bdi', null, error.message)));
    }
  }
  button.disabled = false;
});

/** In the dialog, which takes the password along. */
function askAgain(party, { reason, ...more }, consequence) {
  askToOrder({
    title: `Enrol ${party}`,
    consequence,
    reason,
    button: 'Enrol it',
    orders: [{ path: `${members}/${encodeURIComponent(party)}/enrol`, more }],
    then: (outcomes) => {
      if (outcomes.length > 0) {
        form.reset();
        fitKind();
      }
      then();
    },
  });
}
