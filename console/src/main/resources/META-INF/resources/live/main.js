import { balance } from './balance.js';
import { alerts, connected, now, troubled } from './standing.js';
import { ended } from './ended.js';
import { period } from './period.js';
import { letters, rejections, rules, storage } from './notices.js';
import { poll, waitForGrids } from './snapshots.js';
import { totals } from './totals.js';
import { trades } from './trades.js';
import { vehicles } from './vehicles.js';
import { show } from './view.js';

const SECTIONS = { period, totals, balance, trades, vehicles, ended, rules, rejections, letters };
const choice = document.getElementById('grid');
const find = document.getElementById('find');
let last = null;

function onSnapshot(snapshot) {
  last = snapshot;
  for (const [id, view] of Object.entries(SECTIONS)) {
    show(document.querySelector(`#${id} > div`), view(snapshot));
  }
  show(document.getElementById('now'), now(snapshot));
  show(document.getElementById('alerts'), alerts(snapshot));
  show(document.getElementById('storage'), storage(snapshot));
  document.title = `${snapshot.grid}: ${snapshot.period.step}`;
  diagram(snapshot.period);
  connected();
}

function diagram({ processId }) {
  const link = document.getElementById('diagram');
  link.hidden = !processId;
  link.href = processId ? `/svg/processes/${encodeURIComponent(processId)}` : '#';
}

function choose(grids) {
  const asked = new URLSearchParams(location.search).get('grid');
  for (const grid of grids) {
    choice.append(new Option(grid, grid, false, grid === asked));
  }
  choice.addEventListener('change', () => history.replaceState(null, '', `?grid=${encodeURIComponent(choice.value)}`));
}

const onTrouble = (error) => troubled(error, last);

choose(await waitForGrids(onTrouble));
poll(() => ({ grid: choice.value, find: find.value.trim() }), { onSnapshot, onTrouble });
