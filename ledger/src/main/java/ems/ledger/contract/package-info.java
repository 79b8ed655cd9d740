/** The four contracts of a grid: pure functions of what they hold, a block's entries and its period, and the same ones that verify a ledger. */
@NullMarked
package ems.ledger.contract;

import org.jspecify.annotations.NullMarked;
