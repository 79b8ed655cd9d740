package ems.processes.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what is too large for memory. */
final class Hashing {

    private final MessageDigest digest;

    Hashing() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(Path file) throws IOException {
        var hashing = new Hashing();
        try (var out = hashing.of(OutputStream.nullOutputStream())) {
            Files.copy(file, out);
        }
        return hashing.hash();
    }

    /** Hashes what goes through. */
    OutputStream of(OutputStream out) {
        return new DigestOutputStream(out, digest);
    }

    /** 64 hex digits over all that went through since the last call. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
