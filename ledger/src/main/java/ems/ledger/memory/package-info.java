/** The books of a study: journal and ledger in memory, written to the export as blocks are sealed. */
package ems.ledger.memory;
