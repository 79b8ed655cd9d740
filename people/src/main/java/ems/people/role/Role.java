package ems.people.role;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What somebody is in the market. A person may have several; a device or a monitor is never a person. */
public enum Role {
    ANALYST,
    APPROVER,
    OPERATOR,
    AUDITOR,
    MEMBER,
    DEVICE,
    /** A program that reads the market's figures, such as Prometheus. */
    MONITOR,
    ADMIN;

    /** Whether a person may have it: programs have tokens or certificates instead. */
    public boolean isOfPeople() {
        return this != DEVICE && this != MONITOR;
    }

    /** As it is written: {@code operator}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role parse(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not a role: the roles are " + textOf(EnumSet.allOf(Role.class))));
    }

    /** @param text with commas between; blank: none */
    public static Set<Role> parseAll(String text) {
        return text.isBlank()
                ? Set.of()
                : Arrays.stream(text.split(",")).map(Role::parse).collect(Collectors.toUnmodifiableSet());
    }

    /** With commas between, always in the same order. */
    public static String textOf(Collection<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::text).collect(Collectors.joining(","));
    }
}
