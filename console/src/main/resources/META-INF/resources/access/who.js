// Who is logged in, and the way out, in the header of a page.

import { h, show } from '../live/view.js';
import { ask, toLogin, whoAmI } from './market.js';
import { addPages } from './pages.js';

const place = document.getElementById('who');

function shown(me) {
  if (me.kind === 'visitor' || me.kind === 'tester') {
    return [me.kind === 'visitor' ? 'Read-only for this machine. ' : 'Open to whoever tests it on this machine. ', h('a', { href: '/setup.html' }, 'Set up people')];
  }
  return [
    h('span', null, h('a', { href: '/account/', title: 'Your account' }, me.name), ` ${me.roles.join(', ')}`),
    h('button', { type: 'button' }, 'Log out'),
  ];
}

place.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) {
    return;
  }
  button.disabled = true;
  try {
    await ask('POST', '/api/logout');
  } catch (error) {
    if (error.status !== 401) { // then the session has ended already
      button.disabled = false;
      show(place, h('strong', { class: 'bad', role: 'alert' }, `You are still logged in. ${error.message} `), button);
      return;
    }
  }
  location.assign('/login.html');
});

/** Shows who asks; whoever is not logged in is led to the login. */
export async function showWho() {
  const me = await whoAmI();
  if (me.kind === 'nobody') {
    toLogin();
  } else {
    show(place, ...shown(me));
    addPages(me);
  }
  return me;
}
