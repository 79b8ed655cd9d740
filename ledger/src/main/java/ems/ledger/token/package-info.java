/** Signed bids as JSON Web Signatures: how a bid is written, signed, read and verified. */
@NullMarked
package ems.ledger.token;

import org.jspecify.annotations.NullMarked;
