/** Where what parties sign comes in: each bid and forecast is checked as it arrives, and the first of each party and period is kept. */
@NullMarked
package ems.ledger.door;

import org.jspecify.annotations.NullMarked;
