/** The offline verifier: replays an exported ledger or checks a receipt, and names the first wrong entry. */
package ems.ledger.verify;
