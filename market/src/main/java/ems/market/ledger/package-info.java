/** Ports for the journal of periods, for the ledger that seals them, and for anchors outside. */
package ems.market.ledger;
