package ems.ledger.chain;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/**
 * A block header as it is hashed: {@code ems-block-2|grid|period start|height|previous hash|number of entries|root of the
 * entries|state roots of registry, matching, exchange and model|root of the log before it}, in ASCII, without a line end.
 * An export's block line is this text, a bar, and its SHA-256.
 */
public final class HeaderText {

    public static final FormatTag FORMAT = new FormatTag("ems-block", 2);
    public static final String TAG = FORMAT.text();
    public static final String NO_PREVIOUS = "0".repeat(64);
    private static final int FIELDS = 13;

    private HeaderText() {}

    /** The header of these fields, with its hash in place of what stands there. */
    public static BlockHeader hashed(BlockHeader header, Sha256 sha) {
        return new BlockHeader(
                header.key(),
                header.height(),
                header.entries(),
                header.root(),
                header.states(),
                header.logRoot(),
                header.previous(),
                hash(text(header), sha));
    }

    private static String text(BlockHeader header) {
        var states = header.states();
        return TAG
                + '|'
                + header.key().grid()
                + '|'
                + header.key().period()
                + '|'
                + header.height()
                + '|'
                + header.previous()
                + '|'
                + header.entries()
                + '|'
                + header.root()
                + '|'
                + states.registry()
                + '|'
                + states.matching()
                + '|'
                + states.exchange()
                + '|'
                + states.model()
                + '|'
                + header.logRoot();
    }

    private static String hash(String text, Sha256 sha) {
        return HexFormat.of().formatHex(sha.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether the header's hash is the hash of its other fields. */
    public static boolean isSound(BlockHeader header, Sha256 sha) {
        return hash(text(header), sha).equals(header.hash());
    }

    /** The block in a message. */
    public static String name(BlockHeader header) {
        return "block " + header.height() + " of grid " + header.key().grid();
    }

    public static String line(BlockHeader header) {
        return text(header) + '|' + header.hash();
    }

    /** Why a block line of another version is not read; empty if it is none. */
    public static Optional<String> refusalOf(String line) {
        return FORMAT.refusalOf(line.split("\\|", 2)[0]);
    }

    /** @throws IllegalArgumentException if the line is not exactly what {@link #line} writes */
    public static BlockHeader parse(String line) {
        String[] fields = line.split("\\|", -1);
        refusalOf(line).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        if (fields.length != FIELDS || !fields[0].equals(TAG)) {
            throw new IllegalArgumentException(
                    "not a block line '" + TAG + "|grid|start|height|previous|entries|root|...|hash'");
        }
        try {
            var period = new MatchingPeriod(Instant.parse(fields[2]));
            var header = new BlockHeader(
                    new PeriodKey(new GridId(fields[1]), period),
                    Long.parseLong(fields[3]),
                    Integer.parseInt(fields[5]),
                    Sha256.checked(fields[6]),
                    new StateRoots(
                            Sha256.checked(fields[7]),
                            Sha256.checked(fields[8]),
                            Sha256.checked(fields[9]),
                            Sha256.checked(fields[10])),
                    Sha256.checked(fields[11]),
                    Sha256.checked(fields[4]),
                    Sha256.checked(fields[12]));
            if (header.height() < 0 || header.entries() < 0 || !line(header).equals(line)) {
                throw new IllegalArgumentException("a field of the block line is not written as the ledger writes it");
            }
            return header;
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("a field of the block line is broken: " + e.getMessage(), e);
        }
    }
}
