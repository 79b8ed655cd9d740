package ems.ledger.unit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.ledger.export.BlocksReader;
import ems.ledger.export.ExportedBlock;
import ems.ledger.export.LedgerFolder;
import ems.ledger.export.WrongLedger;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.memory.StudyBooks;
import ems.market.ledger.Identities;
import ems.market.record.Validators;

/** Blocks of a small market that trades. */
final class DemoBlocks {

    private DemoBlocks() {}

    /** @param validators named in the first of them; nobody has signed */
    static List<ExportedBlock> of(int periods, Validators validators, Path folder) throws IOException, WrongLedger {
        try (var books = StudyBooks.exportingTo(folder, DemoMarket.GRID)) {
            new DemoMarket(3, 3, 5, books, books)
                    .open(new Identities(Optional.of(validators), List.of()))
                    .run(periods);
        }
        List<ExportedBlock> blocks = new ArrayList<>();
        try (var in = Files.newInputStream(new LedgerFolder(folder).blocks())) {
            var reader = new BlocksReader(in);
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                blocks.add(next.get());
            }
        }
        return blocks;
    }
}
