package ems.study.report;

import java.util.List;

/**
 * A table that screen readers and narrow screens can take: caption, scoped heads, its own scroll bar.
 *
 * @param rows cells as shown; the first of each row is its head
 */
record DataTable(String caption, List<Column> columns, List<List<String>> rows) {

    /**
     * Head of a column.
     *
     * @param unit under the name, or empty
     * @param style {@code number}, {@code words}, or {@code paper} for a number that is not ours
     */
    record Column(String name, String unit, String style) {

        static Column words(String name) {
            return new Column(name, "", "words");
        }

        static Column number(String name, String unit) {
            return new Column(name, unit, "number");
        }

        static Column paper(String name, String unit) {
            return new Column(name, unit, "number paper");
        }
    }

    Element element() {
        Element table = Element.of("table").add(Element.of("caption").text(caption));
        Element heads = Element.of("tr");
        for (Column column : columns) {
            Element head = Element.of("th", column.style()).with("scope", "col").text(column.name());
            heads.add(
                    column.unit().isEmpty()
                            ? head
                            : head.add(Element.of("span", "unit").text(column.unit())));
        }
        Element body = Element.of("tbody");
        rows.forEach(row -> body.add(line(row)));
        table.add(Element.of("thead").add(heads), body);
        return Element.of("div", "scroll")
                .with("role", "region")
                .with("tabindex", "0")
                .with("aria-label", caption)
                .add(table);
    }

    private Element line(List<String> cells) {
        Element line = Element.of("tr");
        for (int i = 0; i < cells.size(); i++) {
            Element cell = i == 0 ? Element.of("th", columns.get(i).style()).with("scope", "row") : cell(i);
            line.add(cell.text(cells.get(i)));
        }
        return line;
    }

    private Element cell(int column) {
        return Element.of("td", columns.get(column).style());
    }
}
