package ems.ledger.receipt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import ems.ledger.chain.HeaderText;
import ems.ledger.contract.Refuse;
import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteVerifier;
import ems.market.ledger.BlockHeader;
import ems.market.record.Entry;
import ems.market.record.MatchId;

/** Reads a receipt line by line: each line is what it must be at its place, or the reading ends there. */
final class ReceiptReader {

    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final int MOST_SIGNERS = 100;
    private static final int LONGEST_TAG = 64;

    private final byte[] file;
    private String[] lines = {};
    private int line;

    ReceiptReader(byte[] file) {
        this.file = file;
    }

    static boolean isTagged(byte[] file) {
        return Receipt.TAGS.stream().anyMatch(tag -> starts(tag, file));
    }

    private static boolean starts(String first, byte[] file) {
        byte[] tag = (first + '\n').getBytes(StandardCharsets.US_ASCII);
        return file.length >= tag.length && Arrays.equals(file, 0, tag.length, tag, 0, tag.length);
    }

    /** Its first 64 bytes at most; enough for any version. */
    static String firstLine(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, LONGEST_TAG), StandardCharsets.ISO_8859_1);
        return start.lines().findFirst().orElse("");
    }

    Receipt receipt() {
        try {
            String text = text();
            lines = text.substring(0, text.length() - 1).split("\n", -1);
            var receipt = read();
            refuseUnless(text, receipt.text());
            return receipt;
        } catch (BrokenReceipt e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new BrokenReceipt(Math.max(1, line), e.getMessage(), e);
        }
    }

    private String text() {
        Refuse.when(file.length > Receipt.MOST_BYTES, "a receipt has at most " + Receipt.MOST_BYTES + " bytes");
        Refuse.when(!isTagged(file), "a receipt starts with one of the lines " + String.join(", ", Receipt.TAGS));
        Refuse.when(file[file.length - 1] != '\n', "the file is cut off within its last line");
        String text = new String(file, StandardCharsets.UTF_8);
        Refuse.when(!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), file), "it holds bytes that are no UTF-8");
        return text;
    }

    private Receipt read() {
        line = 1;
        var match = new MatchId(next(Receipt.MATCH));
        BlockHeader block = HeaderText.parse(next(Receipt.BLOCK));
        List<ProvenEntry> entries = entries(Receipt.MOST_ENTRIES);
        var inLog = inLog();
        List<SealedCorrection> corrections = new ArrayList<>();
        while (corrections.size() < Receipt.MOST_CORRECTIONS && peek().startsWith(Receipt.CORRECTED_IN)) {
            BlockHeader correcting = HeaderText.parse(next(Receipt.CORRECTED_IN));
            corrections.add(new SealedCorrection(correcting, entries(SealedCorrection.MOST_ENTRIES), inLog()));
        }
        List<NoteVerifier> signers = peek().startsWith(Receipt.SIGNERS) ? signers() : List.of();
        boolean anchored = !next(Receipt.ANCHOR).equals(Receipt.NOT_ANCHORED);
        Refuse.when(!next(Receipt.CHECKPOINT).isEmpty(), "it is not the line " + Receipt.CHECKPOINT);
        int first = line;
        int end = first;
        while (end < lines.length && !lines[end].isEmpty()) {
            end++;
        }
        line = first + 1;
        var checkpoint = Checkpoint.parse(joined(first, end));
        return new Receipt(
                match,
                block,
                entries,
                inLog,
                signers,
                anchored,
                checkpoint,
                joined(end + 1, lines.length),
                corrections);
    }

    private List<ProvenEntry> entries(int most) {
        List<ProvenEntry> entries = new ArrayList<>();
        while (entries.size() < most && peek().startsWith(Receipt.ENTRY)) {
            entries.add(entry());
        }
        return entries;
    }

    private HashPath inLog() {
        String[] log = next(Receipt.LOG).split("\\|", 3);
        Refuse.when(log.length < 3, "it is not log|height|size|hashes");
        return HashPath.parse(log[2]);
    }

    private ProvenEntry entry() {
        String text = next(Receipt.ENTRY);
        int bar = text.indexOf('|');
        Refuse.when(bar < 0 || !INDEX.matcher(text.substring(0, bar)).matches(), "it is not entry|place|entry");
        int index = Integer.parseInt(text.substring(0, bar));
        var entry = Entry.parse(text.substring(bar + 1));
        return new ProvenEntry(index, entry, HashPath.parse(next(Receipt.PATH)));
    }

    private List<NoteVerifier> signers() {
        Function<String, NoteVerifier> parsed = NoteVerifier::parse;
        return Arrays.stream(next(Receipt.SIGNERS).split(" ", MOST_SIGNERS + 1))
                .map(parsed)
                .toList();
    }

    private String peek() {
        return line < lines.length ? lines[line] : "";
    }

    /** The rest of the next line after what it must start with. */
    private String next(String start) {
        String text = peek();
        line++;
        Refuse.when(!text.startsWith(start), "a line '" + start + "' should stand here");
        return text.substring(start.length());
    }

    private String joined(int from, int to) {
        return from >= to ? "" : String.join("\n", Arrays.copyOfRange(lines, from, to)) + "\n";
    }

    /** One text for a receipt: what is not written as it would be written is refused. */
    private void refuseUnless(String text, String written) {
        if (!text.equals(written)) {
            String[] expected = written.split("\n", -1);
            int first = 0;
            while (first < lines.length && first < expected.length && lines[first].equals(expected[first])) {
                first++;
            }
            String instead = first < expected.length ? "'" + expected[first] + "'" : "nothing";
            throw new BrokenReceipt(first + 1, instead + " should stand here", null);
        }
    }
}
