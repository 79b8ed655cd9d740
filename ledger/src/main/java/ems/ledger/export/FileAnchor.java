package ems.ledger.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/**
 * Publishes headers to a file per grid, a line {@code height hash} each, without gaps from height 0. Put the folder where
 * the operator of the ledger cannot write afterwards: another machine's append-only share, or paper.
 */
public final class FileAnchor implements AnchorTarget, Closeable {

    private final Path folder;
    private final boolean synced;
    private final Map<GridId, AnchorFile> files = new HashMap<>();

    private FileAnchor(Path folder, boolean synced) {
        this.folder = folder;
        this.synced = synced;
    }

    /**
     * Keeps {@code <folder>/<grid>/anchors.txt}.
     *
     * @param synced true: each line is on the disk before publishing returns
     */
    public static FileAnchor perGrid(Path folder, boolean synced) {
        return new FileAnchor(folder, synced);
    }

    /** Where the anchors of the grid are, or will be. */
    public Path file(GridId grid) {
        return new LedgerFolder(folder.resolve(grid.text())).anchors();
    }

    /** @throws IllegalStateException if another hash is published at this height */
    @Override
    public synchronized void publish(BlockHeader header) {
        var grid = header.key().grid();
        try {
            opened(grid).publish(header);
        } catch (IOException e) {
            forget(grid);
            throw new AnchorUnavailable("anchor file " + file(grid) + " cannot be written: " + e.getMessage(), e);
        }
    }

    private AnchorFile opened(GridId grid) throws IOException {
        var file = files.get(grid);
        if (file != null && file.isChanged()) {
            forget(grid);
            file = null;
        }
        if (file == null) {
            file = AnchorFile.open(file(grid), synced);
            files.put(grid, file);
        }
        return file;
    }

    /** What was half written is repaired when the file is opened again. */
    private void forget(GridId grid) {
        var file = files.remove(grid);
        if (file != null) {
            try {
                file.close();
            } catch (IOException alreadyBroken) {
                // the failure that led here is the one to report
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (AnchorFile file : files.values()) {
            file.close();
        }
        files.clear();
    }
}
