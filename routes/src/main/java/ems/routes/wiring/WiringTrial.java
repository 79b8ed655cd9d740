package ems.routes.wiring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says what each row of a table does with a sample payload: one from the table's notes, else one made up from the row. */
public final class WiringTrial {

    private static final int SHOWN = 160;
    private static final String SOMEBODY = "L1";

    private final WiringTable table;

    public WiringTrial(WiringTable table) {
        this.table = table;
    }

    /** A line for each row, and one for each sample that it reads. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (WiringRow row : table.rows()) {
            lines.add("row " + row.row() + ": " + row.filter().text()
                    + (row.pointer().matches() ? "" : " " + row.pointer()) + " in "
                    + row.unit().text() + " tells "
                    + row.tells().text() + " of " + row.member()
                    + (row.part().of() == 1 ? "" : ", part " + row.part().text() + " of a sum"));
            samples(row).forEach(sample -> lines.add("    e.g. " + outcome(row, sample)));
        }
        table.samples().stream()
                .filter(sample -> table.rows().stream()
                        .noneMatch(row -> row.memberOf(sample.topic()).isPresent()))
                .forEach(sample -> lines.add("note: no row takes the sample of topic " + sample.topic()));
        return lines;
    }

    /** Whether a row means the topic. */
    public boolean takes(String topic) {
        return table.rows().stream().anyMatch(row -> row.memberOf(topic).isPresent());
    }

    /** What the row makes of one message. */
    public List<String> lines(String topic, String payload) {
        var sample = new SampleMessage(topic, payload);
        var lines = table.rows().stream()
                .filter(row -> row.memberOf(topic).isPresent())
                .map(row -> "row " + row.row() + ": " + outcome(row, sample))
                .toList();
        return lines.isEmpty() ? List.of("no row takes topic " + topic) : lines;
    }

    private List<SampleMessage> samples(WiringRow row) {
        var fitting = table.samples().stream()
                .filter(sample -> row.memberOf(sample.topic()).isPresent())
                .toList();
        return fitting.isEmpty() ? List.of(madeUp(row)) : fitting;
    }

    private static SampleMessage madeUp(WiringRow row) {
        var value = switch (row.unit().dimension()) {
            case POWER -> "120";
            case ENERGY -> "34.5";
            case SHARE -> "63";
            case STATE -> "true";
        };
        return new SampleMessage(
                row.filter().example(SOMEBODY), nested(row.pointer().toString(), value));
    }

    private static String nested(String pointer, String value) {
        var names = Stream.of(pointer.split("/", -1)).skip(1).toList();
        var json = value;
        for (int i = names.size() - 1; i >= 0; i--) {
            json = "{\"" + names.get(i).replace("~1", "/").replace("~0", "~") + "\":" + json + "}";
        }
        return json;
    }

    private static String outcome(WiringRow row, SampleMessage sample) {
        var payload =
                sample.payload().length() > SHOWN ? sample.payload().substring(0, SHOWN) + "..." : sample.payload();
        return sample.topic() + " " + payload + " -> " + outcome(row, sample.topic(), sample.payload());
    }

    private static String outcome(WiringRow row, String topic, String payload) {
        try {
            var found = row.value(payload.getBytes(StandardCharsets.UTF_8));
            if (found instanceof Payload.Found.Value value) {
                return row.tells().text() + " of " + row.memberOf(topic).orElseThrow() + ": " + inWords(row, value)
                        + ", holds for " + row.staleAfter().toSeconds() + " s";
            }
            return found instanceof Payload.Found.Gone gone
                    ? gone.reason()
                    : "nothing: there is no " + row.pointer() + " in it";
        } catch (IllegalArgumentException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    private static String inWords(WiringRow row, Payload.Found.Value value) {
        var base = value.base();
        return switch (row.unit().dimension()) {
            case POWER -> base.movePointLeft(3).stripTrailingZeros().toPlainString() + " W";
            case ENERGY ->
                base.divide(new java.math.BigDecimal("3.6e9"), 6, java.math.RoundingMode.HALF_EVEN)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " kWh";
            case SHARE -> base.toPlainString() + " %";
            case STATE -> base.signum() > 0 ? "yes" : "no";
        };
    }
}
