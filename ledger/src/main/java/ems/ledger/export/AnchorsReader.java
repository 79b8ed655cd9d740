package ems.ledger.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import ems.ledger.chain.Anchor;

/** Reads anchors in order: heights from 0 without gaps. */
public final class AnchorsReader {

    private final LineReader lines;
    private long count;

    public AnchorsReader(InputStream in) {
        this.lines = new LineReader(in);
    }

    public Optional<Anchor> next() throws IOException, WrongLedger {
        byte[] line = lines.next();
        if (line == null) {
            return Optional.empty();
        }
        try {
            var anchor = Anchor.parse(BlocksReader.text(line));
            if (lines.isTorn() || anchor.height() != count) {
                throw new IllegalArgumentException(
                        lines.isTorn()
                                ? "the anchors are cut off within this line"
                                : "the anchor of height " + count + " is missing");
            }
            count++;
            return Optional.of(anchor);
        } catch (IllegalArgumentException e) {
            throw new WrongLedger(new WrongEntry("", count, 0, BlocksReader.text(line), e.getMessage()));
        }
    }

    public long count() {
        return count;
    }
}
