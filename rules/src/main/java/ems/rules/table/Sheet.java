package ems.rules.table;

import java.util.List;
import java.util.Map;

/**
 * A table file cut into cells.
 *
 * @param head notes above the columns, by their word: question, units, owner
 */
record Sheet(Map<String, String> head, List<RowCells> rows) {}
