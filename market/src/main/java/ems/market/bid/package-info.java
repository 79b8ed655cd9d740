/** The door for bids: signed ones are checked as they arrive, and a bid that is refused has its reason. */
@NullMarked
package ems.market.bid;

import org.jspecify.annotations.NullMarked;
