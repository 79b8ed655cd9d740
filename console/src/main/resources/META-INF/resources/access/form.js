// A form that is sent by script: it says what goes on, is sent once, and keeps what was typed if it is refused.

import { h, show } from '../live/view.js';

const message = document.getElementById('message');

export const say = (kind, ...words) => show(message, words.length > 0 ? h('p', { class: `alert ${kind}` }, ...words) : null);

export const quiet = () => show(message);

/** @param send gets the form's fields and does what it is for */
export function whenSent(form, send) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button[type="submit"]');
    button.disabled = true;
    form.setAttribute('aria-busy', 'true');
    quiet();
    try {
      await send(Object.fromEntries(new FormData(form)));
    } catch (error) {
      say('', error.message);
    } finally {
      button.disabled = false;
      form.removeAttribute('aria-busy');
    }
  });
}
