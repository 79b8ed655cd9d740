package ems.ledger.export;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import ems.ledger.chain.HeaderText;
import ems.market.ledger.BlockHeader;
import ems.market.record.EntryLines;

/** Writes blocks one after the other: a block line, the lines of who signed it, then its entries, a line each. */
public final class BlocksWriter implements Closeable {

    /** Stands before the line of a block whose entries are forgotten. */
    static final String RETIRED = "retired ";

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;

    public BlocksWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    /** @param signatures lines with their ends */
    public void write(BlockHeader header, String signatures, EntryLines lines) throws IOException {
        out.write(HeaderText.line(header).getBytes(StandardCharsets.US_ASCII));
        out.write('\n');
        out.write(signatures.getBytes(StandardCharsets.UTF_8));
        lines.writeTo(out);
    }

    /** As it was read. */
    public void write(ExportedBlock block) throws IOException {
        var lines = block.lines().stream().map(BlocksReader::text).toList();
        write(block.header(), block.signatures(), EntryLines.ofTexts(lines));
    }

    /** Without its entries. */
    public void writeRetired(BlockHeader header, String signatures) throws IOException {
        out.write(RETIRED.getBytes(StandardCharsets.US_ASCII));
        write(header, signatures, EntryLines.NONE);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
