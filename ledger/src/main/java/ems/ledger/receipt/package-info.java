/** One match as a small text file that anyone can check offline: what stood in the ledger of it, and that it stood there. */
@NullMarked
package ems.ledger.receipt;

import org.jspecify.annotations.NullMarked;
