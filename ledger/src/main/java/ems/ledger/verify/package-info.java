/** The offline verifier: replays an exported ledger or checks a receipt, and names the first wrong entry. */
@NullMarked
package ems.ledger.verify;

import org.jspecify.annotations.NullMarked;
