// The what-if of a draft or of a version, as the address names it: ?draft=3, or ?grid=demo&version=2a0c72ae7f2a; or one that was run: ?job=17.

import { showWho } from '../access/who.js';
import { h, show } from '../live/view.js';
import { mayNotTry } from './may.js';
import { whatIf } from './what-if.js';

const place = document.getElementById('tried');
const asked = new URLSearchParams(location.search);

try {
  const me = await showWho();
  if (asked.has('job')) {
    whatIf(place, { job: Number(asked.get('job')) }, null);
  } else if (asked.has('draft')) {
    whatIf(place, { draft: Number(asked.get('draft')) }, mayNotTry(me));
  } else if (asked.has('grid') && asked.has('version')) {
    whatIf(place, { grid: asked.get('grid'), version: asked.get('version') }, mayNotTry(me));
  } else {
    show(place, h('p', { class: 'empty' }, 'No draft is named. Open one from the ', h('a', { href: '/rules/' }, 'rules'), '.'));
  }
} catch (error) {
  show(place, h('p', { class: 'alert', role: 'alert' }, error.message));
}
