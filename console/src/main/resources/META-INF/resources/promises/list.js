// Every promise of this build: its rule, examples, how they ended the last time, and the rows of the tables that say the same.

import { h, show } from '../live/view.js';
import { moment } from '../live/words.js';
import { ask } from '../live/ask.js';
import { showWho } from '../access/who.js';
import { connected, every, troubled } from '../operations/parts.js';
import { anchor, reason, runner } from './run.js';

const EVERY_MS = 10_000;
const FILTERS = ['about', 'state', 'row', 'words'];

const choice = document.getElementById('grid');
const filter = document.getElementById('filter');
let promises = null;
let results = new Map();
let mayPlay = false;

const asked = () => new URLSearchParams(location.search);
const ofGrid = () => new URLSearchParams({ grid: choice.value });
const address = () => `/api/grids/${encodeURIComponent(choice.value)}/promises`;

const look = every(EVERY_MS, async () => {
  try {
    if (choice.options.length === 0) {
      for (const grid of await ask('/api/grids')) {
        choice.append(new Option(grid, grid, false, grid === asked().get('grid')));
      }
    }
    const [said, played] = await Promise.all([ask(address()), ask(`${address()}/results`)]);
    promises = said;
    results = new Map(played.map((each) => [each.place, each]));
    connected();
    choices();
    draw();
    leadToAnchor();
  } catch (error) {
    troubled(error, null);
  }
});

const play = runner(document.getElementById('run'), look);

showWho()
  .then((me) => {
    mayPlay = me.rights.includes('edit-drafts');
    if (promises !== null) {
      draw();
    }
  })
  .catch(() => {}); // the page itself says that the server cannot be reached

/** The form offers what there is. */
function choices() {
  const folders = [...new Set(promises.features.map(({ folder }) => folder))];
  options(filter.elements.about, 'anything', folders.map((folder) => [folder, folder.replaceAll('-', ' ')]));
  const rows = promises.features.flatMap((feature) => feature.promises.flatMap((promise) => promise.rows));
  options(filter.elements.row, 'any or none', [...new Set(rows.map(rowName))].sort().map((name) => [name, name]));
  fill();
}

const options = (select, none, all) =>
  show(select, h('option', { value: '', key: '' }, none), all.map(([value, words]) => h('option', { value, key: value }, words)));

function fill() {
  for (const name of FILTERS) {
    if (document.activeElement !== filter.elements[name]) {
      filter.elements[name].value = asked().get(name) ?? '';
    }
  }
  choice.value = asked().get('grid') ?? choice.value;
}

function change(changes) {
  const next = asked();
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  history.replaceState(null, '', `?${next}`);
  draw();
}

const rowName = ({ table, row }) => `${table}, row ${row}`;

/** Places that a scenario is played as. */
const played = (feature, { line, examples }) =>
  examples.length === 0 ? [`${feature.path}:${line}`] : examples.flatMap(({ rows }) => rows.map((row) => `${feature.path}:${row.line}`));

function stateOf(places) {
  const known = places.map((place) => results.get(place));
  if (known.some((each) => each && !each.kept)) {
    return 'broken';
  }
  return known.every((each) => each) ? 'kept' : 'open';
}

const STATES = { kept: '\u2713 kept', broken: '\u2717 broken', open: 'not played' };
const tag = (state) => h('span', { class: `tag ${state}` }, STATES[state]);

function draw() {
  const shown = promises.features.map(fitting).filter(({ promises: left }) => left.length > 0);
  show(document.getElementById('kept'), counts());
  show(
    document.getElementById('list'),
    promises.features.length === 0
      ? h('p', { class: 'empty' }, 'This installation came without its features.')
      : shown.length === 0
        ? h('p', { class: 'empty' }, 'No promise fits. Clear the filter to see them all.')
        : shown.map(feature),
  );
}

/** The feature with those scenarios that fit what is asked for. */
function fitting(feature) {
  const [about, state, row, words] = FILTERS.map((name) => asked().get(name) ?? '');
  if (about && feature.folder !== about) {
    return { ...feature, promises: [] };
  }
  const says = (text) => text.toLowerCase().includes(words.toLowerCase());
  return {
    ...feature,
    promises: feature.promises
      .filter(({ rows }) => !row || rows.map(rowName).includes(row))
      .map((promise) => ({
        ...promise,
        scenarios: promise.scenarios.filter(
          (scenario) =>
            (!state || stateOf(played(feature, scenario)) === state) &&
            (!words || says(feature.name) || says(promise.name) || says(scenario.name) || scenario.steps.some((step) => says(step.words))),
        ),
      }))
      .filter(({ scenarios }) => scenarios.length > 0),
  };
}

function counts() {
  const places = promises.features.flatMap((each) => each.promises.flatMap((promise) => promise.scenarios.flatMap((scenario) => played(each, scenario))));
  const by = { kept: 0, broken: 0, open: 0 };
  places.forEach((place) => (by[stateOf([place])] += 1));
  const last = [...results.values()].map(({ at }) => at).sort().pop();
  return [
    h(
      'div',
      { class: 'tiles three' },
      Object.keys(by).map((state) => h('a', { class: `tile ${state === 'broken' && by.broken > 0 ? 'bad' : ''}`, href: `?${new URLSearchParams({ state })}`, 'data-state': state }, h('b', null, by[state].toLocaleString('en')), h('span', null, `${state === 'open' ? 'scenarios not played here' : `scenarios ${state}`}`))),
    ),
    h('p', { class: 'quiet' }, `The tables ${promises.rules} are active on ${promises.grid}. ${last ? `Played last at ${moment(last)} UTC.` : 'Nothing was played on this machine yet.'}`),
    playing('', 'Play all'),
    promises.whyNotPlay ? h('p', { class: 'quiet' }, promises.whyNotPlay) : mayPlay ? null : h('p', { class: 'quiet' }, 'An analyst can play them from here.'),
  ];
}

const playing = (place, words) =>
  mayPlay && !promises.whyNotPlay ? h('button', { type: 'button', class: place ? 'plain small' : '', 'data-play': place, title: 'Played against the active tables, in a market of its own' }, words) : null;

const feature = (each) =>
  h(
    'article',
    { class: 'feature', key: each.path },
    h('header', null, h('h3', null, each.name), h('span', { class: 'path' }, each.path), playing(each.path, 'Play')),
    each.description ? h('p', { class: 'told' }, each.description) : null,
    each.background.length > 0 ? [h('p', { class: 'quiet' }, 'Each time:'), steps(each.background)] : null,
    each.promises.map((one) => promise(each, one)),
  );

function promise(of, { name, description, rows, background, scenarios, line }) {
  const state = stateOf(scenarios.flatMap((scenario) => played(of, scenario)));
  return h(
    'section',
    { class: `promise ${state}`, key: line },
    h('header', null, name ? h('h4', null, name) : h('h4', null, 'In general'), tag(state), rows.map((row) => h('a', { class: 'rows-of', href: `/rules/?${ofGrid()}` }, `stands for ${rowName(row)}`))),
    description ? h('p', { class: 'told' }, description) : null,
    background.length > 0 ? steps(background) : null,
    scenarios.map((each) => scenario(of, each)),
  );
}

function scenario(of, each) {
  const places = played(of, each);
  const state = stateOf(places);
  const last = each.examples.length === 0 ? results.get(places[0]) : undefined;
  return h(
    'details',
    { class: 'scenario', key: each.line, id: anchor(`${of.path}:${each.line}`), ...(state === 'broken' && asked().get('state') === 'broken' ? { open: true } : {}) },
    h('summary', null, each.name, ' ', tag(state)),
    each.description ? h('p', { class: 'told' }, each.description) : null,
    steps(each.steps, last && !last.kept ? last.step : null),
    last ? ending(last) : null,
    each.examples.map((some) => examples(of, some)),
    playing(`${of.path}:${each.line}`, 'Play this one'),
  );
}

const steps = (all, failed) =>
  h(
    'ul',
    { class: 'given' },
    all.map(({ keyword, words, table, text }, i) =>
      h(
        'li',
        { class: failed === words ? 'failed' : null, key: i },
        h('b', null, keyword),
        ` ${words}`,
        table.length > 0 ? h('table', null, h('tbody', null, table.map((cells) => h('tr', null, cells.map((cell) => h('td', null, cell)))))) : null,
        text ? h('pre', null, text) : null,
      ),
    ),
  );

const ending = (last) => [last.kept ? null : reason(last), h('p', { class: 'quiet' }, by(last))];

const by = ({ kept, at, by: who }) => `${kept ? 'Kept' : 'Broken'} at ${moment(at)} UTC, ${who === './ems features' ? 'played by ./ems features' : `with ${who}`}.`;

function examples(of, { name, heads, rows, line }) {
  const wrong = rows.map((row) => results.get(`${of.path}:${row.line}`)).filter((last) => last && !last.kept);
  return h(
    'div',
    { class: 'examples', key: line, tabindex: 0, role: 'region', 'aria-label': `Examples ${name}` },
    h(
      'table',
      null,
      h('caption', null, name ? `Examples: ${name}` : 'Examples'),
      h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)), h('th', { scope: 'col' }, 'Last time'))),
      h('tbody', null, rows.map((row) => h('tr', { key: row.line, id: anchor(`${of.path}:${row.line}`) }, row.cells.map((cell) => h('td', null, cell)), h('td', null, tag(stateOf([`${of.path}:${row.line}`])))))),
    ),
    wrong.map((last) => [reason(last), h('p', { class: 'quiet' }, by(last))]),
  );
}

let led = false;

/** A link to one scenario opens it, once it is there. */
function leadToAnchor() {
  const target = led || !location.hash ? null : document.getElementById(location.hash.slice(1));
  led = true;
  if (target !== null) {
    target.closest('details').open = true;
    target.scrollIntoView({ block: 'center' });
  }
}

document.addEventListener('click', (event) => {
  const target = event.target.closest('[data-play], [data-state]');
  if (target === null || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  if (target.dataset.play !== undefined) {
    play(choice.value, { place: target.dataset.play, again: true });
    document.getElementById('run').scrollIntoView({ block: 'nearest' });
  } else {
    event.preventDefault();
    change({ state: asked().get('state') === target.dataset.state ? '' : target.dataset.state });
    fill();
  }
});
filter.addEventListener('input', () => change(Object.fromEntries(new FormData(filter))));
filter.addEventListener('submit', (event) => event.preventDefault());
filter.addEventListener('reset', () => change(Object.fromEntries(FILTERS.map((name) => [name, '']))));
choice.addEventListener('change', () => {
  change({ grid: choice.value });
  look();
});
