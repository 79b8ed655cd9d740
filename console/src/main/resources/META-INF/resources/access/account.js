// One's own account: name, roles and parties, and another password.

import { h, show } from '../live/view.js';
import { say, whenSent } from './form.js';
import { ask, homeOf } from './market.js';
import { showWho } from './who.js';

const account = document.getElementById('account');
const form = document.getElementById('password');

const fact = (name, value) => h('div', null, h('dt', null, name), h('dd', null, value));

function shown(me) {
  const home = homeOf(me);
  return [
    h(
      'dl',
      { class: 'facts' },
      fact('Name', me.name),
      fact('Roles', me.roles.join(', ')),
      me.parties.length > 0 ? fact('Your parties', me.parties.join(', ')) : null,
    ),
    me.rights.includes('own:see-money') && me.parties.length > 0
      ? h('p', null, h('a', { href: '/me/' }, 'Your bill, with the receipt of each trade'))
      : null,
    home === '/account/' ? null : h('p', null, h('a', { href: home }, 'Go on')),
  ];
}

whenSent(form, async ({ old, new: chosen }) => {
  try {
    await ask('POST', '/api/me/password', { password: old, newPassword: chosen });
    location.replace('/login.html?changed');
  } catch (error) {
    form.elements.old.focus();
    throw error;
  }
});

try {
  const me = await showWho();
  if (me.kind === 'person') {
    show(account, shown(me));
    form.hidden = me.name.startsWith('sso:');
    form.elements.username.value = me.name;
    if (me.givenPassword) {
      say('mild', 'Somebody else chose your password, and knows it. Choose one of your own.');
    } else if (form.hidden) {
      say('mild', 'You log in with your organisation, and have no password here.');
    }
  } else if (me.kind !== 'nobody') {
    show(account, h('p', { class: 'empty' }, 'Nobody is set up yet. ', h('a', { href: '/setup.html' }, 'Set up the first person'), '.'));
  }
} catch (error) {
  show(account, h('p', { class: 'empty' }, 'Nothing can be shown.'));
  say('', `${error.message} Then load this page again.`);
}
