/** How a table is written as text that a spreadsheet reads back. */
@NullMarked
package ems.market.csv;

import org.jspecify.annotations.NullMarked;
