package ems.features.crash;

import java.util.Optional;
import java.util.regex.Pattern;

import ems.market.party.PeriodKey;

/** A task of a period's process that has begun, as the log tells it: {@code 12:00:01 DEBUG match demo/2026-06-21T12:00:00Z}. */
record Task(String name, PeriodKey key) {

    private static final Pattern LINE = Pattern.compile("\\S+ DEBUG (\\w+) (demo/\\S+Z)");

    static Optional<Task> in(String line) {
        var told = LINE.matcher(line);
        return told.matches() ? Optional.of(new Task(told.group(1), PeriodKey.parse(told.group(2)))) : Optional.empty();
    }

    boolean is(String other) {
        return name.equals(other);
    }
}
