package ems.rules.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The text of one table file, the same whatever spreadsheet saved it: UTF-8, lines end in a line feed, no byte order mark.
 *
 * @param file name of the file without its folder
 */
public record TableText(String file, String text) {

    private static final int MAX_BYTES = 1_000_000;
    private static final int SHORT = 12;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws TablesRefused if the bytes are no UTF-8 text of at most 1 MB */
    public static TableText of(String file, byte[] bytes) {
        var inspection = new Inspection(file);
        if (bytes.length > MAX_BYTES) {
            inspection.fault("the file has " + bytes.length + " bytes, more than " + MAX_BYTES);
            inspection.end();
        }
        String text = decoded(bytes, inspection);
        inspection.end();
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new TableText(file, unmarked.replace("\r\n", "\n").replace('\r', '\n'));
    }

    /** Names this content: the start of its SHA-256. */
    public String version() {
        return shortHash(text);
    }

    /** The first 12 hexadecimal digits of a SHA-256. */
    public static String shortHash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, SHORT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String decoded(byte[] bytes, Inspection inspection) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length + 1);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        if (decoder.decode(in, out, true).isError()) {
            inspection.fault(rowAt(bytes, in.position()), "", "the text is not UTF-8: save the table as 'CSV UTF-8'");
        }
        return out.flip().toString();
    }

    private static int rowAt(byte[] bytes, int position) {
        int row = 1;
        for (int i = 0; i < position; i++) {
            row += bytes[i] == '\n' ? 1 : 0;
        }
        return row;
    }
}
