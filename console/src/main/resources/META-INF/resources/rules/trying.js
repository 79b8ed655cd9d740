// The what-if of the draft whose page this is.

import { whoAmI } from '../access/market.js';
import { h, show } from '../live/view.js';
import { mayNotTry } from './may.js';
import { whatIf } from './what-if.js';

const place = document.getElementById('trying');
const draft = Number(location.pathname.split('/').at(-1));

try {
  whatIf(place, { draft }, mayNotTry(await whoAmI()));
} catch (error) {
  show(place, h('p', { class: 'alert', role: 'alert' }, error.message));
}
