package ems.rules.table;

import java.util.List;
import java.util.Map;

/**
 * A table file cut into cells.
 *
 * @param head notes above the columns, by their word: question, units, owner
 * @param canonical what the table says, in the form that its version is made of
 */
record Sheet(Map<String, String> head, List<RowCells> rows, String canonical) {}
