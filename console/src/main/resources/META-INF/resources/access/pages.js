// The ways to the other pages, for whoever may go there: the same, in the same order, in each header.

/** Address, words, the rights of which a page needs one, and for whom besides it leads anywhere. */
const PAGES = [
  ['/', 'Live market', ['see-market']],
  ['/me/', 'My bill', ['own:see-money'], ({ parties }) => parties.length > 0],
  ['/me/', 'Bills', ['see-money']],
  ['/rules/', 'Rules', ['see-market']],
  ['/rules/approvals', 'Approvals', ['approve-drafts']],
  ['/promises/', 'Promises', ['see-market']],
  ['/operations/', 'Operations', ['see-operations']],
  ['/operations/members/', 'Members', ['see-operations']],
  ['/operations/units/', 'Units', ['see-operations']],
  ['/audit/', 'Audit', ['see-ledger']],
  ['/people/', 'People', ['manage-people', 'manage-tokens']],
];

/** Adds what is missing in the header, and takes away what leads nowhere; what a page has of its own stays, at the end. */
export function addPages(me) {
  const nav = document.querySelector('nav.pages');
  if (nav === null) {
    return;
  }
  const there = new Map([...nav.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link]));
  const links = [];
  for (const [address, words, needs, leads = () => true] of PAGES) {
    const link = there.get(address);
    if (needs.some((right) => me.rights.includes(right)) && leads(me) && !links.some((shown) => shown.getAttribute('href') === address)) {
      links.push(link === undefined ? created(address, words) : named(link, words));
    }
  }
  const known = PAGES.map(([address]) => address);
  const own = [...there].filter(([address, link]) => !known.includes(address) || link.hasAttribute('aria-current')).map(([, link]) => link);
  const ways = [...links, ...own.filter((link) => !links.includes(link))];
  nav.replaceChildren(...ways.flatMap((link) => [link, ' ']));
}

/** Where bills of others are meant, it is not the own one. */
function named(link, words) {
  link.textContent = words;
  return link;
}

function created(address, words) {
  const link = document.createElement('a');
  link.href = address;
  link.textContent = words;
  return link;
}
