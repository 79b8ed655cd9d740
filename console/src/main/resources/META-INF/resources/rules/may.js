// Whether whoever looks may start a what-if.

/** Null, or why not, in a sentence. */
export function mayNotTry({ kind, name, roles, rights }) {
  if (rights.includes('edit-drafts')) {
    return null;
  }
  return kind === 'person'
    ? `${name} is ${roles.join(', ')}: an analyst starts a what-if. What was run stays here.`
    : 'An analyst who is logged in starts a what-if. What was run stays here.';
}
