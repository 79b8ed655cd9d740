package ems.features.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged application: its files, its commands, and the repository that it was built from. */
public final class Application {

    private static final Path JAR = Path.of(
                    System.getProperty("ems.jar", "../processes/target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath()
            .normalize();
    /** These processes live for minutes and share the machine: what the best compiler does costs them more than it gives. */
    private static final List<String> FOR_SHORT_LIVES = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private Application() {}

    /**
     * A command, to be carried out in a process of its own.
     *
     * @param options of Java
     * @param words of the command
     */
    public static ProcessBuilder command(List<String> options, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FOR_SHORT_LIVES);
        command.add("-Dems.home=" + ofRepository(""));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        // Java says with a line that it found them
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    /** Returns the libraries of others that ship. */
    static List<Library> libraries() throws IOException {
        try (var lines = Files.lines(JAR.resolveSibling("quarkus-app-dependencies.txt"))) {
            return lines.map(line -> line.split(":"))
                    .filter(coordinates -> !coordinates[0].equals("ems") && coordinates[3].equals("jar"))
                    .map(coordinates ->
                            new Library(coordinates[0], coordinates[1], coordinates[coordinates.length - 1]))
                    .distinct()
                    .toList();
        }
    }

    /** Returns a file or folder of the repository, named from its root. */
    public static Path ofRepository(String path) {
        return JAR.resolve("../../../..").resolve(path).normalize();
    }
}
