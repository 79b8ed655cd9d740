/** The door for signed bids: checks each as it arrives, and keeps the first of each party and period. */
@NullMarked
package ems.ledger.door;

import org.jspecify.annotations.NullMarked;
