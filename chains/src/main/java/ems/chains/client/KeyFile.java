package ems.chains.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** A file with the 32 bytes of a private key: 64 hex digits, with or without 0x, that no one but its owner may open. */
public final class KeyFile {

    /** Longer than any key file. */
    private static final int LONGEST = 1024;

    private static final int DIGITS = 64;

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile() {}

    /** @throws IllegalArgumentException if it holds something else, or others may open it; the message never quotes it */
    public static byte[] read(Path file) throws IOException {
        var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null && !OWNER.containsAll(posix.readAttributes().permissions())) {
            throw new IllegalArgumentException(
                    "others may open the key file " + file + ", or run it: chmod 600 " + ShellWord.of(file));
        }
        if (Files.size(file) > LONGEST) {
            throw new IllegalArgumentException("the key file " + file + " is longer than " + LONGEST + " bytes");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("(0x)?[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("the key file " + file + " does not hold 64 hex digits");
        }
        return HexFormat.of().parseHex(text.substring(text.length() - DIGITS));
    }
}
