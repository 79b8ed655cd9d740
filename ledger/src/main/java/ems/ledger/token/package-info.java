/** What parties sign, as JSON Web Signatures: how bids, forecasts, updates and questions are written, signed, read and verified. */
@NullMarked
package ems.ledger.token;

import org.jspecify.annotations.NullMarked;
