package ems.features.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The packaged application as files, and the repository that it was built from. */
final class Application {

    private static final Path FOLDER = Path.of(
                    System.getProperty("ems.jar", "../processes/target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath()
            .normalize()
            .getParent();

    private Application() {}

    /** Returns the libraries of others that ship. */
    static List<Library> libraries() throws IOException {
        try (var lines = Files.lines(FOLDER.resolve("quarkus-app-dependencies.txt"))) {
            return lines.map(line -> line.split(":"))
                    .filter(coordinates -> !coordinates[0].equals("ems") && coordinates[3].equals("jar"))
                    .map(coordinates ->
                            new Library(coordinates[0], coordinates[1], coordinates[coordinates.length - 1]))
                    .distinct()
                    .toList();
        }
    }

    /** Returns a file or folder of the repository, named from its root. */
    static Path ofRepository(String path) {
        return FOLDER.resolve("../../..").resolve(path).normalize();
    }
}
