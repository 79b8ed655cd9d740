package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import ems.ledger.export.FileAnchor;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerStore;
import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification;
import ems.market.party.GridId;
import ems.processes.folder.DataFolder;
import ems.processes.folder.FolderTree;

/** Verifies the ledgers of a data folder's copy, as {@code ./ems verify} does, and closes its database as small as it can be. */
record LedgerCheck(DatabaseLogin login) {

    /**
     * @param folder a copy that nobody else uses
     * @param work an empty folder for what is exported
     * @throws IllegalArgumentException if a ledger is wrong; it names the first wrong entry
     */
    List<LedgerHead> of(Path folder, Path work) throws IOException {
        var database = login.in(folder);
        // as long as this one is open, the others find the database open
        try (var open = database.getConnection();
                var shutdown = open.prepareStatement("shutdown compact")) {
            var exporter = new LedgerExporter(LedgerStore.ofAnyBuild(database, folder.resolve(DataFolder.ARCHIVE)));
            var anchors = FileAnchor.perGrid(folder.resolve("anchors"), false);
            List<LedgerHead> heads = new ArrayList<>();
            for (GridId grid : exporter.grids()) {
                var export = work.resolve(grid.text());
                exporter.export(grid, export, anchors.file(grid));
                heads.add(head(grid, LedgerVerifier.of(export)));
                FolderTree.delete(export);
            }
            shutdown.execute();
            return heads;
        } catch (SQLException e) {
            throw new IllegalArgumentException("the copy of the database cannot be read: " + e.getMessage(), e);
        }
    }

    private static LedgerHead head(GridId grid, Verification found) {
        if (found instanceof Verification.Verified right) {
            return new LedgerHead(grid, right.blocks(), right.head());
        }
        throw new IllegalArgumentException("the ledger of grid " + grid + " is wrong: " + found);
    }
}
