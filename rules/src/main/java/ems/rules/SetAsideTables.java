package ems.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * What lies in the watched folder and is not taken, since rules have changed by approval meanwhile: only what somebody saves
 * there later counts. Kept in a file beside the archived versions, so that a restart knows it, too.
 */
final class SetAsideTables {

    /** Stands for a folder that cannot be read. */
    static final String UNREADABLE = "000000000000";

    private static final Pattern LINE = Pattern.compile("(closed|open) ([0-9a-f]{12})\n");
    private static final String FILE = "set-aside.txt";

    private final Path file;
    private boolean closed;
    private String fingerprint = "";

    SetAsideTables(Path archive) throws IOException {
        file = archive.resolve(FILE);
        try {
            var line = LINE.matcher(Files.readString(file));
            if (line.matches()) {
                closed = line.group(1).equals("closed");
                fingerprint = line.group(2);
            }
        } catch (NoSuchFileException none) {
            fingerprint = "";
        }
    }

    /** Whether the folder was closed when it was last looked at. */
    boolean isClosed() {
        return closed;
    }

    boolean holds(String other) {
        return fingerprint.equals(other);
    }

    void note(boolean isClosed, String contents) throws IOException {
        if (closed == isClosed && holds(contents)) {
            return;
        }
        closed = isClosed;
        fingerprint = contents;
        var next = file.resolveSibling(FILE + ".part");
        Files.createDirectories(next.getParent());
        Files.writeString(next, (isClosed ? "closed " : "open ") + contents + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
