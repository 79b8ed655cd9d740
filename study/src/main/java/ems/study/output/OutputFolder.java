package ems.study.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a study writes. A folder with an earlier one of its kind is taken over; one with anything else is refused. */
public final class OutputFolder {

    public static final String SCENARIO = "scenario.yaml";
    public static final String REPORT = "report.html";
    /** Holds a folder for each strategy that learns. */
    public static final String MODELS = "models";
    /** Written last: a folder without it holds a study that was cut short. */
    public static final String SUMMARY = "summary.txt";

    /** The summary first: once it is gone, the rest is known to be incomplete. */
    private static final List<String> OWN = List.of(
            SUMMARY,
            "summary.csv",
            "runs",
            "data",
            MODELS,
            REPORT,
            "table-1.csv",
            "table-1.txt",
            "table-2.csv",
            "table-2.txt",
            "table-3.csv",
            "table-3.txt",
            "figure-5.csv",
            "figure-6.csv",
            "figure-7.csv");

    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws IllegalArgumentException if it is a file, or a folder that holds something other than a study */
    public static OutputFolder opened(Path folder) {
        return opened(folder, SCENARIO, OWN);
    }

    /**
     * For results of another kind.
     *
     * @param mark file by which an earlier result of this kind is known
     * @param own what is deleted of it, that which says that it is whole first
     */
    public static OutputFolder opened(Path folder, String mark, List<String> own) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is a file, not a folder");
        }
        var out = new OutputFolder(created(folder));
        var present = list(folder);
        if (!present.isEmpty() && !Files.exists(folder.resolve(mark))) {
            throw new IllegalArgumentException(folder + " holds other files, like "
                    + present.get(0).getFileName() + ": name an empty or new folder");
        }
        own.stream().map(folder::resolve).filter(Files::exists).forEach(OutputFolder::delete);
        return out;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public Path dataFolder() {
        return created(folder.resolve("data"));
    }

    public Path runFolder(String run) {
        return created(folder.resolve("runs").resolve(run));
    }

    public void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With everything in it. */
    public static void delete(Path tree) {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
