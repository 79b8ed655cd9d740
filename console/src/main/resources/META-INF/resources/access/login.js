// The login: whoever is logged in already goes on at once, since a link from elsewhere comes without the cookie.

import { h } from '../live/view.js';
import { say, whenSent } from './form.js';
import { ask, goOnTo, rememberWhereTo, whoAmI } from './market.js';

/** Why the organisation's login did not lead in, as the address says it. */
const REFUSED = {
  'no-name': "Your organisation gave a name that cannot be one here: small letters, digits and . _ @ - only, at most 60. Ask an admin.",
  nobody: 'Nobody is set up yet: the first person is an admin of this market, and has a password here.',
  'no-role': 'Your organisation gave you no role of this market: analyst, approver, operator, auditor, member or admin. Ask whoever runs its login.',
  disabled: 'You are disabled in this market: ask an admin.',
  'name-taken': 'Your name belonged to somebody else of your organisation, who has an account here: ask an admin.',
};

const form = document.getElementById('login');
const caps = document.getElementById('caps');

whenSent(form, async ({ name, password }) => {
  try {
    location.replace(goOnTo(await ask('POST', '/api/login', { name, password })));
  } catch (error) {
    form.elements.password.value = '';
    form.elements.password.focus();
    throw error;
  }
});

form.elements.password.addEventListener('keyup', (event) => {
  caps.hidden = !event.getModifierState?.('CapsLock');
});

document.getElementById('sso').addEventListener('click', rememberWhereTo);

const address = new URLSearchParams(location.search);
if (address.has('changed')) {
  say('mild', 'Your password is changed. Log in with the new one.');
} else if (REFUSED[address.get('refused')]) {
  say('', REFUSED[address.get('refused')]);
}

try {
  const me = await whoAmI();
  document.getElementById('sso').hidden = !me.singleSignOn;
  if (me.kind === 'person') {
    location.replace(goOnTo(me));
  } else if (!me.setUp) {
    say('mild', 'Nobody is set up yet. ', h('a', { href: '/setup.html' }, 'Set up the first person'), '.');
  }
} catch (error) {
  say('', error.message);
}
