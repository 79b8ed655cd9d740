package ems.study.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import ems.market.telemetry.ReplayReport;

/**
 * A file that a study has read.
 *
 * @param sha256 of its bytes as they lie on disk, hex
 */
public record DataFile(String name, String sha256, ReplayReport replayed) {

    private static final int CHUNK = 1 << 16;

    static DataFile of(Path file, ReplayReport replayed) {
        return new DataFile(file.getFileName().toString(), hash(file), replayed);
    }

    private static String hash(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
