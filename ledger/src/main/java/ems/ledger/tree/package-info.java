/** Merkle trees of RFC 9162 over SHA-256: one root over many entries, and a short proof that an entry is under it. */
@NullMarked
package ems.ledger.tree;

import org.jspecify.annotations.NullMarked;
