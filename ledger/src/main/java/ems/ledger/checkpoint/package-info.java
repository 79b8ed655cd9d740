/** Checkpoints that somebody kept, and the proof that a ledger goes on from them. */
@NullMarked
package ems.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
