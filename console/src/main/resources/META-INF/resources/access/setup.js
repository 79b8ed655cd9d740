// The first person, an admin.

import { h } from '../live/view.js';
import { say, whenSent } from './form.js';
import { ask, whoAmI } from './market.js';

const form = document.getElementById('setup');

const already = () => {
  form.hidden = true;
  say('mild', 'This market has people already. ', h('a', { href: '/login.html' }, 'Log in'), '.');
};

whenSent(form, async ({ token, name, password }) => {
  await ask('POST', '/api/setup', { token: token.trim(), name: name.trim(), password });
  location.replace('/people/');
});

try {
  if ((await whoAmI()).setUp) {
    already();
  }
} catch (error) {
  say('', error.message);
}
