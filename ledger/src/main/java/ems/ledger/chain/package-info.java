/** Blocks as a chain: headers, their hashes, checkpoints of the log over them, and who signs these. */
package ems.ledger.chain;
