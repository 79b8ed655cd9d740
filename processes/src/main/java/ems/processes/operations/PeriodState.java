package ems.processes.operations;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a period stands: with a process instance by the names that the engine's tools use, or why it never had one. */
public enum PeriodState {
    ACTIVE(1),
    ERROR(5),
    COMPLETED(2),
    ABORTED(3),
    /** It was not started, because the market was down or late, or ended before anything of it could go on. */
    SKIPPED(PeriodState.WITHOUT_INSTANCE),
    /** It was not started, because an operator let its grid rest. */
    PAUSED(PeriodState.WITHOUT_INSTANCE);

    private static final int WITHOUT_INSTANCE = -1;

    private final int number;

    PeriodState(int number) {
        this.number = number;
    }

    /** Those that an instance has. */
    static List<PeriodState> ofInstances() {
        return Arrays.stream(values()).filter(PeriodState::hasInstance).toList();
    }

    boolean hasInstance() {
        return number != WITHOUT_INSTANCE;
    }

    /** The engine's number for it; of one without an instance, one that the engine does not have. */
    int number() {
        return number;
    }

    /** @throws IllegalArgumentException if there is no such number */
    static PeriodState numbered(int number) {
        return ofInstances().stream()
                .filter(state -> state.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the engine has no state " + number));
    }

    /** @throws IllegalArgumentException if there is no such state; names those that are */
    static PeriodState named(String text) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'state' is '" + text + "', and should be one of "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }
}
