package ems.ledger.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.BlockSigner;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.receipt.Receipt;
import ems.ledger.sql.Deflated;
import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.ledger.Participation;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Archived periods are read, proved and exported as they were before, out of the database and out of files. */
abstract class StoredArchiveContract {

    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final int ARCHIVES = 2;
    private static final int PERIODS = ARCHIVES * StoredArchive.TOGETHER + StoredArchive.NEWEST;
    private static final MatchingPeriod LATER = DemoMarket.key(10_000).period();
    private static final String OPEN_STEPS = "select count(*) from period_step where step <> 'ENROL'";

    @TempDir
    Path folder;

    private DataSource database;
    private LedgerStore store;
    private AnchorOutbox outbox;
    private DemoMarket demo;
    private StoredArchive archive;
    private List<PeriodRecord> written;
    private Participation proven;
    private MatchId match;
    private Receipt receipt;

    /** A database with the ledger's tables and nothing in them. */
    abstract DataSource emptyDatabase();

    @BeforeEach
    void runAGridForAWhile() throws IOException {
        database = emptyDatabase();
        store = LedgerStore.in(database, folder.resolve("archive"));
        outbox = new AnchorOutbox(database, Map.of("none", header -> {}), Duration.ofMinutes(1));
        demo = new DemoMarket(2, 2, 1, new StoredJournal(store), ledger())
                .open()
                .run(PERIODS);
        archive = new StoredArchive(store);
        written = records();
        proven = participation();
        match = written.stream()
                .flatMap(record -> record.all(Match.class).stream())
                .findFirst()
                .orElseThrow()
                .id();
        receipt = receipt();
        export("before");
    }

    private Participation participation() {
        return ledger().participation(DemoMarket.GRID, EV1, LATER);
    }

    private Receipt receipt() {
        return new StoredReceipts(store)
                .receipt(DemoMarket.GRID, match, Optional.of(3L))
                .orElseThrow();
    }

    @AfterEach
    void stopSending() {
        outbox.close();
    }

    private StoredLedger ledger() {
        return new StoredLedger(store, outbox, BlockSigner.NOBODY);
    }

    private List<PeriodRecord> records() {
        var journal = new StoredJournal(store);
        return LongStream.range(-1, PERIODS)
                .mapToObj(period -> journal.read(DemoMarket.key(period)))
                .toList();
    }

    private void export(String name) throws IOException {
        new LedgerExporter(store).export(DemoMarket.GRID, folder.resolve(name), folder.resolve("none"));
    }

    private int archiveAll() {
        int archived = 0;
        while (archive.archive(DemoMarket.GRID, LATER)) {
            archived++;
        }
        return archived;
    }

    private int moveAll() {
        int moved = 0;
        while (archive.moveToFile(DemoMarket.GRID, LATER)) {
            moved++;
        }
        return moved;
    }

    private long number(String query) {
        return Jdbi.create(database)
                .withHandle(sql -> sql.createQuery(query).mapTo(Long.class).one());
    }

    /** Everything that reads old periods says what it said before. */
    private void nothingIsLost(String name) throws IOException {
        assertThat(records()).isEqualTo(written);
        export(name);
        assertThat(folder.resolve(name).resolve("blocks.txt"))
                .hasSameBinaryContentAs(folder.resolve("before/blocks.txt"));
        assertThat(LedgerVerifier.of(folder.resolve(name))).isInstanceOf(Verified.class);
        assertThat(participation()).isEqualTo(proven);
        assertThat(receipt()).isEqualTo(receipt);
    }

    @Test
    void archivedPeriodsAreSmallerAndReadAsBefore() throws IOException {
        long steps = number(OPEN_STEPS);
        long bytes = number("select sum(length(body)) from period_step");
        assertThat(archiveAll()).isEqualTo(ARCHIVES);
        assertThat(number(OPEN_STEPS)).isLessThan(steps / 3).isPositive();
        assertThat(number("select sum(length(body)) from archive_part")).isLessThan(bytes * 3 / 4);
        nothingIsLost("archived");
        assertThat(archiveAll()).as("done again").isZero();
        nothingIsLost("again");
    }

    @Test
    void onlyWhatIsOldEnoughIsArchivedAndSixtyPeriodsTogether() {
        var newestOfSixty = DemoMarket.key(StoredArchive.TOGETHER - 1).period();
        assertThat(archive.archive(DemoMarket.GRID, newestOfSixty)).isFalse();
        assertThat(archive.archive(DemoMarket.GRID, newestOfSixty.next())).isTrue();
        assertThat(archive.archive(DemoMarket.GRID, newestOfSixty.next())).isFalse();
        assertThat(number("select last_height from archive")).isEqualTo(StoredArchive.TOGETHER);
    }

    @Test
    void theMarketGoesOnAndWhatItDidInAnArchivedPeriodStays() throws IOException {
        archiveAll();
        demo.upToMatch(DemoMarket.key(0));
        assertThat(records()).isEqualTo(written);
        demo.run(DemoMarket.key(PERIODS));
        export("grown");
        assertThat(LedgerVerifier.of(folder.resolve("grown"))).isInstanceOf(Verified.class);
    }

    @Test
    void filesHoldWhatTheDatabaseHeld() throws IOException {
        archiveAll();
        assertThat(moveAll()).isEqualTo(ARCHIVES);
        assertThat(number("select count(*) from archive_part")).isZero();
        assertThat(folder.resolve("archive/home"))
                .isDirectoryContaining("glob:**/0000000000-0000000060.archive")
                .isDirectoryContaining("glob:**/0000000061-0000000120.archive")
                .isDirectoryNotContaining("glob:**.part");
        nothingIsLost("moved");
        assertThat(moveAll()).as("done again").isZero();
    }

    @Test
    void aMinuteWithoutABlockInsideAnArchiveIsOneWithoutARecord() {
        outbox.close();
        database = emptyDatabase();
        store = LedgerStore.in(database, folder.resolve("skipping"));
        outbox = new AnchorOutbox(database, Map.of("none", header -> {}), Duration.ofMinutes(1));
        archive = new StoredArchive(store);
        var skipping = new DemoMarket(2, 2, 1, new StoredJournal(store), ledger()).open();
        LongStream.range(0, PERIODS)
                .filter(period -> period != 7)
                .forEach(period -> skipping.run(DemoMarket.key(period)));
        var before = records();
        assertThat(before.get(8).steps()).isEmpty();
        assertThat(archiveAll()).isPositive();
        assertThat(records()).isEqualTo(before);
        moveAll();
        assertThat(records()).isEqualTo(before);
    }

    @Test
    void onlyWhatIsOldEnoughIsMoved() {
        archiveAll();
        var lastOfTheFirst = DemoMarket.key(StoredArchive.TOGETHER - 1).period();
        assertThat(archive.moveToFile(DemoMarket.GRID, lastOfTheFirst)).isFalse();
        assertThat(archive.moveToFile(DemoMarket.GRID, lastOfTheFirst.next())).isTrue();
        assertThat(archive.moveToFile(DemoMarket.GRID, lastOfTheFirst.next())).isFalse();
    }

    /** Killed before the file had its name, and once more before its rows were deleted. */
    @Test
    void anInterruptedMoveIsDoneAgain() throws IOException {
        archiveAll();
        var grid = Files.createDirectories(folder.resolve("archive/home"));
        Files.writeString(grid.resolve("0000000000-0000000060.archive.part"), "half");
        var jdbi = Jdbi.create(database);
        var rows = jdbi.withHandle(sql -> sql.createQuery("select first_start, part, body from archive_part")
                .mapToMap()
                .list());
        moveAll();
        jdbi.useHandle(sql -> {
            rows.forEach(row -> sql.createUpdate("insert into archive_part (grid, first_start, part, body)"
                            + " values ('home', :first_start, :part, :body)")
                    .bindMap(row)
                    .execute());
            sql.execute("update archive set parts = 1");
        });
        nothingIsLost("interrupted");
        assertThat(moveAll()).isEqualTo(ARCHIVES);
        nothingIsLost("again");
    }

    @Test
    void whatHasNeitherRowsNorAFileIsNotSaidToBeInAFile() {
        archiveAll();
        Jdbi.create(database).useHandle(sql -> sql.execute("delete from archive_part"));
        assertThatThrownBy(this::moveAll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("blocks 0 to 60 of grid home are missing");
        assertThat(number("select count(*) from archive where parts > 0")).isEqualTo(ARCHIVES);
    }

    @Test
    void rowsStayIfTheirFileIsDamaged() throws IOException {
        archiveAll();
        var jdbi = Jdbi.create(database);
        byte[] body = jdbi.withHandle(
                sql -> sql.createQuery("select body from archive_part order by first_start fetch first 1 row only")
                        .map((row, context) -> row.getBytes(1))
                        .one());
        jdbi.useHandle(sql -> sql.execute("update archive_part set body = ?", Arrays.copyOf(body, body.length / 2)));
        damagedMove();
        jdbi.useHandle(sql -> sql.execute("update archive_part set body = ?", ArchivedPeriods.bytes(List.of())));
        damagedMove();
        assertThat(number("select count(*) from archive_part")).isEqualTo(ARCHIVES);
    }

    private void damagedMove() {
        assertThatThrownBy(this::moveAll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the archive of blocks 0 to 60 of grid home is damaged");
    }

    @Test
    void aMissingOrChangedFileIsNamed() throws IOException {
        archiveAll();
        moveAll();
        var file = folder.resolve("archive/home/0000000000-0000000060.archive");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        reading("the archive of blocks 0 to 60 of grid home is damaged");
        Files.writeString(file, "ems-archive-2\nwhatever");
        reading("it has the format ems-archive-2, and this build reads ems-archive-1");
        Files.writeString(file, "anything");
        reading("it does not start with ems-archive-1");
        Files.delete(file);
        reading("blocks 0 to 60 of grid home are missing");
        Files.write(file, whole);
        assertThat(records()).isEqualTo(written);
    }

    private void reading(String why) {
        assertThatThrownBy(() -> new StoredJournal(store).read(DemoMarket.key(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aLineThatWasChangedInTheArchiveIsFound() throws IOException {
        archiveAll();
        moveAll();
        var file = folder.resolve("archive/home/0000000000-0000000060.archive");
        var head = "ems-archive-1\n".length();
        byte[] bytes = Files.readAllBytes(file);
        String text = Deflated.text(Arrays.copyOfRange(bytes, head, bytes.length));
        String changed = text.replaceFirst("settlement\\|([^\n]*)[0-9]\n", "settlement|$10\n");
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, head);
        out.writeBytes(Deflated.smallest(changed.equals(text) ? text.replaceFirst("1", "2") : changed));
        Files.write(file, out.toByteArray());
        export("changed");
        assertThat(LedgerVerifier.of(folder.resolve("changed"))).isInstanceOf(Wrong.class);
    }

    @Test
    void theStepOfAnEnrolmentStaysWhereReceiptsLookForValidators() {
        archiveAll();
        assertThat(number("select count(*) from period_step where step = 'ENROL'"))
                .isEqualTo(1);
        assertThat(new StoredJournal(store).read(DemoMarket.key(-1)).has(Step.ENROL))
                .isTrue();
    }
}
