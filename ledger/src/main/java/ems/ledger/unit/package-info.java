/**
 * A road-side unit of its own: runs each block of a grid again, keeps it, and signs it once.
 *
 * <p>Source: the paper's road-side units validate what the market puts on its chain; a unit that only signed what it is shown
 * would validate nothing.
 */
@NullMarked
package ems.ledger.unit;

import org.jspecify.annotations.NullMarked;
