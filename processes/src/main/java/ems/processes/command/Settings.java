package ems.processes.command;

/** Settings that a command makes before the application starts; what a person set on the command line of Java wins. */
final class Settings {

    private Settings() {}

    static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
