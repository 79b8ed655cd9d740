package ems.ledger.note;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import ems.ledger.tree.Sha256;

/**
 * The head of a log, as text that is signed as a {@link SignedNote}: whose log, how many leaves, their root.
 *
 * <p>Source: C2SP tlog-checkpoint.
 *
 * @param origin names the log, as in {@code ems/grid/home}: one line, not empty
 * @param size number of leaves, at least 0
 * @param root SHA-256 in 64 hex digits (in the text it is base64)
 * @param extensions further lines, none empty
 */
public record Checkpoint(String origin, long size, String root, List<String> extensions) {

    private static final int HASH_BYTES = 32;

    public Checkpoint {
        if (isNoLine(origin)) {
            throw new IllegalArgumentException("a checkpoint's origin is empty or holds a control character");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a checkpoint's size of " + size + " is below 0");
        }
        if (!root.matches(Sha256.HEX)) {
            throw new IllegalArgumentException("a checkpoint's root is not 64 hex digits");
        }
        extensions = List.copyOf(extensions);
        if (extensions.stream().anyMatch(Checkpoint::isNoLine)) {
            throw new IllegalArgumentException("a checkpoint's further line is empty or holds a control character");
        }
    }

    private static boolean isNoLine(String text) {
        return text.isEmpty() || text.chars().anyMatch(c -> c < ' ');
    }

    public Checkpoint(String origin, long size, String root) {
        this(origin, size, root, List.of());
    }

    /** @throws IllegalArgumentException if the text is not one that {@link #text} writes */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a checkpoint does not end with its last line");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3) {
            throw new IllegalArgumentException("a checkpoint of " + lines.length + " lines does not have 3");
        }
        byte[] root = NoteSignature.base64(lines[2], "a checkpoint's root");
        if (root.length != HASH_BYTES) {
            throw new IllegalArgumentException("a checkpoint's root of " + root.length + " bytes does not have 32");
        }
        return new Checkpoint(
                lines[0],
                size(lines[1]),
                HexFormat.of().formatHex(root),
                Arrays.asList(lines).subList(3, lines.length));
    }

    private static long size(String text) {
        if (!text.matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("a checkpoint's size is no whole number without leading zeros");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a checkpoint's size of " + text + " is above " + Long.MAX_VALUE, e);
        }
    }

    public String text() {
        var text = new StringBuilder(origin + "\n" + size + "\n");
        text.append(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root)))
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    public SignedNote sign(NoteSigner signer) {
        return SignedNote.of(text(), signer);
    }
}
