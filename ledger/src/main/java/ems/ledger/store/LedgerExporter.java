package ems.ledger.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.export.BlocksWriter;
import ems.ledger.export.LedgerFolder;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/** Writes a stored ledger as the files that an auditor verifies. */
public final class LedgerExporter {

    private final Jdbi jdbi;

    public LedgerExporter(DataSource database) {
        this(LedgerStore.in(database));
    }

    public LedgerExporter(LedgerStore store) {
        this.jdbi = store.jdbi();
    }

    /** All grids that have books, in the order of their names. */
    public List<GridId> grids() {
        return jdbi.withHandle(sql -> sql.createQuery("select grid from books order by grid")
                .mapTo(String.class)
                .map(GridId::new)
                .list());
    }

    /**
     * Replaces {@code blocks.txt}, {@code anchors.txt} and, if old entries are forgotten, {@code state.txt} of the folder. Lines go out as the journal holds them: if one was
     * changed after sealing, the verifier says so.
     *
     * @param anchors published ones, copied beside the blocks if the file is there
     * @return number of blocks
     */
    public long export(GridId grid, Path folder, Path anchors) throws IOException {
        var ledger = new LedgerFolder(folder);
        Files.createDirectories(folder);
        // anchors first: a block that is anchored meanwhile must not look like a cut tail
        copyWholeLines(anchors, ledger.anchors());
        long retired = jdbi.withHandle(sql -> BlockTables.retiredHeight(sql, grid));
        writeState(grid, retired, ledger.state());
        var unfinished = folder.resolve("blocks.txt.part");
        long blocks = 0;
        try (var writer = new BlocksWriter(Files.newOutputStream(unfinished))) {
            for (var next = block(grid, blocks); next.isPresent(); next = block(grid, blocks)) {
                var header = next.get();
                jdbi.useHandle(sql -> write(sql, header, header.height() <= retired, writer));
                blocks++;
            }
        }
        Files.move(unfinished, ledger.blocks(), StandardCopyOption.REPLACE_EXISTING);
        return blocks;
    }

    private void writeState(GridId grid, long retired, Path file) throws IOException {
        Files.deleteIfExists(file);
        if (retired >= 0) {
            var header = block(grid, retired).orElseThrow();
            Files.writeString(file, jdbi.withHandle(sql -> StateTables.body(sql, header)), StandardCharsets.UTF_8);
        }
    }

    private static void write(Handle sql, BlockHeader header, boolean retired, BlocksWriter writer) throws IOException {
        String signatures = BlockTables.signatures(sql, header);
        if (retired) {
            writer.writeRetired(header, signatures);
        } else {
            writer.write(
                    header, signatures, PeriodTables.read(sql, header.key()).entryLines());
        }
    }

    private Optional<BlockHeader> block(GridId grid, long height) {
        return jdbi.withHandle(sql -> BlockTables.at(sql, grid, height));
    }

    private static void copyWholeLines(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        if (Files.exists(from)) {
            String text = Files.readString(from, StandardCharsets.US_ASCII);
            Files.writeString(to, text.substring(0, text.lastIndexOf('\n') + 1), StandardCharsets.US_ASCII);
        }
    }
}
