package ems.ledger.sql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Text as the database holds it: UTF-8, compressed (RFC 1950). */
public final class Deflated {

    private Deflated() {}

    public static byte[] bytes(String text) {
        return bytes(text, Deflater.BEST_SPEED);
    }

    /** As small as it can be, which takes longer. */
    public static byte[] smallest(String text) {
        return bytes(text, Deflater.BEST_COMPRESSION);
    }

    private static byte[] bytes(String text, int level) {
        var deflater = new Deflater(level);
        var out = new ByteArrayOutputStream(64 + text.length() / 4);
        try (var compressed = new DeflaterOutputStream(out, deflater)) {
            compressed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** @throws UncheckedIOException if the bytes are not what {@link #bytes(String)} or {@link #smallest} made */
    public static String text(byte[] bytes) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a body of the journal is broken", e);
        }
    }
}
