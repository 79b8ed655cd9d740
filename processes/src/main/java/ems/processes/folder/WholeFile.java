package ems.processes.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import static java.util.Objects.requireNonNull;

/** Files that have their name once all of them is on the disk, whatever crashes meanwhile. */
public final class WholeFile {

    private static final String UNFINISHED = ".part";

    private WholeFile() {}

    public static void write(Path file, String text) throws IOException {
        var unfinished = unfinished(file);
        try (var channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        named(unfinished, file);
    }

    static void copy(Path from, Path to) throws IOException {
        var unfinished = unfinished(to);
        Files.copy(from, unfinished, StandardCopyOption.REPLACE_EXISTING);
        named(unfinished, to);
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    /** Gives a finished file, or a folder, its name, and returns when disk and folder know of it. */
    public static void named(Path finished, Path name) throws IOException {
        if (Files.isRegularFile(finished)) {
            force(finished, StandardOpenOption.WRITE);
        }
        Files.move(finished, name, StandardCopyOption.ATOMIC_MOVE);
        force(requireNonNull(name.toAbsolutePath().getParent()), StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
