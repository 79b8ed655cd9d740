/** Members' bills: what was booked for one party, by month, day and trade, for the party itself and for auditors who say why. */
@NullMarked
package ems.processes.bill;

import org.jspecify.annotations.NullMarked;
