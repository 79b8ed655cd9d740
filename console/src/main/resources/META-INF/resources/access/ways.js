// The ways to the other pages, on a page that is also for whoever is not logged in.

import { whoAmI } from './market.js';
import { addPages } from './pages.js';

await whoAmI()
  .then((me) => (me.kind === 'nobody' ? null : addPages(me)))
  .catch(() => {}); // the page works without them
