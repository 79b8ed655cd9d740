package ems.processes.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import ems.chains.client.ShellWord;

/** Settings that a command makes before the application starts; what a person set as property or variable wins. */
public final class Settings {

    private Settings() {}

    /** A study listens to nobody and needs no database. */
    public static void withoutDoors() {
        withoutListening();
        set("ems.database", "false");
        set("quarkus.datasource.jdbc.url", "jdbc:h2:mem:study;NON_KEYWORDS=VALUE,KEY");
    }

    public static void withoutListening() {
        set("quarkus.http.host-enabled", "false");
    }

    /** Database, anchors and rule versions of a live market; what was committed survives a crash. */
    public static void withDatabaseIn(Path folder) {
        set(
                "quarkus.datasource.jdbc.url",
                "jdbc:h2:file:" + folder.resolve("ems")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;NON_KEYWORDS=VALUE,KEY");
        set("ems.data", folder.toString());
    }

    /** Returns how a person called the launcher, to be pasted into a shell. */
    static String launcher() {
        return ShellWord.of(System.getProperty("ems.launcher", "./ems"));
    }

    public static void set(String name, String value) {
        if (find(name).isEmpty()) {
            System.setProperty(name, value);
        }
    }

    /** What the environment or the command line says; empty: neither says anything. */
    static Optional<String> find(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(System.getProperty(name)).or(() -> Optional.ofNullable(System.getenv(variable)));
    }

    /** Whatever the environment says. */
    static void force(String name, String value) {
        System.setProperty(name, value);
    }
}
