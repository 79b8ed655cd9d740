package ems.features.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A disk of its own in memory, which can be filled, made larger and closed to writers. Only the machine's administrator may have one. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 4_096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Empty where it may not be made. */
    static Optional<SmallDisk> of(int megabytes, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    Path folder() {
        return folder;
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Leaves so much; nothing leaves not a byte. */
    void fillUpTo(long free) throws IOException {
        try (OutputStream file = Files.newOutputStream(filler())) {
            while (Files.getFileStore(folder).getUsableSpace() > free) {
                file.write(new byte[BLOCK]);
                file.flush();
            }
        }
    }

    void empty() throws IOException {
        Files.delete(filler());
    }

    void closeToWriters() throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount,ro", folder.toString())) {
            throw new IllegalStateException(folder + " cannot be closed to writers");
        }
    }

    void openToWriters() throws IOException, InterruptedException {
        run("mount", "-o", "remount,rw", folder.toString());
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... words) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
