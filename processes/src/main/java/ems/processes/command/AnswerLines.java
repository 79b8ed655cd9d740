package ems.processes.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** What the market answered, as lines: columns with heads for a person at a terminal, parts with tabs between for a program. */
final class AnswerLines {

    private static final String GAP = "  ";

    private AnswerLines() {}

    /** One line for each thing that is listed; what is empty is left out. */
    static List<String> forProgram(JsonNode told) {
        List<String> lines = new ArrayList<>();
        things(told).forEach(each -> lines.add(line(each)));
        lines.addAll(more(told));
        return lines;
    }

    /** A head and a line for each thing that is listed; of one thing, a line for each of its parts. */
    static List<String> forPerson(JsonNode told) {
        if (!isList(told)) {
            return parts(things(told).get(0));
        }
        List<String> lines = new ArrayList<>(table(things(told)));
        lines.addAll(more(told));
        return lines;
    }

    private static boolean isList(JsonNode told) {
        return told.isArray() || told.path("rows").isArray();
    }

    private static List<JsonNode> things(JsonNode told) {
        if (!isList(told)) {
            return List.of(told.path("member").isObject() ? told.path("member") : told);
        }
        var listed = told.isArray() ? told : told.path("rows");
        return StreamSupport.stream(listed.spliterator(), false).toList();
    }

    /** What is to be said beside a list. */
    private static List<String> more(JsonNode told) {
        if (told.hasNonNull("words") && isList(told)) {
            return List.of(told.path("words").asText());
        }
        return told.hasNonNull("next")
                ? List.of("The first " + told.path("rows").size() + " of "
                        + told.path("found").asText() + ": narrow them down with --search.")
                : List.of();
    }

    private static String line(JsonNode thing) {
        List<String> texts = new ArrayList<>();
        thing.fields().forEachRemaining(part -> {
            var value = part.getValue();
            texts.add(value.isBoolean() ? (value.asBoolean() ? part.getKey() : "") : value.isNull() ? "" : flat(value));
        });
        return texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("\t"));
    }

    private static String flat(JsonNode value) {
        return value.isArray() ? joined(value, ",") : value.asText();
    }

    private static List<String> table(List<JsonNode> things) {
        if (things.isEmpty()) {
            return List.of("none");
        }
        Set<String> columns = new LinkedHashSet<>();
        things.forEach(each -> each.fieldNames().forEachRemaining(columns::add));
        columns.removeIf(
                column -> things.stream().allMatch(each -> cell(each, column).isEmpty()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(AnswerLines::head).toList());
        things.forEach(each ->
                rows.add(columns.stream().map(column -> cell(each, column)).toList()));
        return aligned(rows);
    }

    private static List<String> parts(JsonNode thing) {
        List<List<String>> rows = new ArrayList<>();
        thing.fieldNames().forEachRemaining(name -> {
            if (!cell(thing, name).isEmpty()) {
                rows.add(List.of(head(name) + ":", cell(thing, name)));
            }
        });
        return rows.isEmpty() ? List.of("done") : aligned(rows);
    }

    private static List<String> aligned(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column))
                        .append(" ".repeat(widths.get(column) - row.get(column).length()))
                        .append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String cell(JsonNode thing, String column) {
        var value = thing.path(column);
        if (value.isBoolean()) {
            return value.asBoolean() ? "yes" : "";
        }
        return value.isContainerNode()
                ? joined(value, value.isArray() ? "," : " ")
                : value.isNull() ? "" : value.asText();
    }

    private static String joined(JsonNode values, String between) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(between));
    }

    /** The words of a name, with the unit that it ends in; instants end in Z and say themselves that they are UTC. */
    private static String head(String name) {
        var words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.replaceFirst(" kilowatt hours$", " (kWh)");
    }
}
