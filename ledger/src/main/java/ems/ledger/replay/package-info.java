/** Follows a chain of blocks by running the contracts again over every entry, and names the first one that does not follow. */
@NullMarked
package ems.ledger.replay;

import org.jspecify.annotations.NullMarked;
