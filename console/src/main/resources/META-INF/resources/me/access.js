// Who speaks for one's own party: the key of its bids, and the tokens of its devices.

import { agentForms } from '../access/agents.js';
import { ask } from '../access/market.js';
import { answered, askSurely } from '../access/proving.js';
import { h, show } from '../live/view.js';
import { byMachine, counted, moment } from '../live/words.js';

const panel = document.getElementById('access');
const keyForm = document.getElementById('own-key');
const tokenForm = document.getElementById('own-token');
const revoking = document.getElementById('own-revoke');
const agent = document.getElementById('own-agent');
const forms = agentForms(document.getElementById('own-agent-forms'), { address: (home, query) => address('access/agent', query), named: false, then: () => look() });

const HOLDS = byMachine('Holds');
const tell = (...words) => show(document.getElementById('access-told'), words.length === 0 ? null : h('p', { class: 'alert mild' }, ...words));
const refuse = (error) => show(document.getElementById('access-told'), h('p', { class: 'alert' }, h('strong', null, error.status === undefined ? 'Connection lost. ' : 'The market said no. '), h('bdi', null, error.message)));

/** Whether no other key may be ordered now. */
let keyRests = false;

/** Makes addresses of the party that is shown; null: none is. */
let address = null;

/**
 * Shows it for a party.
 *
 * @param of makes an address of the party
 * @param mine whether whoever looks may change its key and tokens; else nothing is shown, as for a foreign party
 */
export async function drawAccess(of, mine) {
  address = mine ? of : null;
  panel.hidden = !mine;
  tell();
  forms.clear();
  if (mine) {
    await look();
  }
}

export function hideAccess() {
  address = null;
  panel.hidden = true;
}

async function look() {
  const shown = address;
  try {
    const found = await ask('GET', shown('access'));
    if (shown === address) {
      show(document.getElementById('access-key'), key(found));
      show(document.getElementById('access-tokens'), tokens(found.tokens));
      agent.hidden = !found.party.startsWith('prosumer:');
      forms.mayEnd(found.tokens.some(({ ofAgent }) => ofAgent));
      keyRests = found.key.whyNot !== null;
      keyForm.querySelector('button').disabled = keyRests;
    }
  } catch (error) {
    if (shown === address) {
      panel.hidden = error.status === 404; // a party that the list of one's own names and no grid has
      refuse(error);
    }
  }
}

const key = ({ party, key: { fingerprint, signsHere, open, whyNot, consequence } }) => [
  h('h3', null, 'The key of your bids'),
  h(
    'p',
    null,
    fingerprint === null
      ? `${party} signs no bids.`
      : [signsHere ? 'The operator\u2019s installation signs for you, with the key ' : 'You sign with the key ', h('code', null, fingerprint), '.'],
  ),
  open === null ? null : h('p', { class: 'alert mild' }, `The order ${open.trail} of the trail holds from ${moment(open.from)} UTC on, and is not recorded yet.`),
  h('p', { class: 'quiet' }, whyNot ?? consequence),
];

function tokens(all) {
  return [
    h('h3', null, 'Tokens of your devices'),
    all.length === 0
      ? h('p', { class: 'empty' }, 'No token speaks for it. A meter or a gateway without a certificate needs one to send readings.')
      : h(
          'table',
          null,
          h('caption', { class: 'unseen' }, 'Tokens of your devices'),
          h('thead', null, h('tr', null, ['Name', HOLDS, 'Issued by', 'Action'].map((head) => h('th', { scope: 'col' }, head)))),
          h('tbody', null, all.map(token)),
        ),
  ];
}

const token = ({ name, others, issuedBy, expiresAt, revokedAt, holds, whyNot }) =>
  h(
    'tr',
    { key: name },
    h('th', { scope: 'row' }, h('bdi', null, name), others === 0 ? null : h('div', { class: 'rule' }, `speaks for ${counted(others, 'other', 'others')}, too`)),
    h('td', { 'data-head': HOLDS }, holds ? `until ${moment(expiresAt)}` : revokedAt === null ? 'expired' : `revoked ${moment(revokedAt)}`),
    h('td', { 'data-head': 'Issued by' }, h('bdi', null, issuedBy)),
    h('td', { 'data-head': 'Action' }, !holds ? '' : whyNot === null ? h('button', { type: 'button', class: 'link', 'data-revoke': name, 'aria-label': `Revoke: ${name}` }, 'Revoke') : h('span', { class: 'quiet' }, whyNot)),
  );

/** Sends a form once; what was typed stays if it is refused. */
function whenSent(form, send) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button[type=submit]');
    button.disabled = true;
    tell();
    try {
      await send(Object.fromEntries(new FormData(form)));
      form.reset();
    } catch (error) {
      refuse(error);
    }
    button.disabled = form === keyForm && keyRests;
  });
}

whenSent(keyForm, async ({ key: text, from, reason }) => {
  const { words, trail } = await askSurely('POST', address('access/key'), { key: text.trim(), reason, ...(from === '' ? {} : { from: `${from}:00Z` }) });
  await look();
  tell(h('bdi', null, words), ` Trail ${trail}.`);
});

whenSent(tokenForm, async ({ name, days, reason }) => {
  const issued = await askSurely('POST', address('access/tokens'), { name, days: Number(days), reason });
  await look();
  tell(`The token of ${issued.name}, shown this once:`, ' ', h('code', { class: 'secret' }, issued.token));
});

panel.addEventListener('click', async ({ target }) => {
  const name = target.closest('[data-revoke]')?.dataset.revoke;
  if (name === undefined) {
    return;
  }
  const field = revoking.querySelector('input');
  field.value = '';
  show(document.getElementById('own-revoke-title'), `Revoke the token ${name}`);
  if ((await answered(revoking)) !== 'do') {
    return;
  }
  try {
    await askSurely('DELETE', address(`access/tokens/${encodeURIComponent(name)}`, { reason: field.value }));
    await look();
    tell(`${name} is revoked.`);
  } catch (error) {
    refuse(error);
  }
});
