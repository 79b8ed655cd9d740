/** The door for bids: signed ones are checked as they arrive, and a bid that is refused has its reason. */
package ems.market.bid;
