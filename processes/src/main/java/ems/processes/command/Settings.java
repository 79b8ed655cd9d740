package ems.processes.command;

import java.util.Locale;

/** Settings that a command makes before the application starts; what a person set as property or variable wins. */
final class Settings {

    private Settings() {}

    /** A study listens to nobody and leaves no database behind. */
    static void withoutDoors() {
        set("quarkus.http.host-enabled", "false");
        set("quarkus.datasource.jdbc.url", "jdbc:h2:mem:study;NON_KEYWORDS=VALUE,KEY");
    }

    static void set(String name, String value) {
        String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        if (System.getProperty(name) == null && System.getenv(variable) == null) {
            System.setProperty(name, value);
        }
    }
}
