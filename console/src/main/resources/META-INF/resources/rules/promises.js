// The promises that the draft whose page this is keeps or breaks: the features, played against its tables.

import { whoAmI } from '../access/market.js';
import { ask } from '../live/ask.js';
import { h, show } from '../live/view.js';
import { runner } from '../promises/run.js';
import { mayNotTry } from './may.js';

/** What the tables decide themselves, then everything. */
const PLACES = [
  ['pricing', 'prices'],
  ['soc-limits', 'limits'],
  ['participation', 'participation'],
  ['', 'all of them (some minutes)'],
];

const place = document.getElementById('promises-of-draft');
const number = Number(location.pathname.split('/').at(-1));

try {
  const [{ grid }, me] = await Promise.all([ask(`/api/rules/drafts/${number}`), whoAmI()]);
  const mayNot = mayNotTry(me);
  show(
    place,
    h('p', { class: 'quiet' }, 'The features of this market are played against the draft, in a market of their own. A broken one is a promise to people that the draft does not keep: change the draft, or the promise.'),
    h(
      'form',
      { class: 'asking' },
      h(
        'fieldset',
        { disabled: mayNot !== null },
        h('legend', null, 'Promises about'),
        PLACES.map(([folder, words], i) => h('label', null, h('input', { type: 'radio', name: 'place', value: folder, checked: i === 0 }), ` ${words} `)),
      ),
      mayNot === null ? h('div', { class: 'buttons' }, h('button', { type: 'submit' }, 'Play them')) : h('p', { class: 'quiet' }, mayNot),
    ),
    h('div', { role: 'status', class: 'promises-run' }),
    h('p', null, h('a', { href: '/promises/' }, 'All promises, with how they ended the last time')),
  );
  const form = place.querySelector('form');
  const button = form.querySelector('button');
  const start = runner(place.querySelector('.promises-run'), () => (button.disabled = false));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    button.disabled = true;
    start(grid, { place: new FormData(form).get('place'), draft: number }).finally(() => (button.disabled = false));
  });
} catch (error) {
  show(place, h('p', { class: 'alert', role: 'alert' }, error.message));
}
