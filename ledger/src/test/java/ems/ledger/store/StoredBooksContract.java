package ems.ledger.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.export.FileAnchor;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.memory.StudyBooks;
import ems.ledger.sql.Deflated;
import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.Participation;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.Task;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.MatchId;
import ems.market.record.RecordedTrailSeal;
import ems.market.record.Revocation;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.TrailSeal;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What books in a database promise, whichever database it is. */
abstract class StoredBooksContract {

    private static final VehicleId EV1 = new VehicleId("EV1");

    @TempDir
    Path folder;

    private final List<BlockHeader> published = new ArrayList<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final List<AnchorOutbox> outboxes = new ArrayList<>();
    private final AnchorTarget target = header -> {
        if (down.get()) {
            throw new AnchorUnavailable("down", null);
        }
        published.add(header);
    };
    private DataSource database;
    private StoredJournal journal;
    private StoredLedger ledger;
    private DemoMarket demo;

    private AnchorOutbox outbox() {
        var anHour = Duration.ofHours(1);
        var outbox = new AnchorOutbox(database, Map.of("file", target), new BackOff(anHour, anHour), anHour);
        outboxes.add(outbox);
        return outbox;
    }

    @AfterEach
    void stopSending() {
        outboxes.forEach(AnchorOutbox::close);
    }

    /** A database with the ledger's tables and nothing in them. */
    abstract DataSource emptyDatabase();

    @BeforeEach
    void openAGrid() {
        database = emptyDatabase();
        journal = new StoredJournal(database);
        ledger = new StoredLedger(database, outbox());
        demo = new DemoMarket(3, 2, 1, journal, ledger).open();
    }

    @Test
    void theyEqualThoseOfAStudy() throws IOException {
        try (var books = StudyBooks.exportingTo(folder.resolve("study"), DemoMarket.GRID)) {
            new DemoMarket(3, 2, 1, books, books).open().run(12);
        }
        demo.run(12);
        assertThat(export("stored")).isEqualTo(13);
        assertThat(folder.resolve("stored/blocks.txt")).hasSameBinaryContentAs(folder.resolve("study/blocks.txt"));
    }

    @Test
    void aHorizonPriceAndItsPlanAreReadAgainAfterARestart() throws IOException {
        var price = new HorizonPrice(-250);
        var pricing = HorizonPricing.always(price);
        try (var books = StudyBooks.exportingTo(folder.resolve("study"), DemoMarket.GRID)) {
            var studied = new DemoMarket(3, 2, 1, books, books).open();
            studied.planning(pricing).run(4);
        }
        demo.planning(pricing).run(3);
        demo.upToMatch(DemoMarket.key(3));
        for (int period = 0; period < 4; period++) {
            assertThat(new StoredJournal(database).read(DemoMarket.key(period)).horizonPrice())
                    .contains(price);
        }
        var goingOn = new DemoMarket(3, 2, 1, new StoredJournal(database), new StoredLedger(database, outbox()));
        goingOn.planning(pricing).run(DemoMarket.key(3));
        assertThat(export("stored")).isEqualTo(5);
        assertThat(folder.resolve("stored/blocks.txt"))
                .hasSameBinaryContentAs(folder.resolve("study/blocks.txt"))
                .content()
                .containsOnlyOnce("horizon-plan|2019-08-04|-250|-250|first");
    }

    /** It is told from the journal as long as its block waits, and from the registry afterwards, also by whoever starts anew. */
    @Test
    void tradeBetweenHomesBeginsAndEndsWithThePeriodAfterTheOneThatSaysSo() throws IOException {
        demo.run(1);
        demo.tradingDirectly().run(DemoMarket.key(1));
        assertThat(ledger.directTrade(DemoMarket.GRID)).contains(DirectTrade.LEFTOVERS);
        assertThat(journal.directTrade(DemoMarket.key(2))).isEmpty();
        var goingOn = new DemoMarket(3, 2, 1, new StoredJournal(database), new StoredLedger(database, outbox()));
        goingOn.upToMatch(DemoMarket.key(2));
        assertThat(journal.directTrade(DemoMarket.key(2))).isEmpty();
        assertThat(journal.directTrade(DemoMarket.key(3)).map(DirectTradeSetting::trade))
                .contains(DirectTrade.NONE);
        goingOn.upToMatch(DemoMarket.key(3));
        assertThat(periodsWithPairsOfHomes()).containsExactly(false, false, true, false);
        goingOn.run(DemoMarket.key(2));
        goingOn.run(DemoMarket.key(3));
        assertThat(ledger.directTrade(DemoMarket.GRID)).contains(DirectTrade.NONE);
        assertThat(export("direct")).isEqualTo(5);
        assertThat(LedgerVerifier.of(folder.resolve("direct")).toString())
                .startsWith("verified: ")
                .endsWith(
                        "; direct trade: leftovers by block 2 (as the test wants), none by block 3 (as the test wants)");
    }

    /** Nothing but the database is left of a market that ends after a step: the next one comes to the same bytes. */
    @Test
    void aPeriodWithPairsOfHomesGoesOnAfterARestartInItsMidst() throws IOException {
        try (var books = StudyBooks.exportingTo(folder.resolve("study"), DemoMarket.GRID)) {
            new DemoMarket(5, 1, 3, books, books).tradingDirectly().open().run(2);
        }
        List<Task> tasks = Task.WITHOUT_FALLBACKS;
        for (Task last : tasks) {
            database = emptyDatabase();
            restarted().open().run(1);
            var ending = restarted().market();
            for (Task task : tasks.subList(0, tasks.indexOf(last) + 1)) {
                ending.perform(task, DemoMarket.key(1));
            }
            restarted().run(DemoMarket.key(1));
            assertThat(new StoredJournal(database).read(DemoMarket.key(1)).all(DirectLine.class))
                    .as("homes trade with homes")
                    .isNotEmpty();
            assertThat(export(last.name())).isEqualTo(3);
            assertThat(folder.resolve(last.name()).resolve("blocks.txt"))
                    .as("after '%s'", last.words())
                    .hasSameBinaryContentAs(folder.resolve("study/blocks.txt"));
        }
    }

    private DemoMarket restarted() {
        return new DemoMarket(5, 1, 3, new StoredJournal(database), new StoredLedger(database, outbox()))
                .tradingDirectly();
    }

    private List<Boolean> periodsWithPairsOfHomes() {
        return IntStream.range(0, 4)
                .mapToObj(period -> journal.read(DemoMarket.key(period))
                        .first(DirectResult.class)
                        .isPresent())
                .toList();
    }

    /** A stuck period finds that a later one has begun, which was told otherwise. */
    @Test
    void aPeriodThatComesLateChangesNothingOfTradeBetweenHomes() {
        demo.upToMatch(DemoMarket.key(1));
        demo.tradingDirectly().run(DemoMarket.key(0));
        assertThat(journal.read(DemoMarket.key(0)).all(DirectTradeSetting.class))
                .isEmpty();
        demo.run(DemoMarket.key(1));
        demo.run(DemoMarket.key(2));
        assertThat(journal.read(DemoMarket.key(2)).all(DirectTradeSetting.class))
                .hasSize(1);
    }

    @Test
    void theirExportVerifies() throws IOException {
        demo.run(5);
        try (var anchors = FileAnchor.perGrid(folder.resolve("anchors"), true)) {
            published.forEach(anchors::publish);
            demo.upToMatch(DemoMarket.key(5));
            demo.market().abandon(DemoMarket.key(5), "stuck");
            new LedgerExporter(database)
                    .export(DemoMarket.GRID, folder.resolve("export"), anchors.file(DemoMarket.GRID));
        }
        assertThat(LedgerVerifier.of(folder.resolve("export")))
                .isEqualTo(new Verified(
                        7,
                        entries(),
                        ledger.head(DemoMarket.GRID).orElseThrow().hash(),
                        0,
                        0,
                        1,
                        Optional.empty(),
                        new TreeMap<>(),
                        Optional.empty(),
                        List.of()));
    }

    private long entries() {
        return LongStream.range(-1, 6)
                .map(period -> journal.read(DemoMarket.key(period)).entries().count())
                .sum();
    }

    private long export(String name) throws IOException {
        return new LedgerExporter(database).export(DemoMarket.GRID, folder.resolve(name), folder.resolve("none"));
    }

    @Test
    void theTrailIsSealedWithThePeriodsInWhichPeopleActed() throws IOException {
        var third = new TrailSeal(3, "3".repeat(64));
        var fifth = new TrailSeal(5, "5".repeat(64));
        demo.acted(third);
        demo.run(2);
        demo.acted(fifth);
        demo.run(DemoMarket.key(2));
        assertThat(TrailSeals.in(LedgerStore.in(database)))
                .containsExactly(
                        new TrailSeals.Sealed(DemoMarket.key(0), third),
                        new TrailSeals.Sealed(DemoMarket.key(2), fifth));
        assertThat(journal.latestTrailSeal(DemoMarket.GRID).map(RecordedTrailSeal::seal))
                .contains(fifth);
        export("sealed");
        assertThat(Files.readAllLines(folder.resolve("sealed/blocks.txt")))
                .filteredOn(line -> line.startsWith("trail-seal|"))
                .containsExactly(third.text(), fifth.text());
        assertThat(LedgerVerifier.of(folder.resolve("sealed"))).isInstanceOf(Verified.class);
    }

    /** Its work is done again, on what the other one recorded. */
    @Test
    void aSealThatAnotherPeriodWasQuickerWithIsNotRecordedTwice() {
        var third = new TrailSeal(3, "3".repeat(64));
        demo.acted(third);
        List<String> works = new ArrayList<>();
        var record = journal.once(DemoMarket.key(0), Step.COLLECT_BIDS, before -> {
            works.add("collect");
            if (works.size() == 1) {
                journal.once(DemoMarket.key(1), Step.COLLECT_BIDS, later -> List.of(third));
            }
            return journal.latestTrailSeal(DemoMarket.GRID).isPresent() && works.size() > 1
                    ? List.of()
                    : List.of(third);
        });
        assertThat(works).hasSize(2);
        assertThat(record.all(TrailSeal.class)).isEmpty();
        assertThat(TrailSeals.in(LedgerStore.in(database))).hasSize(1);
    }

    @Test
    void aRecordIsReadAsItWasWritten() {
        demo.upToMatch(DemoMarket.key(0));
        var written = journal.read(DemoMarket.key(0));
        assertThat(new StoredJournal(database).read(DemoMarket.key(0))).isEqualTo(written);
        assertThat(written.steps())
                .extracting(done -> done.step())
                .containsExactly(Step.COLLECT_BIDS, Step.FORECAST, Step.VERIFY_AND_LIMIT, Step.MATCH);
    }

    @Test
    void aStepThatRecordsNothingIsDone() {
        journal.once(DemoMarket.key(0), Step.FORECAST, before -> List.of());
        assertThat(journal.read(DemoMarket.key(0)).has(Step.FORECAST)).isTrue();
    }

    @Test
    void aStepIsDoneOnce() {
        demo.upToMatch(DemoMarket.key(0));
        var record = journal.read(DemoMarket.key(0));
        assertThat(journal.once(DemoMarket.key(0), Step.MATCH, before -> {
                    throw new AssertionError("worked twice");
                }))
                .isEqualTo(record);
    }

    @Test
    void workThatFailsLeavesNoTrace() {
        assertThatThrownBy(() -> journal.once(DemoMarket.key(0), Step.COLLECT_BIDS, before -> {
                    throw new IllegalArgumentException("broken");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");
        assertThat(journal.read(DemoMarket.key(0)).steps()).isEmpty();
    }

    @Test
    void aRecordingThatFailsHalfwayLeavesNoTrace() {
        demo.run(1);
        var held = journal.inventory(DemoMarket.GRID, EV1);
        Jdbi.create(database)
                .useHandle(sql -> sql.execute("alter table vehicle_page add check (states not like '%|42|%')"));
        var cursed = new InventoryEntry(EV1, Cause.DRIVEN, new EnergyInventory(Energy.ZERO, new Money(42)));
        assertThatThrownBy(() -> journal.once(DemoMarket.key(1), Step.COLLECT_BIDS, before -> List.of(cursed)))
                .isNotNull();
        assertThat(journal.read(DemoMarket.key(1)).steps()).isEmpty();
        assertThat(journal.inventory(DemoMarket.GRID, EV1)).isEqualTo(held);
    }

    @Test
    void ofManyWritersAtOneStepOneWins() throws Exception {
        var key = DemoMarket.key(0);
        var together = new CyclicBarrier(4);
        Function<String, Callable<Object>> writer = name -> () -> journal.once(key, Step.COLLECT_BIDS, before -> {
            await(together);
            return List.of(new Revocation(EV1, name));
        });
        var records = atOnce(
                IntStream.range(0, 4).mapToObj(i -> writer.apply("writer" + i)).toList());
        assertThat(records).containsOnly(journal.read(key));
        assertThat(journal.read(key).entries()).hasSize(1);
    }

    @Test
    void aGridIsBegunByManyAtOnce() throws Exception {
        var key = new PeriodKey(new GridId("new"), DemoMarket.FIRST);
        Callable<Object> writer = () ->
                new StoredJournal(database).once(key, Step.ENROL, before -> List.of(new Enrolment(EV1, Energy.ZERO)));
        assertThat(atOnce(List.of(writer, writer, writer, writer))).containsOnly(journal.read(key));
        assertThat(ledger.seal(journal.read(key)).height()).isZero();
    }

    @Test
    void sealedAtOnceItIsOneBlock() throws Exception {
        demo.run(1);
        demo.upToMatch(DemoMarket.key(1));
        var ended = journal.once(DemoMarket.key(1), Step.ABANDON, before -> List.of(new Abandonment("missed")));
        Callable<Object> seal = () -> ledger.seal(ended);
        assertThat(atOnce(List.of(seal, seal, seal, seal)))
                .containsOnly(ledger.head(DemoMarket.GRID).orElseThrow());
        assertThat(ledger.head(DemoMarket.GRID).orElseThrow().height()).isEqualTo(2);
    }

    @Test
    void sealedFromManyThreadsHeightsHaveNoGaps() throws Exception {
        List<Callable<Object>> seals = IntStream.range(0, 8)
                .mapToObj(
                        i -> journal.once(DemoMarket.key(i), Step.ABANDON, before -> List.of(new Abandonment("" + i))))
                .map(ended -> (Callable<Object>) () -> ledger.seal(ended))
                .toList();
        atOnce(seals);
        assertThat(ledger.anchor(DemoMarket.GRID)).isEqualTo(9);
        assertThat(published).extracting(BlockHeader::height).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        export("many");
        assertThat(LedgerVerifier.of(folder.resolve("many"))).isInstanceOf(Verified.class);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Object> atOnce(List<Callable<Object>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Object> results = new ArrayList<>();
            for (Future<Object> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void sealingAgainReturnsTheSameBlock() {
        demo.run(2);
        var first = ledger.seal(journal.read(DemoMarket.key(0)));
        assertThat(first.height()).isEqualTo(1);
        assertThat(ledger.first(DemoMarket.GRID).orElseThrow().height()).isZero();
        assertThat(ledger.first(new GridId("hill"))).isEmpty();
        assertThat(ledger.head(DemoMarket.GRID).orElseThrow().height()).isEqualTo(2);
    }

    @Test
    void aLaterBlockWaitsForAnEarlierPeriodThatHasNotEnded() {
        demo.upToMatch(DemoMarket.key(0));
        var later = journal.once(DemoMarket.key(1), Step.ABANDON, before -> List.of(new Abandonment("missed")));
        assertThatThrownBy(() -> ledger.seal(later))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining(DemoMarket.key(0).toString());
        journal.once(DemoMarket.key(0), Step.ABANDON, before -> List.of(new Abandonment("stuck")));
        assertThat(ledger.seal(later).height()).isEqualTo(2);
    }

    @Test
    void anUnendedPeriodIsNotSealed() {
        demo.upToMatch(DemoMarket.key(0));
        assertThatThrownBy(() -> ledger.seal(journal.read(DemoMarket.key(0))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("neither settled nor abandoned");
    }

    @Test
    void aStepAsksAtMostTwiceForThePeriodsSteps() {
        demo.run(1);
        var log = new StatementLog();
        var logged = log.around(database);
        var another = new DemoMarket(3, 2, 1, new StoredJournal(logged), new StoredLedger(logged, outbox())).market();
        var key = DemoMarket.key(1);
        for (Task task : Task.WITHOUT_FALLBACKS) {
            log.clear();
            String done = another.perform(task, key);
            assertThat(log.queriesOfSteps()).as(done).isBetween(1L, 2L);
        }
    }

    @Test
    void anEndedPeriodTakesNoFurtherStep() {
        demo.upToMatch(DemoMarket.key(0));
        demo.market().abandon(DemoMarket.key(0), "missed");
        assertThatThrownBy(() -> journal.once(DemoMarket.key(0), Step.SETTLE, before -> List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void aPeriodBeforeTheLastBlockIsNotBegun() {
        demo.run(DemoMarket.key(3));
        assertThatThrownBy(() -> demo.market().perform(Task.COLLECT_BIDS, DemoMarket.key(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("comes too late");
    }

    @Test
    void theOldestPeriodWithoutABlockIsKnown() {
        demo.run(2);
        assertThat(journal.oldestUnsealed(DemoMarket.GRID)).isEmpty();
        demo.upToMatch(DemoMarket.key(2));
        demo.upToMatch(DemoMarket.key(3));
        assertThat(journal.oldestUnsealed(DemoMarket.GRID))
                .contains(DemoMarket.key(2).period());
        demo.run(DemoMarket.key(2));
        assertThat(journal.oldestUnsealed(DemoMarket.GRID))
                .contains(DemoMarket.key(3).period());
        assertThat(journal.oldestUnsealed(new GridId("hill"))).isEmpty();
    }

    @Test
    void periodsThatWereNotSettledAreFoundNewestFirst() {
        for (int number : new int[] {0, 2, 3, 5}) {
            demo.run(DemoMarket.key(number));
        }
        for (int number : new int[] {6, 8, 9}) {
            demo.market().abandon(DemoMarket.key(number), "skipped: " + number);
        }
        assertThat(numbers(Optional.empty(), Optional.empty(), 10)).containsExactly(9, 8, 6);
        assertThat(numbers(Optional.empty(), Optional.empty(), 2)).containsExactly(9, 8);
        assertThat(numbers(Optional.of(8), Optional.of(9), 10)).containsExactly(8);
        assertThat(journal.abandoned(new GridId("hill"), Optional.empty(), Optional.empty(), 10))
                .isEmpty();
        var log = new StatementLog();
        assertThat(new StoredJournal(log.around(database))
                        .abandoned(DemoMarket.GRID, Optional.empty(), Optional.empty(), 10))
                .extracting(
                        record -> record.first(Abandonment.class).orElseThrow().reason())
                .containsExactly("skipped: 9", "skipped: 8", "skipped: 6");
        assertThat(log.size()).as("one query for all").isEqualTo(1);
    }

    private List<Integer> numbers(Optional<Integer> from, Optional<Integer> before, int most) {
        return journal
                .abandoned(
                        DemoMarket.GRID,
                        from.map(number -> DemoMarket.key(number).period()),
                        before.map(number -> DemoMarket.key(number).period()),
                        most)
                .stream()
                .map(record -> (int)
                        DemoMarket.key(0).period().periodsUntil(record.key().period()))
                .toList();
    }

    @Test
    void theFirstRecordFromAPeriodOnIsFoundInTheArchiveToo() {
        demo.run(2);
        demo.market().abandon(DemoMarket.key(5), "skipped, like all from 2 on");
        demo.run(DemoMarket.key(6));
        assertThat(journal.firstFrom(DemoMarket.key(3))).contains(journal.read(DemoMarket.key(5)));
        assertThat(journal.firstFrom(DemoMarket.key(5))).contains(journal.read(DemoMarket.key(5)));
        assertThat(journal.firstFrom(DemoMarket.key(7))).isEmpty();
        var archive = new StoredArchive(LedgerStore.in(database, folder.resolve("archive")));
        for (int number = 7; number < 130; number++) {
            demo.market().abandon(DemoMarket.key(number), "skipped: " + number);
        }
        assertThat(archive.archive(DemoMarket.GRID, DemoMarket.key(129).period()))
                .isTrue();
        assertThat(numbers(Optional.empty(), Optional.of(20), 10)).isEmpty();
        assertThat(journal.firstFrom(DemoMarket.key(3)).orElseThrow().all(Abandonment.class))
                .containsExactly(new Abandonment("skipped, like all from 2 on"));
    }

    @Test
    void aMatchedPeriodIsUnsettledUntilItIsSettledOrAbandoned() {
        demo.run(2);
        demo.upToMatch(DemoMarket.key(2));
        assertThat(journal.unsettled(DemoMarket.GRID, DemoMarket.key(2).period()))
                .isEmpty();
        assertThat(journal.unsettled(DemoMarket.GRID, DemoMarket.key(3).period()))
                .containsExactly(journal.read(DemoMarket.key(2)));
        demo.market().perform(Task.MEASURE_EXCHANGE, DemoMarket.key(2));
        demo.market().perform(Task.SETTLE, DemoMarket.key(2));
        assertThat(journal.unsettled(DemoMarket.GRID, DemoMarket.key(3).period()))
                .isEmpty();
    }

    @Test
    void aPeriodWithPairsOfHomesOnlyIsUnsettled() {
        var key = DemoMarket.key(0);
        var seller = new ProsumerId("L1");
        var buyer = new ProsumerId("L2");
        var price = new AgreedPrice(
                Price.ofPencePerKilowattHour("17.945"), new RuleReference("pricing", 1, "half way", "v1"));
        var match = new DirectMatch(MatchId.of(key.period(), seller, buyer), seller, buyer, new Energy(1), price);
        journal.once(key, Step.MATCH, none -> List.of(match));
        assertThat(journal.unsettled(DemoMarket.GRID, DemoMarket.key(1).period()))
                .extracting(record -> record.key())
                .containsExactly(key);
    }

    @Test
    void statesOfVehiclesAreTheLatest() {
        assertThat(journal.lastStanding(DemoMarket.GRID, EV1)).isEmpty();
        demo.run(4);
        var inventories = IntStream.rangeClosed(-1, 3)
                .mapToObj(i -> journal.read(DemoMarket.key(i)))
                .flatMap(record -> record.all(InventoryEntry.class).stream())
                .filter(entry -> entry.vehicle().equals(EV1))
                .toList();
        assertThat(journal.inventory(DemoMarket.GRID, EV1))
                .contains(inventories.get(inventories.size() - 1).inventory());
        assertThat(journal.lastStanding(DemoMarket.GRID, EV1))
                .contains(DemoMarket.key(3).period());
        assertThat(journal.inventory(DemoMarket.GRID, new VehicleId("EV9"))).isEmpty();
    }

    @Test
    void participationFollowsFromBlocksOfEarlierPeriodsOnly() {
        var first = ledger.participation(DemoMarket.GRID, EV1, DemoMarket.key(0).period());
        assertThat(first.enrolled()).isTrue();
        assertThat(first.periodsSinceAcceptedBid()).isEmpty();
        demo.run(3);
        assertThat(since(3)).hasValue(1);
        assertThat(since(9)).hasValue(7);
    }

    @Test
    void participationIsToldOfPeriodsToComeOnly() {
        demo.run(3);
        assertThatThrownBy(() -> since(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the ledger has gone on to home/2019-08-04T00:02:00Z");
    }

    private OptionalLong since(int period) {
        return ledger.participation(DemoMarket.GRID, EV1, DemoMarket.key(period).period())
                .periodsSinceAcceptedBid();
    }

    @Test
    void aRevocationHoldsFromTheNextPeriodOnUntilTheNextEnrolment() {
        assertThat(revokedIn(0)).isFalse();
        record(DemoMarket.key(0), new Revocation(EV1, "stolen"));
        assertThat(revokedIn(1)).isTrue();
        assertThat(revokedIn(2)).isTrue();
        record(DemoMarket.key(2), new Enrolment(EV1, Energy.ofKilowattHours("79.5")));
        assertThat(revokedIn(3)).isFalse();
        assertThat(ledger.participation(
                                DemoMarket.GRID,
                                new VehicleId("EV2"),
                                DemoMarket.key(3).period())
                        .revoked())
                .isFalse();
    }

    private boolean revokedIn(int period) {
        return ledger.participation(DemoMarket.GRID, EV1, DemoMarket.key(period).period())
                .revoked();
    }

    private void record(PeriodKey key, Entry entry) {
        ledger.seal(journal.once(key, Step.ENROL, before -> List.of(entry)));
    }

    @Test
    void aChangedEntryIsToldAtTheNextStart() throws IOException {
        demo.run(2);
        changeLines("VERIFY_AND_LIMIT", lines -> lines.replace("vehicle-bid|EV2|", "vehicle-bid|EV1|"));
        tamperedIsTold(new StoredLedger(database, outbox()), 1);
        export("tampered");
        assertThat(LedgerVerifier.of(folder.resolve("tampered"))).isInstanceOf(Wrong.class);
    }

    @Test
    void aRemovedEntryIsToldAtTheNextStart() {
        demo.run(2);
        changeLines("FORECAST", lines -> "");
        tamperedIsTold(new StoredLedger(database, outbox()), 1);
    }

    @Test
    void aChangedHeaderIsToldAtOnce() {
        demo.run(2);
        change("update block set root = hash where height > 0");
        tamperedIsTold(ledger, 1);
    }

    @Test
    void aChangedCopyOfTheStatesIsToldAtTheNextStart() {
        demo.run(StateTables.INTERVAL + 3);
        var copy = Jdbi.create(database)
                .withHandle(sql -> sql.createQuery("select body from contract_state where height > 0")
                        .mapTo(byte[].class)
                        .one());
        var changed =
                Deflated.bytes(Deflated.text(copy).replace("agent|vehicle:EV1=enrolled", "agent|vehicle:EV1=revoked"));
        Jdbi.create(database)
                .useHandle(sql -> sql.execute("update contract_state set body = ? where height > 0", (Object) changed));
        tamperedIsTold(new StoredLedger(database, outbox()), StateTables.INTERVAL);
    }

    @Test
    void theLatestBidIsFoundBeforeEachPeriod() {
        for (int asked = 0; asked <= 40; asked++) {
            for (VehicleId vehicle : List.of(EV1, new VehicleId("EV2"))) {
                assertThat(ledger.participation(
                                DemoMarket.GRID, vehicle, DemoMarket.key(asked).period()))
                        .as("%s before period %d", vehicle, asked)
                        .isEqualTo(new Participation(true, false, latestBid(vehicle, asked)));
            }
            demo.run(DemoMarket.key(asked));
        }
    }

    private OptionalLong latestBid(VehicleId vehicle, int before) {
        return IntStream.iterate(before - 1, period -> period >= 0, period -> period - 1)
                .filter(period -> journal.read(DemoMarket.key(period)).all(VehicleBid.class).stream()
                        .anyMatch(bid -> bid.vehicle().equals(vehicle)))
                .mapToObj(period -> OptionalLong.of(before - period))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    @Test
    void anotherLedgerOfTheSameBooksGoesOn() {
        demo.run(3);
        var restarted = new StoredLedger(database, outbox());
        var goingOn = new DemoMarket(3, 2, 1, journal, restarted);
        for (int period = 3; period < 2 * StateTables.INTERVAL + 2; period++) {
            assertThat(since(period)).isEqualTo(latestBid(EV1, period));
            goingOn.run(DemoMarket.key(period));
        }
        assertThat(new StoredLedger(database, outbox())
                        .participation(DemoMarket.GRID, EV1, DemoMarket.key(100).period()))
                .isEqualTo(restarted.participation(
                        DemoMarket.GRID, EV1, DemoMarket.key(100).period()));
    }

    @Test
    void manyAreProvenAsEachIs() {
        demo.run(9);
        var asked = List.of(EV1, new VehicleId("EV2"), new VehicleId("EV9"));
        var together =
                ledger.participations(DemoMarket.GRID, asked, DemoMarket.key(9).period());
        assertThat(together.keySet()).containsExactlyInAnyOrderElementsOf(asked);
        together.forEach((vehicle, proven) -> assertThat(proven)
                .isEqualTo(ledger.participation(
                        DemoMarket.GRID, vehicle, DemoMarket.key(9).period())));
    }

    @Test
    void statesOfManyAreThoseOfEach() {
        demo.run(4);
        var asked = List.of(EV1, new VehicleId("EV9"));
        assertThat(journal.inventories(DemoMarket.GRID, asked))
                .isEqualTo(Map.of(EV1, journal.inventory(DemoMarket.GRID, EV1).orElseThrow()));
        assertThat(journal.lastStandings(DemoMarket.GRID, asked))
                .isEqualTo(
                        Map.of(EV1, journal.lastStanding(DemoMarket.GRID, EV1).orElseThrow()));
    }

    private void change(String statement) {
        int changed = Jdbi.create(database).withHandle(sql -> sql.execute(statement));
        assertThat(changed).isPositive();
    }

    /** Slow: entries are forgotten by whole days. */
    @Test
    @Tag("slow")
    void oldEntriesAreForgottenAndTheRestIsVerified() throws IOException {
        demo.run(StateTables.DAY + 3);
        archiveAndMoveSome();
        assertThat(ledger.retire(
                        DemoMarket.GRID, DemoMarket.key(StateTables.DAY - 1).period()))
                .as("no whole day is over")
                .isEmpty();
        assertThat(ledger.retire(
                        DemoMarket.GRID, DemoMarket.key(StateTables.DAY + 2).period()))
                .hasValueSatisfying(last -> assertThat(last.height()).isEqualTo(StateTables.DAY));
        assertThat(journal.read(DemoMarket.key(0)).steps()).isEmpty();
        assertThat(journal.read(DemoMarket.key(599)).steps()).isEmpty();
        forgetsFilesADayLater();
        assertThatThrownBy(() -> demo.upToMatch(DemoMarket.key(0))).hasMessageContaining("comes too late");
        demo.run(DemoMarket.key(StateTables.DAY + 3));
        var restarted = new StoredLedger(database, outbox());
        assertThat(restarted.participation(
                        DemoMarket.GRID, EV1, DemoMarket.key(2_000).period()))
                .isEqualTo(ledger.participation(
                        DemoMarket.GRID, EV1, DemoMarket.key(2_000).period()));
        export("retired");
        var verified = LedgerVerifier.of(folder.resolve("retired"));
        assertThat(verified).hasToString(verified.toString()).isInstanceOfSatisfying(Verified.class, right -> {
            assertThat(right.blocks()).isEqualTo(StateTables.DAY + 5);
            assertThat(right.retired()).isEqualTo(StateTables.DAY + 1);
        });
        refusesChangedState(lines -> lines.replace("agent|vehicle:EV1=enrolled", "agent|vehicle:EV1=revoked"));
        refusesChangedState(lines -> lines.substring(lines.indexOf('\n') + 1));
        refusesChangedState(lines -> "");
    }

    private void archiveAndMoveSome() {
        var archive = new StoredArchive(LedgerStore.in(database, folder.resolve("archive")));
        while (archive.archive(DemoMarket.GRID, DemoMarket.key(600).period())) {
            archive.moveToFile(DemoMarket.GRID, DemoMarket.key(300).period());
        }
    }

    private void forgetsFilesADayLater() {
        var archive = new StoredArchive(LedgerStore.in(database, folder.resolve("archive")));
        var files = folder.resolve("archive/home");
        archive.deleteForgotten(DemoMarket.GRID);
        assertThat(files).isDirectoryContaining("glob:**/0000000241-0000000300.archive");
        change("update books set retired_height = retired_height + " + StateTables.DAY);
        archive.deleteForgotten(DemoMarket.GRID);
        change("update books set retired_height = retired_height - " + StateTables.DAY);
        assertThat(files).isEmptyDirectory();
    }

    private void refusesChangedState(UnaryOperator<String> change) throws IOException {
        var state = folder.resolve("retired/state.txt");
        String kept = Files.readString(state);
        Files.writeString(state, change.apply(kept));
        assertThat(LedgerVerifier.of(folder.resolve("retired")))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.entry().block()).isEqualTo(StateTables.DAY));
        Files.writeString(state, kept);
    }

    private void changeLines(String step, UnaryOperator<String> change) {
        Jdbi.create(database).useTransaction(sql -> {
            var start = sql.createQuery(
                            "select period_start from period_step where step = ? order by 1 fetch first 1 row only")
                    .bind(0, step)
                    .mapTo(OffsetDateTime.class)
                    .one();
            var lines = sql.createQuery("select body from period_step where step = ? and period_start = ?")
                    .bind(0, step)
                    .bind(1, start)
                    .mapTo(byte[].class)
                    .one();
            var changed = Deflated.bytes(change.apply(Deflated.text(lines)));
            assertThat(changed).isNotEqualTo(lines);
            sql.execute("update period_step set body = ? where step = ? and period_start = ?", changed, step, start);
        });
    }

    private static void tamperedIsTold(StoredLedger ledger, long block) {
        assertThatThrownBy(() -> ledger.participation(
                        DemoMarket.GRID,
                        EV1,
                        DemoMarket.key(StateTables.INTERVAL + 3).period()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("block " + block + " of grid home");
    }

    @Test
    void whatTheTargetDoesNotTakeWaitsInOrder() {
        demo.run(1);
        down.set(true);
        assertThatThrownBy(() -> demo.run(DemoMarket.key(1))).isInstanceOf(AnchorUnavailable.class);
        assertThatThrownBy(() -> demo.run(DemoMarket.key(2))).isInstanceOf(AnchorUnavailable.class);
        assertThat(ledger.anchoredHeight(DemoMarket.GRID)).contains(1L);
        down.set(false);
        assertThatThrownBy(() -> ledger.anchor(DemoMarket.GRID))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessage("file: down; next try in 3600 s");
        assertThat(new StoredLedger(database, outbox()).anchor(DemoMarket.GRID)).isEqualTo(2);
        assertThat(new StoredLedger(database, outbox()).anchor(DemoMarket.GRID)).isZero();
        assertThat(published).extracting(BlockHeader::height).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void nothingIsThereBeforeAGridOpens() {
        var other = new GridId("other");
        assertThat(ledger.head(other)).isEmpty();
        assertThat(ledger.anchor(other)).isZero();
        assertThat(ledger.anchoredHeight(other)).isEmpty();
        assertThat(ledger.participation(other, EV1, DemoMarket.FIRST).enrolled())
                .isFalse();
        assertThat(journal.unsettled(other, DemoMarket.FIRST)).isEmpty();
    }
}
