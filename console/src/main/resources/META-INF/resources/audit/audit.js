// What an auditor sees of a ledger, and what the browser itself checks of it: checkpoints, anchors, the trail.

import { ask } from '../access/market.js';
import { showWho } from '../access/who.js';
import { h, show } from '../live/view.js';
import { byMachine, byMarket, counted } from '../live/words.js';
import { linesOf, textOf } from '../verify/bytes.js';
import { checkExtension, Refuted } from '../verify/consistency.js';
import { validatorsOf } from '../verify/note.js';
import { anchorsOf } from '../verify/receipt.js';
import { Ticks } from '../verify/words.js';

const MOST_ROWS = 200;
const PERIOD = byMarket('Period');
const ACTIVE = byMarket('Active');
const WHEN = byMachine('When');
const choice = document.getElementById('grid');
const place = (id) => document.querySelector(`#${id} > div`);
const of = (path) => `/api/grids/${encodeURIComponent(choice.value)}/${path}`;
const tell = (...words) => show(document.getElementById('alerts'), words.length === 0 ? null : h('p', { class: 'alert' }, ...words));

async function text(path) {
  const answer = await fetch(path, { cache: 'no-store' }).catch(() => {
    throw new Error('The server cannot be reached. Try again.');
  });
  if (!answer.ok) {
    throw Object.assign(new Error((await answer.json().catch(() => ({}))).detail ?? `The server answered ${answer.status}.`), { status: answer.status });
  }
  return textOf(answer);
}

async function part(id, draw) {
  try {
    show(place(id), await draw());
  } catch (error) {
    show(place(id), h('p', { class: error.status === 404 ? 'empty' : 'bad' }, error.message));
  }
}

const table = (caption, heads, rows) => h('table', null, h('caption', { class: 'unseen' }, caption), h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))), h('tbody', null, rows));

async function blocks() {
  const from = new URLSearchParams(location.search).get('from');
  const found = await ask('GET', of(`blocks?limit=20${from === null ? '' : `&from=${encodeURIComponent(from)}`}`));
  if (found.rows.length === 0) {
    return h('p', { class: 'empty' }, 'No block is sealed yet. The first one comes when a minute has ended.');
  }
  return [
    h('p', { class: '' }, `${counted(found.blocks, 'block', 'blocks')}; ${found.anchored === 0 ? 'nothing is anchored yet' : `${found.anchored} of them are published at every target`}.`),
    table(
      'Blocks, the highest first',
      ['Height', PERIOD, 'Entries', 'Hash', 'Signed by', 'Anchored'],
      found.rows.map((row) =>
        h(
          'tr',
          { key: row.height },
          h('th', { scope: 'row' }, `${row.height}`),
          h('td', { 'data-head': PERIOD }, row.period),
          h('td', { 'data-head': 'Entries' }, `${row.entries}`),
          h('td', { class: 'wide', 'data-head': 'Hash' }, h('code', null, row.hash)),
          h('td', { 'data-head': 'Signed by' }, row.signers.length === 0 ? 'nobody' : row.signers.join(', ')),
          h('td', { 'data-head': 'Anchored' }, row.height < found.anchored ? 'yes' : 'not yet'),
        ),
      ),
    ),
    h('p', { class: 'after' }, from === null ? null : h('button', { type: 'button', class: 'link', 'data-from': '' }, 'Newest'), found.next === null ? null : h('button', { type: 'button', class: 'link', 'data-from': found.next }, 'Older')),
  ];
}

async function targets() {
  const all = await ask('GET', of('anchors'));
  return all.length === 0
    ? h('p', { class: 'empty' }, 'The ledger is published nowhere.')
    : table(
        'Targets',
        ['Target', 'Published up to block', 'Trouble'],
        all.map(({ target, height, trouble }) => h('tr', { key: target }, h('th', { scope: 'row' }, target), h('td', { 'data-head': 'Published up to block' }, height < 0 ? 'nothing yet' : `${height}`), h('td', { class: trouble === '' ? null : 'bad', 'data-head': 'Trouble' }, trouble === '' ? 'none' : trouble))),
      );
}

async function validators() {
  const [quorum, ...keys] = (await text(of('validators'))).trim().split('\n');
  return [h('p', { class: '' }, `${quorum.replace('quorum ', '')} of ${keys.length} must sign each block. `, h('a', { href: of('validators'), download: `${choice.value}-validators.txt` }, 'Keep their keys')), h('ul', null, keys.map((key) => h('li', null, h('code', null, key))))];
}

const TABLES = ['pricing.csv', 'soc-limits.csv', 'participation.csv'];
const HOW = { delivered: 'as delivered', saved: 'saved in the folder', approved: 'approved', restored: 'restored in an emergency' };

async function rules() {
  const { wrong, versions } = await ask('GET', of('rule-versions'));
  return [
    wrong > 0
      ? h('p', { class: 'bad' }, `\u2717 ${counted(wrong, 'version does', 'versions do')} not agree with the ledger or the archive.`)
      : h('p', { class: 'good' }, `\u2713 The archived tables of ${counted(versions.length, 'version', 'versions')} still have the hash that the blocks name.`),
    table('Versions of the rules, the newest first', ['Version', ACTIVE, 'By whom', 'Blocks', 'Tables', 'Agrees'], versions.map(version)),
    h('p', { class: 'quiet' }, 'Each version is read from the archive again, and its hash compared; the first and the last block of its time are asked which version they name. Spaces, quotes and line ends do not count.'),
  ];
}

const version = ({ version: hash, since, until, how, author, approver, trail: line, firstBlock, lastBlock, kept, late, wrong }) =>
  h(
    'tr',
    { key: `${hash} ${since}` },
    h('th', { scope: 'row' }, h('code', null, hash)),
    h('td', { 'data-head': ACTIVE }, since === null ? 'no period has opened yet' : `from ${since} ${until === null ? 'on' : `to ${until}`}`),
    h('td', { class: 'wide', 'data-head': 'By whom' }, HOW[how], author === null ? null : [', written by ', h('bdi', null, author)], approver === null ? null : [how === 'restored' ? ', by ' : ', approved by ', h('bdi', null, approver)], line === null ? null : ` (trail ${line})`),
    h('td', { 'data-head': 'Blocks' }, firstBlock === null && lastBlock === null ? 'none sealed' : `${firstBlock ?? '?'} to ${lastBlock ?? '?'}`),
    h('td', { class: 'wide', 'data-head': 'Tables' }, !kept ? 'not as they were' : TABLES.map((file, i) => [i === 0 ? null : ', ', h('a', { href: `/api/rules/versions/${hash}/tables/${file}?${new URLSearchParams({ grid: choice.value })}`, download: '' }, file)])),
    h(
      'td',
      { class: wrong.length > 0 ? 'wide bad' : late.length > 0 ? 'wide' : null, 'data-head': 'Agrees' },
      wrong.length === 0 ? 'yes' : wrong.map((words, i) => h('p', { key: i }, '\u2717 ', h('bdi', null, words))),
      late.map((words, i) => h('p', { key: i, class: 'quiet' }, h('bdi', null, words))),
    ),
  );

let seesTrail = false;

async function trail() {
  if (!seesTrail) {
    return h('p', { class: 'empty' }, 'The trail is for operators, auditors and admins who are logged in.');
  }
  const [checked, lines] = await Promise.all([ask('GET', '/api/trail/check'), ask('GET', '/api/trail?most=20')]);
  return [
    checked.firstWrong > 0
      ? h('p', { class: 'bad' }, `\u2717 Line ${checked.firstWrong} is not as it was written: ${checked.why}.`)
      : h('p', { class: 'good' }, `\u2713 ${counted(checked.lines, 'line follows', 'lines follow')} from one another; ${checked.sealedUpTo === 0 ? 'no ledger holds one yet' : `ledgers hold line ${checked.sealedUpTo} with the same hash`}.`),
    lines.length === 0
      ? h('p', { class: 'empty' }, 'Nobody has done anything yet.')
      : table('Trail, the newest first', ['Line', WHEN, 'Who', 'Did', 'Reason'], lines.map((line) => h('tr', { key: line.number }, h('th', { scope: 'row' }, `${line.number}`), h('td', { 'data-head': WHEN }, line.at.slice(0, 19)), h('td', { 'data-head': 'Who' }, h('bdi', null, line.person)), h('td', { class: 'wide', 'data-head': 'Did' }, h('bdi', null, `${line.did} ${line.what}`)), h('td', { class: 'wide', 'data-head': 'Reason' }, h('bdi', null, line.reason))))),
  ];
}

const exports = () => h('p', { class: 'after' }, h('a', { href: of('ledger.zip') }, 'The whole ledger, for ./ems verify'), h('a', { href: of('checkpoint') }, 'A checkpoint'), h('a', { href: '/verify/' }, 'The verifier, also as a file'));

async function draw() {
  document.getElementById('keep').href = of('checkpoint');
  tell();
  await Promise.all([
    part('blocks', blocks),
    targets().then((shown) => show(document.getElementById('targets'), shown), (error) => show(document.getElementById('targets'), h('p', { class: 'bad' }, error.message))),
    part('validators', validators),
    part('rules', rules),
    part('trail', trail),
    part('exports', async () => exports()),
  ]);
}

function whenSent(id, found, check) {
  const form = document.getElementById(id);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const ticks = new Ticks(document.getElementById(found));
    try {
      await check(form, ticks);
    } catch (error) {
      ticks.ended(error, 'It is not as you know it.');
    }
  });
}

/** Text of a file for a form that a receipt does not answer: what is told of one says where it belongs. */
async function textUnlessReceipt(file, wanted) {
  const said = await textOf(file);
  if (/^ems-receipt-\d+\n/.test(said)) {
    throw new Error(`${file.name} is a receipt, and not ${wanted}: check it at /verify/`);
  }
  return said;
}

whenSent('since-form', 'since-found', async (form, ticks) => {
  const trusted = form.elements.validators.files[0];
  const now = await checkExtension(
    await textUnlessReceipt(form.elements.earlier.files[0], 'a checkpoint'),
    await text(of('checkpoint')),
    (from, to) => ask('GET', of(`consistency?from=${from}&to=${to}`)),
    trusted === undefined ? null : await validatorsOf(await textOf(trusted)),
    (words) => ticks.good(words),
  );
  ticks.proved('The ledger goes on from the checkpoint that you kept.', [`It has ${now.size} blocks now, and the proof was checked in this browser.`]);
});

whenSent('anchors-form', 'anchors-found', async (form, ticks) => {
  const known = [...anchorsOf(linesOf(await textUnlessReceipt(form.elements.anchors.files[0], 'a copy of the anchors')))].map(([height, hash]) => [Number(height), hash]).sort(([a], [b]) => b - a);
  if (known.length === 0) {
    throw new Error('the file holds no anchor');
  }
  const hashes = new Map();
  for (const [height, hash] of known) {
    if (!hashes.has(height)) {
      const found = await ask('GET', of(`blocks?from=${height}&limit=${MOST_ROWS}`));
      if (height >= found.blocks) {
        throw new Refuted(`The ledger is cut: it has ${found.blocks} blocks, and your copy names block ${height}`);
      }
      found.rows.forEach((row) => hashes.set(row.height, row.hash));
    }
    if (hashes.get(height) !== hash) {
      throw new Refuted(`Block ${height} has the hash ${hashes.get(height)}, and your copy says ${hash}`);
    }
  }
  ticks.good(`${counted(known.length, 'hash of your copy is', 'hashes of your copy are')} those of the ledger's blocks, up to block ${known[0][0]}.`);
  ticks.proved('The ledger is the one that was anchored.', ['That the blocks lead from one to the next, ./ems verify shows.']);
});

document.addEventListener('click', (event) => {
  const target = event.target.closest('[data-from]');
  if (target !== null) {
    const next = new URLSearchParams(location.search);
    if (target.dataset.from === '') {
      next.delete('from');
    } else {
      next.set('from', target.dataset.from);
    }
    history.pushState(null, '', `?${next}`);
    part('blocks', blocks);
  }
});

choice.addEventListener('change', () => {
  history.pushState(null, '', `?${new URLSearchParams({ grid: choice.value })}`);
  draw();
});
window.addEventListener('popstate', () => part('blocks', blocks));

try {
  const me = await showWho();
  seesTrail = me.rights?.includes('see-trail');
  if (me.kind !== 'nobody') {
    const wanted = new URLSearchParams(location.search).get('grid');
    (await ask('GET', '/api/grids')).forEach((grid) => choice.append(new Option(grid, grid, false, grid === wanted)));
    await draw();
  }
} catch (error) {
  tell(h('strong', null, error.status === 403 ? 'You may not see this. ' : 'The market said no. '), error.message);
  document.querySelectorAll('#audit .empty').forEach((words) => words.replaceChildren('Nothing is shown.'));
}
