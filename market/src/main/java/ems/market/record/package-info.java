/** Everything that the market records, and its one text form: journal, ledger, export and proof read the same line. */
@NullMarked
package ems.market.record;

import org.jspecify.annotations.NullMarked;
