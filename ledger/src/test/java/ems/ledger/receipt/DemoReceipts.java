package ems.ledger.receipt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.export.ExportedEntries;
import ems.ledger.export.FileAnchor;
import ems.ledger.fixture.ChargedCars;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.fixture.LateMeters;
import ems.ledger.memory.StudyBooks;
import ems.ledger.note.NoteSigner;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerExporter;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.ledger.store.StoredReceipts;
import ems.ledger.tree.InclusionProof;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Identities;
import ems.market.party.PeriodKey;
import ems.market.quantity.HorizonPrice;
import ems.market.record.Correction;
import ems.market.record.DirectLine;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.EntryLines;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MeterAlgorithm;
import ems.market.record.SettlementLine;

/** Ledgers of the demo market, and what a liar makes of a receipt. */
public final class DemoReceipts {

    private static final int PERIODS = 16;

    private DemoReceipts() {}

    /** Exports a run that nobody signs. */
    public static Path ledger(Path folder, long seed, int periods) throws IOException {
        try (var books = StudyBooks.exportingTo(folder, DemoMarket.GRID)) {
            new DemoMarket(3, 2, seed, books, books).open().run(periods);
        }
        return folder;
    }

    /** Exports a run whose periods have a horizon price. */
    public static Path weighed(Path folder, HorizonPrice price) throws IOException {
        try (var books = StudyBooks.exportingTo(folder, DemoMarket.GRID)) {
            var demo = new DemoMarket(3, 2, 7, books, books).open();
            demo.weigh(price);
            demo.run(6);
        }
        return folder;
    }

    /** Exports a run of many homes and one car, in which homes that the car leaves trade with each other. */
    public static Path direct(Path folder, long seed) throws IOException {
        try (var books = StudyBooks.exportingTo(folder, DemoMarket.GRID)) {
            new DemoMarket(5, 1, seed, books, books).tradingDirectly().open().run(6);
        }
        return folder;
    }

    /** All that went from home to home, in order. */
    public static List<MatchId> settledDirectly(Path folder) throws IOException {
        return new ExportedEntries(folder)
                .ofKinds(Set.of(EntryKind.DIRECT_LINE.word())).stream()
                        .map(line -> ((DirectLine) line).match())
                        .toList();
    }

    /** Exports a run of cars at chargers whose meters sign. */
    public static Path charged(Path folder, MeterAlgorithm algorithm) throws IOException {
        var cars = new ChargedCars(7, algorithm);
        try (var books = StudyBooks.exportingTo(folder, DemoMarket.GRID)) {
            DemoMarket.charged(2, 2, cars, books, books).open(cars.keys(2)).run(4);
        }
        return folder;
    }

    /**
     * Exports a run of cars that move nothing below 1.5 kW, whose chargers tell nothing but what their meters sign, and of homes whose
     * meters are late.
     */
    public static Path signedAlone(Path folder) throws IOException {
        var database = LedgerTables.in(inMemory("alone"));
        try (var outbox = new AnchorOutbox(database, Map.of(), Duration.ofHours(1))) {
            var meters = new LateMeters(1);
            var cars = ChargedCars.signingAlone(meters, MeterAlgorithm.SECP256R1);
            var ledger = new StoredLedger(database, outbox);
            var demo = DemoMarket.chargedAndLate(3, 3, cars, meters, new StoredJournal(database), ledger)
                    .open(cars.keys(3));
            for (int i = 0; i < PERIODS; i++) {
                run(demo, DemoMarket.key(i), meters);
            }
            new LedgerExporter(database).export(DemoMarket.GRID, folder, folder.resolve("none"));
        }
        return folder;
    }

    private static void run(DemoMarket demo, PeriodKey key, LateMeters meters) {
        meters.comesTo(key.period().start());
        demo.upToMatch(key);
        meters.comesTo(key.period().end());
        demo.settle(key);
    }

    private static DataSource inMemory(String name) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    /** Runs three periods in a database and exports them: the signers are the validators, two must sign. */
    public static DataSource signed(Path folder, long seed, List<NoteSigner> signers) throws IOException {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:receipts" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        var database = LedgerTables.in(source);
        try (var files = FileAnchor.perGrid(folder.resolve("anchors"), false);
                var outbox = new AnchorOutbox(database, Map.of("file", files), Duration.ofSeconds(30))) {
            var signing = new BlockSigner(signers);
            var ledger = new StoredLedger(database, outbox, signing);
            new DemoMarket(2, 2, seed, new StoredJournal(database), ledger)
                    .open(new Identities(Optional.of(signing.validators(2)), List.of()))
                    .run(3);
            new LedgerExporter(database).export(DemoMarket.GRID, folder, files.file(DemoMarket.GRID));
        }
        return database;
    }

    /** Receipts of matches that were corrected, of a market whose meters are late. */
    static List<Receipt> corrected(long seed, int most) {
        var database = LedgerTables.in(inMemory("corrected"));
        try (var outbox = new AnchorOutbox(database, Map.of(), Duration.ofHours(1))) {
            var journal = new StoredJournal(database);
            var meters = new LateMeters(seed);
            var demo = DemoMarket.late(3, 3, meters, journal, new StoredLedger(database, outbox))
                    .open();
            List<MatchId> corrected = new ArrayList<>();
            for (int i = 0; i < PERIODS; i++) {
                var key = DemoMarket.key(i);
                run(demo, key, meters);
                Entry.all(Correction.class, journal.read(key).entries().toList())
                        .forEach(each -> corrected.add(each.match()));
            }
            var receipts = new StoredReceipts(database);
            return corrected.stream()
                    .distinct()
                    .limit(most)
                    .map(match -> receipts.receipt(DemoMarket.GRID, match, Optional.empty())
                            .orElseThrow())
                    .toList();
        }
    }

    /** All that were corrected, in order of their first correction. */
    public static List<MatchId> corrected(Path folder) throws IOException {
        return new ExportedEntries(folder)
                .ofKinds(Set.of(EntryKind.CORRECTION.word())).stream()
                        .map(line -> ((Correction) line).match())
                        .distinct()
                        .toList();
    }

    /** All that were settled, in order. */
    public static List<MatchId> settled(Path folder) throws IOException {
        return new ExportedEntries(folder)
                .ofKinds(Set.of(EntryKind.SETTLEMENT_LINE.word())).stream()
                        .map(line -> ((SettlementLine) line).match())
                        .distinct()
                        .toList();
    }

    public static List<MatchId> matches(Path folder) throws IOException {
        return new ExportedEntries(folder)
                .ofKinds(Set.of(EntryKind.MATCH.word())).stream()
                        .map(match -> ((Match) match).id())
                        .toList();
    }

    /** A receipt over other entries: a lying operator seals anything. */
    static Receipt sealedAgain(Receipt honest, List<? extends Entry> entries) {
        var sha = new Sha256();
        var block = honest.block();
        var tree = MerkleTree.over(EntryLines.of(entries).toList(), sha);
        var header = HeaderText.hashed(
                new BlockHeader(
                        block.key(),
                        0,
                        entries.size(),
                        HexFormat.of().formatHex(tree.root()),
                        block.states(),
                        block.logRoot(),
                        HeaderText.NO_PREVIOUS,
                        ""),
                sha);
        var log = MerkleTree.over(List.of(HexFormat.of().parseHex(header.hash())), sha);
        return new Receipt(
                honest.match(),
                header,
                IntStream.range(0, entries.size())
                        .mapToObj(i -> new ProvenEntry(i, entries.get(i), path(tree.proof(i))))
                        .toList(),
                new HashPath(List.of()),
                List.of(),
                false,
                Checkpoints.of(block.key().grid(), 1, log.root()),
                "");
    }

    public static List<Entry> entries(Receipt receipt) {
        return receipt.entries().stream().map(ProvenEntry::entry).toList();
    }

    private static HashPath path(InclusionProof proof) {
        return new HashPath(proof.path().stream().map(HexFormat.of()::formatHex).toList());
    }

    static byte[] bytes(Receipt receipt) {
        return receipt.text().getBytes(StandardCharsets.UTF_8);
    }
}
