/** Keys and how they lie on disk: Ed25519 for parties and validators, P-256 for meters. */
@NullMarked
package ems.ledger.key;

import org.jspecify.annotations.NullMarked;
