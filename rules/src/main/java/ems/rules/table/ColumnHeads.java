package ems.rules.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Compares the heads of a table's columns with those that it must have. */
final class ColumnHeads {

    private ColumnHeads() {}

    /**
     * The heads as they must be written, in the order of the row; one that is unknown stays as it is.
     *
     * @param expected heads that must be there, each once, the first one first
     * @param optional heads that may be there, each once
     */
    static List<String> read(
            int row, List<String> cells, List<String> expected, List<String> optional, Inspection inspection) {
        List<String> heads = new ArrayList<>();
        List<String> known = Stream.concat(expected.stream(), optional.stream()).toList();
        Set<String> missing = new HashSet<>(known);
        for (String cell : CsvText.withoutTrailingBlanks(cells)) {
            String head = known.stream()
                    .filter(CellText.visible(cell)::equalsIgnoreCase)
                    .findFirst()
                    .orElse(cell);
            if (head.isEmpty()) {
                inspection.fault(row, "", "column " + (heads.size() + 1) + " has no head");
            } else if (!known.contains(head)) {
                inspection.fault(row, head, "unknown column; known are: " + String.join(", ", known));
            } else if (!missing.remove(head)) {
                inspection.fault(row, head, "the column stands twice");
            }
            heads.add(head);
        }
        expected.stream()
                .filter(missing::contains)
                .forEach(head -> inspection.fault(row, head, "the column is missing"));
        if (!heads.get(0).equals(expected.get(0))) {
            inspection.fault(row, expected.get(0), "must be the first column");
        }
        return heads;
    }
}
