package ems.processes.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of this application, to be carried out by a Java of its own, which ends once this one is gone.
 *
 * @param home the folder that {@code ./ems} lies in
 * @param jar the packaged application
 */
public record OwnCommand(Path home, Path jar) {

    /** Newer versions of Java warn of what the application's libraries do. */
    private static final List<String> OF_EVERY_JAVA = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    /** @throws IllegalStateException if this is not the packaged application */
    public static OwnCommand here() {
        var started = System.getProperty("java.class.path", "");
        if (!started.endsWith(".jar")) {
            throw new IllegalStateException("only the packaged application starts others, with java -jar");
        }
        return new OwnCommand(
                Path.of(System.getProperty("ems.home", ".")).toAbsolutePath(),
                Path.of(started).toAbsolutePath());
    }

    /**
     * @param memory file of options in {@code processes/options}
     * @param settings of the application, by property
     * @param words of the command
     */
    public ProcessBuilder with(String memory, List<String> settings, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + home.resolve("processes/options").resolve(memory));
        command.addAll(OF_EVERY_JAVA);
        command.add("-Dems.home=" + home);
        command.add("-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid());
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(words);
        return InheritedVariables.only(new ProcessBuilder(command));
    }
}
