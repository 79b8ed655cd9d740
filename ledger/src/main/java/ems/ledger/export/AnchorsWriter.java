package ems.ledger.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import ems.ledger.chain.Anchor;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;

/**
 * Writes the anchors of one grid to a new file, a line {@code height hash} each, as they come. The lines are there once it is closed:
 * for books that are exported in one go, where {@link FileAnchor} goes on from what is published and looks after each line.
 */
public final class AnchorsWriter implements AnchorTarget, Closeable {

    private final Path file;
    private final Writer out;

    /** @param file replaced if it is there */
    public AnchorsWriter(Path file) throws IOException {
        this.file = file;
        this.out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
    }

    @Override
    public void publish(BlockHeader header) {
        try {
            out.write(new Anchor(header.height(), header.hash()).line() + '\n');
        } catch (IOException e) {
            throw new AnchorUnavailable("anchor file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
