package ems.processes.operations;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a process instance stands, by the names that the engine's tools use. */
public enum InstanceState {
    ACTIVE(1),
    ERROR(5),
    COMPLETED(2),
    ABORTED(3);

    private final int number;

    InstanceState(int number) {
        this.number = number;
    }

    /** The engine's number for it. */
    int number() {
        return number;
    }

    /** @throws IllegalArgumentException if there is no such number */
    static InstanceState numbered(int number) {
        return Arrays.stream(values())
                .filter(state -> state.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the engine has no state " + number));
    }

    /** @throws IllegalArgumentException if there is no such state; names those that are */
    static InstanceState named(String text) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'state' is '" + text + "', and should be one of "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }
}
