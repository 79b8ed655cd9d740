package ems.ledger.receipt;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import ems.ledger.chain.Anchor;
import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.FormatTag;
import ems.ledger.chain.HeaderText;
import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteVerifier;
import ems.market.ledger.BlockHeader;
import ems.market.record.DirectMatch;
import ems.market.record.Entry;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.HorizonEntry;
import ems.market.record.MatchId;
import ems.market.record.SignedRegisters;
import ems.market.record.VehicleBid;

/**
 * What the ledger holds of one match, with all that is needed to see that it does: well-formed, and otherwise unchecked.
 *
 * @param block the header over the entries
 * @param entries at least 1 and at most {@link #MOST_ENTRIES}
 * @param inLog from the block's hash to the checkpoint's root
 * @param signers whose signatures stand under the checkpoint, in their order; none: nobody signs the grid's blocks
 * @param anchored whether the ledger had published the block's hash when this was made
 * @param checkpoint of the log with the newest block
 * @param signatures lines of a note, each with its end; empty: nobody signed
 * @param corrections what later blocks corrected of the match, oldest first
 */
public record Receipt(
        MatchId match,
        BlockHeader block,
        List<ProvenEntry> entries,
        HashPath inLog,
        List<NoteVerifier> signers,
        boolean anchored,
        Checkpoint checkpoint,
        String signatures,
        List<SealedCorrection> corrections) {

    /** Only a receipt of two homes is written like this, so that earlier builds read the others. */
    public static final FormatTag FORMAT = new FormatTag("ems-receipt", 7);

    static final String TAG = FORMAT.text();
    /** Starts one of a period with a horizon price. */
    static final String WEIGHED_TAG = new FormatTag(FORMAT.name(), 6).text();
    /** Starts one of a private home. */
    static final String STATED_TAG = new FormatTag(FORMAT.name(), 5).text();
    /** Starts one with a least power, of a metered home. */
    static final String FROM_A_POWER_TAG = new FormatTag(FORMAT.name(), 4).text();
    /** Starts one with what a charger's meter signed, and any power will do. */
    static final String MEASURED_TAG = new FormatTag(FORMAT.name(), 3).text();
    /** Starts one with corrections and neither of these. */
    static final String CORRECTED_TAG = new FormatTag(FORMAT.name(), 2).text();
    /** Starts one with nothing of all this. */
    static final String PLAIN_TAG = new FormatTag(FORMAT.name(), 1).text();

    static final List<String> TAGS =
            List.of(TAG, WEIGHED_TAG, STATED_TAG, FROM_A_POWER_TAG, MEASURED_TAG, CORRECTED_TAG, PLAIN_TAG);

    /** A meter that comes back after a week has flushed its memory long before. */
    static final int MOST_CORRECTIONS = 100;

    static final String CORRECTED_IN = "corrected-in|";
    static final String MATCH = "match|";
    static final String BLOCK = "block|";
    static final String ENTRY = "entry|";
    static final String PATH = "path|";
    static final String LOG = "log|";
    static final String SIGNERS = "signers|";
    static final String ANCHOR = "anchor|";
    static final String NOT_ANCHORED = "none";
    static final String CHECKPOINT = "checkpoint";

    /** Opening, two signed bids, two bids, a standing, horizon price, result, match, registers, six samples, two lines, inventory, abandonment. */
    static final int MOST_ENTRIES = 22;

    /** Reads a receipt from the bytes of its file. */
    public static final int MOST_BYTES = 1 << 18;

    private static final int LINES_BEFORE_ENTRIES = 3;

    public Receipt {
        entries = List.copyOf(entries);
        signers = List.copyOf(signers);
        corrections = List.copyOf(corrections);
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "a receipt with " + entries.size() + " entries is outside [1, " + MOST_ENTRIES + "]");
        }
        int signed = signatures.isEmpty()
                ? 0
                : Checkpoints.note(checkpoint, signatures).signatures().size();
        if (signed != signers.size()) {
            throw new IllegalArgumentException(
                    "the checkpoint has " + signed + " signatures and the receipt " + signers.size() + " signers");
        }
    }

    /** Without corrections. */
    Receipt(
            MatchId match,
            BlockHeader block,
            List<ProvenEntry> entries,
            HashPath inLog,
            List<NoteVerifier> signers,
            boolean anchored,
            Checkpoint checkpoint,
            String signatures) {
        this(match, block, entries, inLog, signers, anchored, checkpoint, signatures, List.of());
    }

    /**
     * @param file UTF-8 lines, at most 256 KiB
     * @throws BrokenReceipt if it is not exactly what {@link #text} writes
     */
    public static Receipt parse(byte[] file) {
        return new ReceiptReader(file).receipt();
    }

    /** Whether a file starts like a receipt. */
    public static boolean isOne(byte[] file) {
        return ReceiptReader.isTagged(file);
    }

    /** Why a file that starts like a receipt of another version is not read; empty if it does not. */
    public static Optional<String> refusalOf(byte[] file) {
        String tag = ReceiptReader.firstLine(file);
        return TAGS.contains(tag) ? Optional.empty() : FORMAT.refusalOf(tag);
    }

    /** Whether it is of two homes. */
    boolean isDirect() {
        return holds(DirectMatch.class::isInstance);
    }

    private String tag() {
        if (isDirect()) {
            return TAG;
        }
        if (holds(HorizonEntry.class::isInstance)) {
            return WEIGHED_TAG;
        }
        if (holds(entry -> entry instanceof ExchangeStatement || entry instanceof ExchangeRefusal)) {
            return STATED_TAG;
        }
        if (holds(entry -> entry instanceof VehicleBid bid && !bid.leastPower().isNone())) {
            return FROM_A_POWER_TAG;
        }
        if (holds(SignedRegisters.class::isInstance)) {
            return MEASURED_TAG;
        }
        return corrections.isEmpty() ? PLAIN_TAG : CORRECTED_TAG;
    }

    private boolean holds(Predicate<Entry> which) {
        return entries.stream().map(ProvenEntry::entry).anyMatch(which);
    }

    /** Lines, each with its end. */
    public String text() {
        var text = new StringBuilder(tag()).append('\n');
        text.append(MATCH).append(match).append('\n');
        text.append(BLOCK).append(HeaderText.line(block)).append('\n');
        append(entries, block, inLog, text);
        for (SealedCorrection correction : corrections) {
            text.append(CORRECTED_IN)
                    .append(HeaderText.line(correction.block()))
                    .append('\n');
            append(correction.entries(), correction.block(), correction.inLog(), text);
        }
        if (!signers.isEmpty()) {
            text.append(SIGNERS);
            text.append(
                    String.join(" ", signers.stream().map(NoteVerifier::text).toList()));
            text.append('\n');
        }
        text.append(ANCHOR).append(anchored ? anchor().line() : NOT_ANCHORED).append('\n');
        text.append(CHECKPOINT).append('\n').append(checkpoint.text());
        return signatures.isEmpty()
                ? text.toString()
                : text.append('\n').append(signatures).toString();
    }

    private void append(List<ProvenEntry> proven, BlockHeader of, HashPath path, StringBuilder text) {
        for (ProvenEntry each : proven) {
            text.append(ENTRY).append(each.index()).append('|');
            text.append(each.entry().text()).append('\n');
            text.append(PATH).append(each.path().text()).append('\n');
        }
        text.append(LOG).append(of.height()).append('|').append(checkpoint.size());
        text.append('|').append(path.text()).append('\n');
    }

    /** The number of the block's line. */
    Anchor anchor() {
        return new Anchor(block.height(), block.hash());
    }

    /** Number from 1 of the line of an entry. */
    int lineOf(int entry) {
        return LINES_BEFORE_ENTRIES + 1 + 2 * entry;
    }

    int lineOfLog() {
        return lineOf(entries.size());
    }

    /** Number of the line of the block that holds this correction. */
    int lineOfCorrection(int number) {
        return lineOfLog()
                + 1
                + corrections.stream()
                        .limit(number)
                        .mapToInt(SealedCorrection::lines)
                        .sum();
    }

    /** The number of the checkpoint's first line. */
    int lineOfCheckpoint() {
        return lineOfCorrection(corrections.size()) - 1 + (signers.isEmpty() ? 3 : 4);
    }
}
