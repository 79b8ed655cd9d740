package ems.ledger.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lines are hashed with LF at their ends. An editor, a mail or a version control system may have changed them: an accident,
 * and no forgery.
 */
public final class ForeignLineEnds {

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
    /** A block's line is shorter. */
    private static final int START = 4_096;

    private ForeignLineEnds() {}

    /** What was changed in a file, and how to go on; empty if its first line is as it was written. */
    public static Optional<String> refusal(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return refusal(String.valueOf(file.getFileName()), in.readNBytes(START));
        }
    }

    /** @param start the beginning of the file, with its first line */
    public static Optional<String> refusal(String file, byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        int lone = text.indexOf('\r');
        if (text.startsWith(BYTE_ORDER_MARK)) {
            return Optional.of(changed(file, "begins with a byte order mark"));
        }
        if (lone >= 0 && lone == end - 1) {
            return Optional.of(changed(file, "has lines that end with CR LF"));
        }
        return lone >= 0 && (end < 0 || lone < end)
                ? Optional.of(changed(file, "has lines that end with CR"))
                : Optional.empty();
    }

    private static String changed(String file, String how) {
        return file + " " + how
                + ": something changed its line ends on the way, and hashes are of lines that end with LF."
                + " Copy it again as it is, for instance in a zip archive";
    }
}
