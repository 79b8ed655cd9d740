package ems.ledger.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ems.ledger.chain.HeaderText;
import ems.market.ledger.BlockHeader;

/** Reads blocks one after the other, with as many entries as each block line says. */
public final class BlocksReader {

    private static final byte[] TAG = (HeaderText.TAG + '|').getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETIRED = BlocksWriter.RETIRED.getBytes(StandardCharsets.US_ASCII);
    /** Starts each signature of a note; no entry starts like this. */
    private static final byte[] SIGNATURE = "\u2014 ".getBytes(StandardCharsets.UTF_8);

    private final LineReader lines;
    private String grid = "";
    private long block;

    public BlocksReader(InputStream in) {
        this.lines = new LineReader(in);
    }

    public Optional<ExportedBlock> next() throws IOException, WrongLedger {
        byte[] line = lines.next();
        if (line == null) {
            return Optional.empty();
        }
        boolean retired = starts(RETIRED, line);
        var header = header(retired ? Arrays.copyOfRange(line, RETIRED.length, line.length) : line);
        grid = header.key().grid().text();
        String signatures = signatures();
        List<byte[]> entries = retired ? List.of() : entries(header);
        block++;
        return Optional.of(new ExportedBlock(header, signatures, retired, entries));
    }

    /** Bytes before the next block. */
    public long position() {
        return lines.position();
    }

    private BlockHeader header(byte[] line) throws WrongLedger {
        refuseTorn(0, line);
        String text = text(line);
        var newer = HeaderText.refusalOf(text);
        if (newer.isPresent()) {
            throw new WrongLedger(new WrongEntry(grid, block, 0, text, newer.get(), true));
        }
        if (block > 0 && !starts(TAG, line)) {
            throw wrong(
                    0, text, "a block line should stand here: the block before has more entries than its header says");
        }
        try {
            return HeaderText.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(0, text, e.getMessage());
        }
    }

    private String signatures() throws IOException, WrongLedger {
        var signatures = new StringBuilder();
        for (byte[] line = lines.peek(); line != null && starts(SIGNATURE, line); line = lines.peek()) {
            lines.next();
            refuseTorn(0, line);
            signatures.append(text(line)).append('\n');
        }
        return signatures.toString();
    }

    private List<byte[]> entries(BlockHeader header) throws IOException, WrongLedger {
        List<byte[]> entries = new ArrayList<>();
        for (int entry = 1; entry <= header.entries(); entry++) {
            entries.add(entry(entry, header));
        }
        return entries;
    }

    private byte[] entry(int entry, BlockHeader header) throws IOException, WrongLedger {
        byte[] line = lines.next();
        if (line == null || starts(TAG, line) || starts(RETIRED, line)) {
            throw wrong(entry, "", "it is missing: the header says " + header.entries() + " entries");
        }
        refuseTorn(entry, line);
        return line;
    }

    private void refuseTorn(int entry, byte[] line) throws WrongLedger {
        if (lines.isTorn()) {
            throw wrong(entry, text(line), "the file is cut off within this line");
        }
    }

    private WrongLedger wrong(int entry, String line, String why) {
        return new WrongLedger(new WrongEntry(grid, block, entry, line, why));
    }

    private static boolean starts(byte[] start, byte[] line) {
        return line.length >= start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
    }

    public static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
