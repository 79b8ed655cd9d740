// The verifier's page, and the file that it can be saved as.

import { hex, sha256, utf8 } from './bytes.js';
import { listen } from './forms.js';
import { savedVerifier } from './saved.js';
import { el } from './words.js';

async function read(name) {
  const answer = await fetch(new URL(name, import.meta.url), { cache: 'no-store' });
  if (!answer.ok) {
    throw new Error(`The server answered ${answer.status}`);
  }
  return answer.text();
}

listen();

document.getElementById('save-button').addEventListener('click', async () => {
  const place = document.getElementById('save-found');
  try {
    const bytes = utf8(await savedVerifier(read));
    const address = URL.createObjectURL(new Blob([bytes], { type: 'text/html' }));
    const link = el('a', { href: address, download: 'ems-verify.html', id: 'saved' }, 'ems-verify.html');
    place.replaceChildren(el('p', null, 'Saved as ', link, '. Its SHA-256 is ', el('code', { id: 'saved-hash' }, hex(await sha256(bytes))), ': compare it with the one in docs/auditing.md of a release that you trust.'));
    link.click();
  } catch {
    place.replaceChildren(el('p', { class: 'bad' }, 'Nothing was saved: the server did not give all parts of the verifier. Try again.'));
  }
});
