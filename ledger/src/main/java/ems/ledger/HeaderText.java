package ems.ledger;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;

/**
 * A block header as it is hashed: {@code ems-block-1|grid|period start|height|previous hash|number of entries|root}, in
 * ASCII, without a line end. An export's block line is this text, a bar, and its SHA-256.
 */
final class HeaderText {

    static final String TAG = "ems-block-1";
    static final String NO_PREVIOUS = "0".repeat(64);
    private static final int FIELDS = 8;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private HeaderText() {}

    static BlockHeader hashed(PeriodKey key, long height, int entries, String root, String previous, Sha256 sha) {
        var text = text(key, height, entries, root, previous);
        return new BlockHeader(key, height, entries, root, previous, hash(text, sha));
    }

    private static String text(PeriodKey key, long height, int entries, String root, String previous) {
        return TAG + '|' + key.grid() + '|' + key.period() + '|' + height + '|' + previous + '|' + entries + '|' + root;
    }

    private static String hash(String text, Sha256 sha) {
        return HexFormat.of().formatHex(sha.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether the header's hash is the hash of its other fields. */
    static boolean isSound(BlockHeader header, Sha256 sha) {
        return hashed(header.key(), header.height(), header.entries(), header.root(), header.previous(), sha)
                .equals(header);
    }

    static String line(BlockHeader header) {
        return text(header.key(), header.height(), header.entries(), header.root(), header.previous())
                + '|'
                + header.hash();
    }

    /** @throws IllegalArgumentException if the line is not exactly what {@link #line} writes */
    static BlockHeader parse(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != FIELDS || !fields[0].equals(TAG)) {
            throw new IllegalArgumentException(
                    "not a block line '" + TAG + "|grid|start|height|previous|entries|root|hash'");
        }
        try {
            var period = new MatchingPeriod(Instant.parse(fields[2]));
            var header = new BlockHeader(
                    new PeriodKey(new GridId(fields[1]), period),
                    Long.parseLong(fields[3]),
                    Integer.parseInt(fields[5]),
                    hex(fields[6]),
                    hex(fields[4]),
                    hex(fields[7]));
            if (header.height() < 0 || header.entries() < 0 || !line(header).equals(line)) {
                throw new IllegalArgumentException("a field of the block line is not written as the ledger writes it");
            }
            return header;
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("a field of the block line is broken: " + e.getMessage(), e);
        }
    }

    private static String hex(String field) {
        if (!HASH.matcher(field).matches()) {
            throw new IllegalArgumentException("'" + field + "' is not a hash of 64 hexadecimal digits");
        }
        return field;
    }
}
