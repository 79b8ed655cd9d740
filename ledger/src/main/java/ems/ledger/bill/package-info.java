/** Members' bookings, added up day by day behind the blocks, so that a bill reads no more than the days of its month. */
@NullMarked
package ems.ledger.bill;

import org.jspecify.annotations.NullMarked;
