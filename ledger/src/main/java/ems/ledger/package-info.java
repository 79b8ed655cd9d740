/** Contracts, the append-only log and the hash trees over it, proofs, anchors, and the verifier of all of them. */
@NullMarked
package ems.ledger;

import org.jspecify.annotations.NullMarked;
