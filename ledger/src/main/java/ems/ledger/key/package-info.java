/** Keys and how they lie on disk: Ed25519 for parties and validators, P-256 for meters. */
package ems.ledger.key;
