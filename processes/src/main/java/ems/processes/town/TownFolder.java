package ems.processes.town;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import ems.processes.folder.FolderTree;
import ems.processes.folder.WholeFile;

/** Where everybody in the town keeps what they have: a folder that goes with the town, unless a person named one. One town at a time has it. */
public final class TownFolder implements AutoCloseable {

    private static final String HOMES = "homes.txt";
    private static final String SPEED = "speed.txt";
    private static final String LOCK = "lock";

    private final Path root;
    private final Closeable end;

    private TownFolder(Path root, Closeable end) {
        this.root = root;
        this.end = end;
    }

    /**
     * @param named made if it is not there; empty: one that goes with the town
     * @param speed market seconds per second
     * @throws IllegalArgumentException if a town of another size or speed was kept there, or something else, or a town has it now
     */
    public static TownFolder of(Optional<Path> named, int homes, int speed) throws IOException {
        if (named.isEmpty()) {
            var root = Files.createTempDirectory("ems-town-");
            return new TownFolder(root, () -> FolderTree.delete(root));
        }
        var root = named.get().toAbsolutePath();
        if (!Files.exists(root.resolve(HOMES))) {
            refuseUnlessEmpty(root);
        }
        var lock = lock(Files.createDirectories(root));
        try {
            refuseUnlessSame(root, SPEED, "of speed ", speed);
            refuseUnlessSame(root, HOMES, "of this number of homes: ", homes);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return new TownFolder(root, lock);
    }

    private static FileChannel lock(Path root) throws IOException {
        var lock = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(lock)) {
            lock.close();
            throw new IllegalArgumentException(
                    root + " is in use: another town runs there. Stop that one, or name another folder with --data");
        }
        return lock;
    }

    private static boolean isOurs(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    private static void refuseUnlessSame(Path root, String file, String what, int number) throws IOException {
        var note = root.resolve(file);
        if (!Files.exists(note)) {
            WholeFile.write(note, number + "\n");
            return;
        }
        var before = Files.readString(note).strip();
        if (!before.equals(Integer.toString(number))) {
            throw new IllegalArgumentException("in " + root + " is a town " + what + before + ", not " + number
                    + ": start that one, or name another folder with --data");
        }
    }

    private static void refuseUnlessEmpty(Path root) throws IOException {
        if (Files.exists(root)) {
            try (var inside = Files.list(root)) {
                if (inside.anyMatch(file -> !file.endsWith(LOCK) && !file.endsWith(SPEED))) {
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

    /** The folder of a unit, an agent or the broker. */
    Path of(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
