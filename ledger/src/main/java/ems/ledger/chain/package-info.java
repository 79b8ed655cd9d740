/** Blocks as a chain: headers, their hashes, checkpoints of the log over them, and who signs these. */
@NullMarked
package ems.ledger.chain;

import org.jspecify.annotations.NullMarked;
