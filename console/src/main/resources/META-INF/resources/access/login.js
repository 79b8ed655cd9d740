// The login: whoever is logged in already goes on at once, since a link from elsewhere comes without the cookie.

import { h } from '../live/view.js';
import { say, whenSent } from './form.js';
import { ask, goOnTo, whoAmI } from './market.js';

const form = document.getElementById('login');
const caps = document.getElementById('caps');

whenSent(form, async ({ name, password }) => {
  try {
    await ask('POST', '/api/login', { name, password });
    location.replace(goOnTo());
  } catch (error) {
    form.elements.password.value = '';
    form.elements.password.focus();
    throw error;
  }
});

form.elements.password.addEventListener('keyup', (event) => {
  caps.hidden = !event.getModifierState?.('CapsLock');
});

try {
  const me = await whoAmI();
  document.getElementById('sso').hidden = !me.singleSignOn;
  if (me.kind === 'person') {
    location.replace(goOnTo());
  } else if (!me.setUp) {
    say('mild', 'Nobody is set up yet. ', h('a', { href: '/setup.html' }, 'Set up the first person'), '.');
  }
} catch (error) {
  say('', error.message);
}
