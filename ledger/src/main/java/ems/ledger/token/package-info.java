/** What parties sign, as JSON Web Signatures: how bids, forecasts, updates, questions and what a merge of masked updates needs are written, signed, read and verified. */
@NullMarked
package ems.ledger.token;

import org.jspecify.annotations.NullMarked;
