/** One match as a small text file that anyone can check offline: what the ledger held of it, with the proof that it did. */
@NullMarked
package ems.ledger.receipt;

import org.jspecify.annotations.NullMarked;
