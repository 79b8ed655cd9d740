package ems.processes.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What people are told of an alert.
 *
 * @param at when it fired, or ended
 * @param ended false: it fires
 */
record AlertMessage(Alert alert, Instant at, boolean ended) {

    /** One line. */
    String title() {
        return (ended ? "Ended: " : "") + alert.summary();
    }

    /** A few lines, for a mail. */
    String text() {
        return title() + "\n\n" + (ended ? "It is over since " + at + "." : alert.advice()) + "\n\n"
                + "Since " + alert.since() + ". Alert " + alert.rule().id() + ", "
                + alert.rule().severity().text() + ".\n";
    }

    /** For a program. {@code text} is what chat services show. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alert", alert.rule().id());
        fields.put("status", ended ? "resolved" : "firing");
        fields.put("severity", alert.rule().severity().text());
        fields.put("grid", alert.grid());
        fields.put("part", alert.wrong().figure().part());
        fields.put("summary", alert.summary());
        fields.put("advice", alert.advice());
        fields.put("since", alert.since().toString());
        fields.put("at", at.toString());
        fields.put("text", title() + (ended ? "" : ". " + alert.advice()));
        return fields;
    }
}
