package ems.routes.wiring;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a sound table may do that nobody meant: a row for any device takes a member that other rows wire. */
final class WiringWarnings {

    private final List<WiringRow> rows;

    WiringWarnings(List<WiringRow> rows) {
        this.rows = rows;
    }

    /** A line for each row whose placeholder may stand for a member with rows of its own. */
    List<String> lines() {
        return rows.stream()
                .filter(WiringRow::isTemplate)
                .map(this::warning)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> warning(WiringRow template) {
        var others = rows.stream()
                .filter(other -> !other.isTemplate() && isClaimed(template, other))
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        var members = others.stream().map(WiringRow::member).distinct().collect(Collectors.joining(", "));
        var numbers = others.stream().map(other -> "row " + other.row()).collect(Collectors.joining(", "));
        return Optional.of("row " + template.row() + " (" + template.filter().text() + ") may claim '"
                + template.tells().text() + "' of " + members + ", since " + template.member()
                + " may be any name, and "
                + numbers + " wire" + (others.size() == 1 ? "s" : "") + " the same member: "
                + (template.tells().isPower()
                        ? "until a device on this topic tells it, the home reports nothing"
                        : "whichever device tells it first counts, and the other is refused")
                + "; write the device's own topic, and whose it is");
    }

    /** A power that no device tells leaves a home without readings; of all else, two that tell the same are one too many. */
    private static boolean isClaimed(WiringRow template, WiringRow other) {
        boolean clashes = template.tells() == other.tells()
                || template.tells().isPower() && other.tells().isPower();
        return clashes && template.mayTellOf(other.member());
    }
}
