// Asks for what needs a password that was given a short while ago: the market says so, and then the page asks for it once.

import { h, show } from '../live/view.js';
import { ask } from './market.js';

const proof = document.createElement('dialog');
proof.id = 'proof';
proof.setAttribute('aria-labelledby', 'proof-title');
document.body.append(proof);
show(
  proof,
  h(
    'form',
    { method: 'dialog' },
    h('h2', { id: 'proof-title' }, 'Your password again'),
    h('p', null, 'It is more than ten minutes since you gave it.'),
    h('label', { class: 'field' }, 'Password ', h('input', { name: 'password', type: 'password', autocomplete: 'current-password', maxlength: 256 })),
    h('p', { class: 'buttons' }, h('button', { value: 'prove' }, 'Go on'), ' ', h('button', { value: 'cancel', formnovalidate: true }, 'Leave it')),
  ),
);

/** Asks, and asks for the password first if it was given too long ago. */
export async function askSurely(method, address, body) {
  try {
    return await ask(method, address, body);
  } catch (error) {
    if (!error.asksPassword || !(await proved())) {
      throw error;
    }
    return ask(method, address, body);
  }
}

/** Opens a dialog; what its button says, once it is closed. */
export const answered = (dialog) =>
  new Promise((done) => {
    const closed = () => {
      dialog.removeEventListener('close', closed);
      done(dialog.returnValue);
    };
    dialog.addEventListener('close', closed);
    dialog.returnValue = '';
    dialog.showModal();
  });

async function proved() {
  const field = proof.querySelector('input');
  field.value = '';
  if ((await answered(proof)) !== 'prove') {
    return false;
  }
  await ask('POST', '/api/me/proof', { password: field.value });
  return true;
}
