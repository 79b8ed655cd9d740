/** The tables as spreadsheets: out with every cell as text, and back with what a spreadsheet made of it refused by its cell. */
@NullMarked
package ems.rules.workbook;

import org.jspecify.annotations.NullMarked;
