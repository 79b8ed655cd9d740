// The ways to the other pages, for whoever may go there: the same in each header.

/** Address, words, and the right that a page needs. */
const PAGES = [
  ['/', 'Live market', 'see-market'],
  ['/rules/', 'Rules', 'see-market'],
  ['/rules/approvals', 'Approvals', 'approve-drafts'],
  ['/promises/', 'Promises', 'see-market'],
  ['/operations/', 'Operations', 'see-operations'],
  ['/operations/members/', 'Members', 'see-operations'],
];

/** Adds what is missing in the header, after what is there. */
export function addPages({ rights }) {
  const nav = document.querySelector('nav.pages');
  if (nav === null) {
    return;
  }
  const there = [...nav.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  for (const [address, words] of PAGES.filter(([address, , right]) => rights.includes(right) && !there.includes(address))) {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = words;
    nav.append(' ', link);
  }
}
