package ems.processes.operations;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ems.market.party.GridId;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.processes.asked.WholeNumber;
import ems.processes.period.InMemoryPeriods;

/**
 * Which process instances are asked for, newest period first.
 *
 * @param from the first period
 * @param before the first period that is too late
 * @param step id of the node of the diagram at which they stand, or at which they failed
 * @param error part of what went wrong, in any case
 * @param limit how many, in [1, 200]
 */
record InstanceQuery(
        GridId grid,
        Optional<PeriodState> state,
        Optional<MatchingPeriod> from,
        Optional<MatchingPeriod> before,
        Optional<String> step,
        Optional<String> error,
        int limit) {

    private static final int LONGEST_ERROR = 200;

    /** What a person asks for. @throws IllegalArgumentException names place, value and what is possible */
    static InstanceQuery asked(
            GridId grid,
            @Nullable String state,
            @Nullable String from,
            @Nullable String before,
            @Nullable String step,
            @Nullable String error,
            @Nullable String limit) {
        return new InstanceQuery(
                grid,
                given(state).map(PeriodState::named),
                given(from).map(text -> period("from", text)),
                given(before).map(text -> period("before", text)),
                given(step).map(InstanceQuery::node),
                given(error).map(InstanceQuery::part),
                (int) WholeNumber.LIMIT.read(limit));
    }

    /** So that it shows whether there are more. */
    InstanceQuery withOneMore() {
        return new InstanceQuery(grid, state, from, before, step, error, limit + 1);
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(each -> !each.isEmpty());
    }

    private static MatchingPeriod period(String name, String text) {
        try {
            return MatchingPeriod.containing(Instant.parse(text));
        } catch (DateTimeException no) {
            throw new IllegalArgumentException(
                    "'" + name + "' is '" + text + "', and should be an instant in UTC like 2026-01-31T12:00:00Z.", no);
        }
    }

    private static String node(String text) {
        if (text.equals(InMemoryPeriods.EXCHANGE_WINDOW) || Task.withId(text).isPresent()) {
            return text;
        }
        throw new IllegalArgumentException("'step' is '" + text + "', and should be one of "
                + Arrays.stream(Task.values()).map(Task::id).collect(Collectors.joining(", ")) + ", "
                + InMemoryPeriods.EXCHANGE_WINDOW + ".");
    }

    private static String part(String text) {
        if (text.length() > LONGEST_ERROR) {
            throw new IllegalArgumentException("'error' has " + text.length() + " characters, more than "
                    + LONGEST_ERROR + ": look for a part of it.");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
