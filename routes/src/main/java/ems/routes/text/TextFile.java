package ems.routes.text;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A file of text as people have it: plain, gzipped, or the only file of a zip archive; in UTF-8 or UTF-16 with or without a
 * byte order mark, or else in Windows' Latin-1. The beginning of the text decides. A scenario of SpiceEV is read as the table of its
 * vehicles' trips.
 *
 * @param reader of the text behind the byte order mark
 * @param bytes beneath it: whether the file is damaged
 */
record TextFile(Reader reader, LenientInputStream bytes, Charset charset) {

    private static final int CHUNK = 1 << 16;
    /** An object, or a list of objects or lists. */
    private static final Pattern JSON = Pattern.compile("\\uFEFF?\\s*(\\{\\s*[\"}]|\\[\\s*[\\[{])");

    private static final int LONGEST_CHARACTER = 4;
    private static final Charset WINDOWS_LATIN = Charset.forName("windows-1252");
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 0x504b0304;

    /** @throws IOException if the file cannot be read, or is an archive of none or several files */
    static TextFile open(Path file) throws IOException {
        var bytes = new LenientInputStream(unpacked(file));
        try {
            var in = new BufferedInputStream(bytes, CHUNK);
            in.mark(CHUNK);
            byte[] head = in.readNBytes(CHUNK);
            in.reset();
            var encoding = Encoding.of(head);
            in.skipNBytes(encoding.mark());
            var text = new InputStreamReader(in, encoding.charset());
            return new TextFile(isJson(head, encoding) ? tableOf(text, bytes) : text, bytes, encoding.charset());
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static boolean isJson(byte[] head, Encoding encoding) {
        return JSON.matcher(new String(head, encoding.charset())).lookingAt();
    }

    private static Reader tableOf(Reader json, LenientInputStream bytes) throws IOException {
        try {
            return new StringReader(SpiceEvTrips.table(json));
        } catch (IOException e) {
            throw bytes.damage()
                    .map(damage -> new IOException("it is damaged: " + damage.getMessage(), damage))
                    .orElse(e);
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        int magic;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] four = Arrays.copyOf(in.readNBytes(Integer.BYTES), Integer.BYTES);
            magic = ByteBuffer.wrap(four).getInt();
        }
        if (magic == ZIP) {
            return onlyFileOf(file);
        }
        InputStream in = Files.newInputStream(file);
        if (magic >>> Short.SIZE != GZIP && !file.toString().endsWith(".gz")) {
            return in;
        }
        try {
            return new GZIPInputStream(in, CHUNK);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream onlyFileOf(Path archive) throws IOException {
        var zip = new ZipFile(archive.toFile());
        try {
            List<? extends ZipEntry> files = zip.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/"))
                    .toList();
            if (files.size() != 1) {
                throw new IOException("the archive holds " + files.size() + " files where one is expected: "
                        + String.join(
                                ", ", files.stream().map(ZipEntry::getName).toList()));
            }
            return new ClosingWith(zip.getInputStream(files.get(0)), zip);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /** Closes the archive with the file that is read from it. */
    private static final class ClosingWith extends FilterInputStream {

        private final ZipFile zip;

        ClosingWith(InputStream in, ZipFile zip) {
            super(in);
            this.zip = zip;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                zip.close();
            }
        }
    }

    /** @param mark bytes of the byte order mark in front */
    private record Encoding(Charset charset, int mark) {

        static Encoding of(byte[] head) {
            if (begins(head, 0xEF, 0xBB, 0xBF)) {
                return new Encoding(StandardCharsets.UTF_8, 3);
            }
            if (begins(head, 0xFF, 0xFE)) {
                return new Encoding(StandardCharsets.UTF_16LE, 2);
            }
            if (begins(head, 0xFE, 0xFF)) {
                return new Encoding(StandardCharsets.UTF_16BE, 2);
            }
            return new Encoding(withoutMark(head), 0);
        }

        private static boolean begins(byte[] head, int... mark) {
            for (int i = 0; i < mark.length; i++) {
                if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
                    return false;
                }
            }
            return true;
        }

        /** Numbers and times are ASCII: every other byte of them is zero in UTF-16, and none is in any other form. */
        private static Charset withoutMark(byte[] head) {
            int[] zeros = new int[2];
            for (int i = 0; i < head.length; i++) {
                zeros[i % 2] += head[i] == 0 ? 1 : 0;
            }
            if (zeros[1] > head.length / 4 && zeros[0] == 0) {
                return StandardCharsets.UTF_16LE;
            }
            if (zeros[0] > head.length / 4 && zeros[1] == 0) {
                return StandardCharsets.UTF_16BE;
            }
            return isUtf8(head) ? StandardCharsets.UTF_8 : WINDOWS_LATIN;
        }

        /** A character may be cut off where the beginning ends. */
        private static boolean isUtf8(byte[] head) {
            int whole = head.length < CHUNK ? head.length : head.length - LONGEST_CHARACTER;
            while (head.length == CHUNK && whole < head.length && (head[whole] & 0xC0) == 0x80) {
                whole++;
            }
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, whole));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }
    }
}
