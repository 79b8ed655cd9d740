package ems.rules.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import ems.market.record.TextHash;

/**
 * The text of one table file, the same whatever spreadsheet saved it: UTF-8, lines end in a line feed, no byte order mark.
 *
 * @param file name of the file without its folder
 */
public record TableText(String file, String text) {

    private static final int MAX_BYTES = 1_000_000;
    private static final int SHORT = 12;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** A line that some spreadsheets put above the table and hide; it has no row number there. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\\A\"?sep=.\"?\\n", Pattern.CASE_INSENSITIVE);

    /** @throws TablesRefused if the bytes are no UTF-8 text of at most 1 MB */
    public static TableText of(String file, byte[] bytes) {
        var inspection = new Inspection(file, Origin.SAVED);
        if (bytes.length > MAX_BYTES) {
            inspection.fault("the file has " + bytes.length + " bytes, more than " + MAX_BYTES);
            inspection.end();
        }
        foreign(bytes).ifPresent(inspection::fault);
        inspection.end();
        String text = decoded(bytes, inspection);
        inspection.end();
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        String lines = unmarked.replace("\r\n", "\n").replace('\r', '\n');
        return new TableText(file, SEPARATOR_LINE.matcher(lines).replaceFirst(""));
    }

    /** Names these characters: the start of their SHA-256. */
    public String version() {
        return shortHash(text);
    }

    /** The first 12 hexadecimal digits of a SHA-256. */
    public static String shortHash(String text) {
        return TextHash.of(text).substring(0, SHORT);
    }

    /** What the bytes are, if they are no text of this kind. */
    private static Optional<String> foreign(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(2, bytes.length), StandardCharsets.ISO_8859_1);
        if (start.equals("PK") || start.equals("\u00d0\u00cf")) {
            return Optional.of("the file is a spreadsheet's own format: save the table as 'CSV UTF-8'");
        }
        long zeros = IntStream.range(0, bytes.length).filter(i -> bytes[i] == 0).count();
        return 4 * zeros > bytes.length || start.equals("\u00fe\u00ff") || start.equals("\u00ff\u00fe")
                ? Optional.of("the text is UTF-16, not UTF-8: save the table as 'CSV UTF-8'")
                : Optional.empty();
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
            boolean endsLine = bytes[i] == '\n' || bytes[i] == '\r' && bytes[i + 1] != '\n';
            row += endsLine ? 1 : 0;
        }
        return row;
    }
}
