// Who is logged in, on a page that shows it and needs no more of it.

import { showWho } from './who.js';

await showWho().catch(() => {}); // the page itself says that the server cannot be reached
