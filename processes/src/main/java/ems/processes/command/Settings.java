package ems.processes.command;

/** Settings that a command makes before the application starts; what a person set on the command line of Java wins. */
final class Settings {

    private Settings() {}

    /** A study listens to nobody and leaves no database behind. */
    static void withoutDoors() {
        set("quarkus.http.host-enabled", "false");
        set("quarkus.datasource.jdbc.url", "jdbc:h2:mem:study;NON_KEYWORDS=VALUE,KEY");
    }

    static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
