package ems.forecasting.round;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came to a round and is no file of its own: lines of words, each forced to the disk before its sender is answered. A last line
 * without its end was never answered, and counts for nothing.
 *
 * <p>Only the owner may read them: they hold the private keys of the pairs that the market trains, whose updates it knows anyway.
 */
final class RoundNotes {

    private static final String OWNER_ONLY = "rw-------";

    private final Path file;

    /** @param into version that is merged */
    RoundNotes(Path folder, int into) {
        this.file = folder.resolve(String.format(Locale.ROOT, "round-%06d.txt", into));
    }

    /** Lines in the order in which they were kept. */
    List<List<String>> read() {
        try {
            String text = Files.readString(file);
            List<List<String>> lines = new ArrayList<>();
            int from = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
                lines.add(List.of(text.substring(from, end).split(" ")));
                from = end + 1;
            }
            return lines;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("what came to the round cannot be read from " + file, e);
        }
    }

    /** Forgets what was there before. */
    void begin(List<String> words) {
        try {
            Files.deleteIfExists(file);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, ownerOnly());
        } catch (IOException e) {
            throw new UncheckedIOException("the round cannot be kept in " + file, e);
        }
        keep(List.of(words));
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    /** Behind the last line that has its end. */
    private long endOfLines() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Keeps lines after those that are there, in the place of one without its end; all of them, or some and a failure. */
    void keep(List<List<String>> lines) {
        var text = new StringBuilder();
        lines.forEach(words -> text.append(String.join(" ", words)).append('\n'));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long end = endOfLines();
            channel.truncate(end);
            channel.position(end);
            var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the round cannot be kept in " + file, e);
        }
    }
}
