/** Ports for the journal of periods, for the ledger that seals them, and for anchors outside. */
@NullMarked
package ems.market.ledger;

import org.jspecify.annotations.NullMarked;
