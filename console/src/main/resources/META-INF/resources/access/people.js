// People, their roles and sessions, and the tokens of devices: for an admin; tokens for an operator, too.

import { h, show } from '../live/view.js';
import { quiet, say, whenSent } from './form.js';
import { ask, toLogin } from './market.js';
import { answered, askSurely } from './proving.js';
import { showWho } from './who.js';

const ROLES = ['analyst', 'approver', 'operator', 'auditor', 'member', 'admin'];

const persons = document.getElementById('persons');
const tokens = document.getElementById('tokens');
const change = document.getElementById('change');
const why = document.getElementById('why');

const utc = (instant) => (instant ? instant.replace('T', ' ').replace(/(:\d\d)(:\d\d)?(\.\d+)?Z$/, '$1') : '');
const listed = (text) => text.split(/[\s,]+/).filter((part) => part !== '');
const path = (...parts) => parts.map(encodeURIComponent).join('/');

const row = (person) =>
  h(
    'tr',
    { key: person.name },
    h('th', { scope: 'row' }, person.name, person.singleSignOn ? h('span', { class: 'quiet' }, ' by single sign-on') : null),
    h('td', null, person.roles.join(', '), person.parties.length > 0 ? h('div', { class: 'quiet' }, person.parties.join(', ')) : null),
    h('td', null, person.disabled ? h('span', { class: 'bad' }, 'disabled') : 'may log in'),
    h('td', null, utc(person.lastLogin) || 'never'),
    h('td', { class: 'number' }, person.sessions),
    h(
      'td',
      null,
      action(person, 'roles', 'Change roles'),
      person.sessions > 0 ? action(person, 'end', 'End sessions') : null,
      person.disabled ? action(person, 'enable', 'Enable') : action(person, 'disable', 'Disable'),
    ),
  );

const action = (person, does, words) =>
  h(
    'button',
    {
      type: 'button',
      'data-does': does,
      'data-name': person.name,
      'data-roles': person.roles.join(','),
      'data-parties': person.parties.join(', '),
      'data-sso': person.singleSignOn,
      'aria-label': `${words}: ${person.name}`,
    },
    words,
  );

const heads = (...words) =>
  h('thead', null, h('tr', null, words.map((word) => h('th', { scope: 'col', class: word === 'Sessions' ? 'number' : null }, word))));

async function showPeople() {
  const all = await ask('GET', '/api/people');
  show(
    persons,
    h('table', null, heads('Name', 'Roles', 'State', 'Last login', 'Sessions', 'Actions'), h('tbody', null, all.map(row))),
  );
}

const token = (each) =>
  h(
    'tr',
    { key: each.name },
    h('th', { scope: 'row' }, each.name),
    h('td', null, each.parties.length > 0 ? each.parties.join(', ') : h('span', { class: 'quiet' }, 'nobody: it reads figures')),
    h('td', null, each.holds ? `until ${utc(each.expiresAt)}` : each.revokedAt ? `revoked ${utc(each.revokedAt)}` : 'expired'),
    h('td', null, each.issuedBy),
    h(
      'td',
      null,
      each.holds
        ? h('button', { type: 'button', 'data-does': 'revoke', 'data-name': each.name, 'aria-label': `Revoke: ${each.name}` }, 'Revoke')
        : null,
    ),
  );

async function showTokens() {
  const all = await ask('GET', '/api/tokens');
  show(
    tokens,
    all.length === 0
      ? h('p', { class: 'empty' }, 'No token yet. Issue one for each meter or gateway that has no certificate.')
      : h('table', null, heads('Name', 'Speaks for', 'Holds', 'Issued by', 'Actions'), h('tbody', null, all.map(token))),
  );
}

async function showEnded() {
  const all = await ask('GET', '/api/certificates/ended');
  show(
    document.getElementById('ended'),
    all.length === 0
      ? null
      : h('table', null, heads('Party', 'Certificates from before do not hold'), h('tbody', null, all.map(({ party, endedAt }) => h('tr', { key: party }, h('th', { scope: 'row' }, party), h('td', null, utc(endedAt)))))),
  );
}

function roleBoxes(fieldset, chosen) {
  fieldset.querySelectorAll('label').forEach((label) => label.remove());
  for (const role of ROLES) {
    const label = document.createElement('label');
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.name = 'role';
    box.value = role;
    box.checked = chosen.includes(role);
    label.append(box, role);
    fieldset.append(label);
  }
}

const chosenRoles = (form) => [...form.querySelectorAll('[name="role"]:checked')].map((box) => box.value);

async function changeRoles({ name, roles, parties, sso }) {
  const form = change.querySelector('form');
  show(document.getElementById('change-title'), `Roles of ${name}`);
  roleBoxes(change.querySelector('.roles'), roles.split(','));
  form.elements.parties.value = parties;
  document.getElementById('change-sso').hidden = sso !== 'true';
  if ((await answered(change)) === 'save') {
    const wish = { roles: chosenRoles(form), parties: listed(form.elements.parties.value) };
    await askSurely('PUT', `/api/people/${path(name)}/roles`, wish);
  }
}

async function revokeToken({ name }) {
  const field = why.querySelector('input');
  field.value = '';
  show(document.getElementById('why-title'), `Revoke the token of ${name}`);
  if ((await answered(why)) === 'do') {
    await askSurely('DELETE', `/api/tokens/${path(name)}?reason=${encodeURIComponent(field.value)}`);
  }
}

const ACTIONS = {
  roles: changeRoles,
  end: ({ name }) => askSurely('DELETE', `/api/people/${path(name)}/sessions`),
  disable: ({ name }) => askSurely('POST', `/api/people/${path(name)}/disable`),
  enable: ({ name }) => askSurely('POST', `/api/people/${path(name)}/enable`),
  revoke: revokeToken,
};

async function act(event) {
  const button = event.target.closest('button[data-does]');
  if (!button) {
    return;
  }
  button.disabled = true;
  quiet();
  try {
    await ACTIONS[button.dataset.does](button.dataset);
    await refresh();
  } catch (error) {
    say('', error.message);
  } finally {
    button.disabled = false;
  }
}

let rights = [];

async function refresh() {
  if (rights.includes('manage-people')) {
    await showPeople();
  }
  if (rights.includes('manage-tokens')) {
    await showTokens();
    await showEnded();
  }
}

function mayNot(me, place, right) {
  const words = ['visitor', 'tester'].includes(me.kind) ? 'Nobody is set up yet.' : `You are ${me.roles.join(' and ')}; this needs ${right}.`;
  show(place, h('p', { class: 'empty' }, words));
}

async function begin() {
  const me = await showWho();
  rights = me.rights;
  const admin = rights.includes('manage-people');
  const issuer = rights.includes('manage-tokens');
  document.getElementById('adding').hidden = !admin;
  document.getElementById('issue').hidden = !issuer;
  document.getElementById('end').hidden = !issuer;
  if (!admin) {
    mayNot(me, persons, 'admin');
  }
  if (!issuer) {
    mayNot(me, tokens, 'admin or operator');
  }
  await refresh();
}

persons.addEventListener('click', act);
tokens.addEventListener('click', act);

const add = document.getElementById('add');
roleBoxes(add.querySelector('.roles'), []);
whenSent(add, async ({ name, password, parties }) => {
  await askSurely('POST', '/api/people', { name, password, roles: chosenRoles(add), parties: listed(parties) });
  add.reset();
  await showPeople();
  say('mild', `${name} may log in now. The first login asks for another password.`);
});

const issue = document.getElementById('issue');
const spokenFor = () => {
  issue.elements.parties.disabled = issue.elements.figures.checked;
};
issue.elements.figures.addEventListener('change', spokenFor);
// who comes from a member's row has said for whom
issue.elements.parties.value = new URLSearchParams(location.search).get('party') ?? '';

whenSent(issue, async ({ name, parties, figures, days, reason }) => {
  const issued = await askSurely('POST', '/api/tokens', {
    name,
    parties: listed(parties ?? ''),
    figures: figures === 'on',
    days: Number(days),
    reason,
  });
  issue.reset();
  spokenFor();
  await showTokens();
  show(
    document.getElementById('issued'),
    h('p', null, `The token of ${issued.name}, shown this once:`),
    h('p', { class: 'secret' }, issued.token),
  );
});

whenSent(document.getElementById('end'), async ({ party, reason }) => {
  await askSurely('POST', '/api/certificates/ended', { party: party.trim(), reason });
  document.getElementById('end').reset();
  await showEnded();
  say('mild', `The certificates of ${party.trim()} do not hold any more.`);
});

try {
  await begin();
} catch (error) {
  if (error.status === 401) {
    toLogin();
  }
  show(persons, h('p', { class: 'empty' }, 'Nothing can be shown.'));
  show(tokens, h('p', { class: 'empty' }, 'Nothing can be shown.'));
  say('', `${error.message} Then load this page again.`);
}
