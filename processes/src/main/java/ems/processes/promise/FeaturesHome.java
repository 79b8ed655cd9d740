package ems.processes.promise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import ems.processes.folder.FolderTree;
import ems.rules.table.TableText;

/** Where the features and what plays them are kept, beside the application: {@code features} of its home. */
record FeaturesHome(Path home) {

    private static final String APPLICATION = "processes/target/quarkus-app";

    Path specification() {
        return home.resolve("features/specification");
    }

    Path application() {
        return home.resolve(APPLICATION);
    }

    /** The steps, compiled. */
    Path steps() {
        return home.resolve("features/target/test-classes");
    }

    Path libraries() {
        return home.resolve("features/target/lib");
    }

    /** What {@code ./ems features} played last. */
    Path playedByCommand() {
        return home.resolve("features/target/features.ndjson");
    }

    /** Names what is played here: it changes with each feature, and with each build of the application. */
    String build() {
        try (Stream<Path> files = Files.isDirectory(specification()) ? Files.walk(specification()) : Stream.empty()) {
            var said = new StringBuilder();
            var jar = application().resolve("quarkus-run.jar");
            if (Files.exists(jar)) {
                said.append(Files.getLastModifiedTime(jar));
            }
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                said.append('\n').append(Files.readString(file));
            }
            return TableText.shortHash(said.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the features in " + specification() + " cannot be read", e);
        }
    }

    /** Why nothing can be played here, in a sentence; empty: it can. */
    Optional<String> whyNot() {
        if (!Files.isDirectory(specification())) {
            return Optional.of("This installation came without its features.");
        }
        if (!Files.isRegularFile(application().resolve("quarkus-run.jar"))) {
            return Optional.of("This market does not run as a package: ./ems builds one.");
        }
        if (!Files.isDirectory(steps()) || !Files.isDirectory(libraries())) {
            return Optional.of("What plays the features is not built yet: run ./ems features once on this machine.");
        }
        return Optional.empty();
    }

    /**
     * A home that looks like this one, with other tables: the rest are links.
     *
     * @param contents of the tables, by file name
     * @return a new folder, to be {@linkplain #delete deleted}
     */
    Path withTables(Map<String, byte[]> contents) {
        try {
            var copy = Files.createTempDirectory(PlayFolders.prefix());
            Files.createDirectories(copy.resolve(APPLICATION).getParent());
            Files.createSymbolicLink(copy.resolve(APPLICATION), application().toRealPath());
            Files.createSymbolicLink(
                    copy.resolve("study"), home.resolve("study").toRealPath());
            Files.createDirectories(copy.resolve("features"));
            Files.createSymbolicLink(
                    copy.resolve("features/specification"), specification().toRealPath());
            var tables = Files.createDirectories(copy.resolve("rules/tables"));
            for (var table : contents.entrySet()) {
                Files.write(tables.resolve(table.getKey()), table.getValue());
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("a folder to play features in cannot be made", e);
        }
    }

    /** Deletes such a folder: the links, not what they lead to. */
    static void delete(Path copy) {
        try {
            FolderTree.delete(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + copy + " cannot be deleted: delete it by hand", e);
        }
    }
}
