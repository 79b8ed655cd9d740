package ems.processes.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import ems.processes.folder.FolderTree;
import ems.processes.folder.WholeFile;

/** Where everybody in the town keeps what they have: a folder that goes with the town, unless a person named one. */
public final class TownFolder implements AutoCloseable {

    private static final String NOTE = "homes.txt";

    private final Path root;
    private final boolean kept;

    private TownFolder(Path root, boolean kept) {
        this.root = root;
        this.kept = kept;
    }

    /**
     * @param named made if it is not there; empty: one that goes with the town
     * @throws IllegalArgumentException if a town of another size was kept there, or something else
     */
    public static TownFolder of(Optional<Path> named, int homes) throws IOException {
        if (named.isEmpty()) {
            return new TownFolder(Files.createTempDirectory("ems-town-"), false);
        }
        var root = named.get().toAbsolutePath();
        var note = root.resolve(NOTE);
        if (Files.exists(note)) {
            var before = Files.readString(note).strip();
            if (!before.equals(Integer.toString(homes))) {
                throw new IllegalArgumentException("in " + root + " is a town of " + before + " homes, not of " + homes
                        + ": start that one, or name another folder with --data");
            }
        } else {
            refuseUnlessEmpty(root);
            Files.createDirectories(root);
            WholeFile.write(note, homes + "\n");
        }
        return new TownFolder(root, true);
    }

    private static void refuseUnlessEmpty(Path root) throws IOException {
        if (Files.exists(root)) {
            try (var inside = Files.list(root)) {
                if (inside.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            root + " holds something else than a town: name an empty folder, or none, with --data");
                }
            }
        }
    }

    public Path root() {
        return root;
    }

    Path market() {
        return root.resolve("market");
    }

    /** Of a unit, an agent or the broker. */
    Path of(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            FolderTree.delete(root);
        }
    }
}
