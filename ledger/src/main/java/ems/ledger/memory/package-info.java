/** The books of a study: journal and ledger in memory, written to the export as blocks are sealed. */
@NullMarked
package ems.ledger.memory;

import org.jspecify.annotations.NullMarked;
