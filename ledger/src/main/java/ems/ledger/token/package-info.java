/** Signed bids as JSON Web Signatures: how a bid is written, signed, read and verified. */
package ems.ledger.token;
