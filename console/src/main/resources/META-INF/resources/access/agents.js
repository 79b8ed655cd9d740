// The forms that enrol the agent of a home and end it: public keys in; out, this once, its token and the command that starts it.

import { h, show } from '../live/view.js';
import { askSurely } from './proving.js';

const PLAIN = { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' };
const HOME = ['home', 'Home', { required: true, maxlength: 64, placeholder: 'L1' }];
const FIELDS = [
  ['key', 'Public key of the home, which the agent shows as it starts', { required: true, maxlength: 60, placeholder: '43 characters of base64url' }],
  ['car', 'Car that it signs for, too', { maxlength: 72, placeholder: 'none' }],
  ['car_key', 'Public key of the car', { maxlength: 60, placeholder: 'with a car alone' }],
  ['meter', 'Where it hears the meter: a file, or mqtt://...', { maxlength: 200, placeholder: 'readings.jsonl' }],
];
const WHY = ['reason', 'Why? The trail keeps your words', { required: true, maxlength: 300 }];

const HIDE = ['private', 'The home is private: no reading of it reaches the market, and the agent signs what it exchanges'];

const field = ([name, words, more]) => h('label', { class: 'field' }, `${words} `, h('input', { name, ...PLAIN, ...more }));

const choice = ([name, words]) => h('label', { class: 'field' }, h('input', { type: 'checkbox', name, value: 'yes' }), ` ${words}`);

/**
 * Draws the forms into a place that has none yet.
 *
 * @param address of the agent of a home, which is named where `named`; with a query
 * @param named whether the home is typed here
 * @param then done after the market has carried something out
 * @returns what changes them: `fill` in a home, `mayEnd` whether there is one to end
 */
export function agentForms(place, { address, named, then }) {
  const homes = named ? [HOME] : [];
  show(
    place,
    h('form', { class: 'enrol agents', 'aria-label': 'Enrol an agent' }, homes.map(field), FIELDS.map(field), choice(HIDE), field(WHY), h('button', { type: 'submit' }, 'Enrol the agent')),
    h('form', { class: 'enrol agents', 'aria-label': 'End an agent', hidden: !named }, homes.map(field), field(WHY), h('button', { type: 'submit', class: 'grave' }, 'End the agent')),
    h('div', { class: 'agent-told', role: 'status' }),
  );
  const [enrolling, ending] = place.querySelectorAll('form');
  const told = place.querySelector('.agent-told');

  const sent = (form, send) =>
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const button = form.querySelector('button');
      button.disabled = true;
      show(told, h('p', null, 'The market is at it.'));
      try {
        show(told, await send(Object.fromEntries([...new FormData(form)].map(([name, text]) => [name, text.trim()]))));
        form.reset();
        then();
      } catch (error) {
        show(told, refused(error));
      }
      button.disabled = false;
    });

  sent(enrolling, async ({ home, private: hidden, ...wish }) => {
    const given = Object.fromEntries(Object.entries(wish).filter(([, text]) => text));
    return enrolled(await askSurely('POST', address(home, {}), hidden ? { ...given, private: true } : given));
  });
  sent(ending, async ({ home, reason }) => ended(await askSurely('DELETE', address(home, { reason }))));
  told.addEventListener('click', copy);
  return {
    fill(home) {
      enrolling.elements.home.value = home;
      ending.elements.home.value = home;
      enrolling.elements.key.focus();
    },
    mayEnd(is) {
      ending.hidden = !is;
    },
    clear() {
      show(told);
    },
  };
}

const refused = (error) => h('p', { class: 'alert' }, h('strong', null, error.status === undefined ? 'Connection lost. ' : 'The market said no. '), h('bdi', null, error.message));

const trails = (numbers) => (numbers.length === 0 ? '' : ` Trail ${numbers.join(', ')}.`);

const ended = ({ words, trail }) => h('p', { class: 'alert mild' }, h('bdi', null, words + trails(trail)));

const enrolled = ({ words, trail, name, token, command }) =>
  h(
    'div',
    { class: 'alert mild' },
    h('p', null, h('bdi', null, words + trails(trail))),
    h('p', null, `The token ${name}: `, h('code', { class: 'secret' }, token)),
    h('p', null, 'On the machine near the meter, start it with: '),
    h('pre', { class: 'command', tabindex: 0 }, h('code', null, command)),
    h('button', { type: 'button', class: 'plain small', 'data-copy': '' }, 'Copy the command'),
  );

/** Where a browser gives no clipboard, the command is marked to be copied. */
async function copy({ target }) {
  const button = target.closest('[data-copy]');
  if (button === null) {
    return;
  }
  const text = button.parentElement.querySelector('.command code');
  try {
    await navigator.clipboard.writeText(text.textContent);
    show(button, 'Copied');
  } catch {
    getSelection().selectAllChildren(text);
    show(button, 'Marked: copy it');
  }
}
