package ems.ledger.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.export.FileAnchor;
import ems.ledger.fixture.DemoMarket;
import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is sealed reaches every target in order, each header once, whatever a target does meanwhile. */
@Timeout(60)
class AnchorOutboxTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final BackOff AT_ONCE = new BackOff(Duration.ofMillis(1), Duration.ofMillis(8));

    private final DataSource database = database();
    private AnchorOutbox outbox;

    private static DataSource database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:outbox" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        return LedgerTables.in(source);
    }

    /** Takes headers, or not. */
    private static final class Place implements AnchorTarget {

        private final List<Long> taken = new CopyOnWriteArrayList<>();
        private final AtomicInteger refusals = new AtomicInteger();
        private final CountDownLatch full;

        Place(int refusals, int headers) {
            this.refusals.set(refusals);
            this.full = new CountDownLatch(headers);
        }

        @Override
        public void publish(BlockHeader header) {
            if (refusals.getAndDecrement() > 0) {
                throw new AnchorUnavailable("not now", null);
            }
            taken.add(header.height());
            full.countDown();
        }

        void awaitAll() throws InterruptedException {
            assertThat(full.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private DemoMarket market(Map<String, AnchorTarget> targets, BackOff backOff, Duration patience) {
        outbox = new AnchorOutbox(database, targets, backOff, patience);
        return new DemoMarket(2, 1, 3, new StoredJournal(database), new StoredLedger(database, outbox));
    }

    @AfterEach
    void stopSending() {
        if (outbox != null) {
            outbox.close();
        }
    }

    @Test
    void whatIsRefusedIsTriedAgainWithoutBeingAsked() throws InterruptedException {
        var place = new Place(9, 2);
        var demo = market(Map.of("chain", place), AT_ONCE, LONG).open();
        assertThatThrownBy(() -> demo.run(DemoMarket.key(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessage("chain: not now");
        place.awaitAll();
        assertThat(place.taken).containsExactly(0L, 1L);
    }

    @Test
    void aTargetThatRefusesHoldsUpNoOther() {
        var good = new Place(0, 4);
        var bad = new Place(Integer.MAX_VALUE, 1);
        var demo = market(Map.of("good", good, "bad", bad), new BackOff(LONG, LONG), LONG)
                .open();
        for (int period = 0; period < 3; period++) {
            var key = DemoMarket.key(period);
            assertThatThrownBy(() -> demo.run(key)).isInstanceOf(AnchorUnavailable.class);
        }
        assertThat(good.taken).containsExactly(0L, 1L, 2L, 3L);
        assertThat(bad.taken).isEmpty();
        assertThat(outbox.progress(DemoMarket.GRID)).hasSize(2).anySatisfy(progress -> {
            assertThat(progress.target()).isEqualTo("bad");
            assertThat(progress.height()).isEqualTo(-1);
            assertThat(progress.trouble()).contains("not now");
        });
    }

    @Test
    void aTargetThatHangsIsNotWaitedFor() throws InterruptedException {
        var answers = new CountDownLatch(1);
        var place = new Place(0, 2);
        var demo = market(
                        Map.of("chain", header -> {
                            await(answers);
                            place.publish(header);
                        }),
                        AT_ONCE,
                        Duration.ofMillis(1))
                .open();
        assertThatThrownBy(() -> demo.run(DemoMarket.key(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessage("chain: not yet taken after 1 ms");
        answers.countDown();
        place.awaitAll();
        assertThat(place.taken).containsExactly(0L, 1L);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnchorUnavailable("interrupted", e);
        }
    }

    @Test
    void aLaterOutboxGoesOnWhereTheOneBeforeStopped() {
        var place = new Place(0, 5);
        market(Map.of("chain", place), AT_ONCE, LONG).open().run(2);
        outbox.close();
        var demo = market(Map.of("chain", place), AT_ONCE, LONG);
        demo.run(DemoMarket.key(2));
        demo.run(DemoMarket.key(3));
        assertThat(place.taken).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aTargetThatJoinsLaterGetsAllOfTheHistory() {
        var first = new Place(0, 3);
        market(Map.of("first", first), AT_ONCE, LONG).open().run(2);
        outbox.close();
        var second = new Place(0, 4);
        market(Map.of("first", first, "second", second), AT_ONCE, LONG).run(DemoMarket.key(2));
        assertThat(second.taken).containsExactly(0L, 1L, 2L, 3L);
        assertThat(first.taken).containsExactly(0L, 1L, 2L, 3L);
    }

    /** Takes heights without gaps, and can lose all from one on. */
    private static final class Shelf implements AnchorTarget {

        private final List<Long> held = new CopyOnWriteArrayList<>();

        @Override
        public void publish(BlockHeader header) {
            if (header.height() > held.size()) {
                throw new AnchorMissing("it ends at " + held.size(), held.size());
            }
            if (header.height() == held.size()) {
                held.add(header.height());
            }
        }
    }

    @Test
    void aTargetThatLostHeadersIsGivenThemAgainInOrder() {
        var shelf = new Shelf();
        var demo = market(Map.of("shelf", shelf), AT_ONCE, LONG).open();
        demo.run(3);
        for (int kept : new int[] {3, 1, 0}) {
            shelf.held.subList(kept, shelf.held.size()).clear();
            demo.run(DemoMarket.key(6 - kept));
            assertThat(shelf.held).containsExactlyElementsOf(upTo(outbox.progress(DemoMarket.GRID)));
        }
    }

    private static List<Long> upTo(List<AnchorProgress> progress) {
        return LongStream.rangeClosed(0, progress.get(0).height()).boxed().toList();
    }

    @Test
    void anAnchorFileThatIsDeletedOrCutIsWrittenAnew(@TempDir Path folder) throws IOException {
        try (var anchors = FileAnchor.perGrid(folder, false)) {
            var demo = market(Map.of("file", anchors), AT_ONCE, LONG).open();
            demo.run(2);
            var file = anchors.file(DemoMarket.GRID);
            var before = Files.readAllLines(file);
            Files.write(file, before.subList(0, 1));
            demo.run(DemoMarket.key(2));
            assertThat(Files.readAllLines(file)).hasSize(4).startsWith(before.toArray(new String[0]));
            Files.delete(file);
            demo.run(DemoMarket.key(3));
            assertThat(Files.readAllLines(file)).hasSize(5).startsWith(before.toArray(new String[0]));
        }
    }

    @Test
    void aTargetThatWantsWhatItWasJustGivenIsAskedAgainLater() {
        AnchorTarget confused = header -> {
            throw new AnchorMissing("it ends nowhere", 0);
        };
        var demo = market(Map.of("confused", confused), new BackOff(LONG, LONG), LONG)
                .open();
        assertThatThrownBy(() -> demo.run(DemoMarket.key(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessage("confused: it ends nowhere");
        assertThat(outbox.progress(DemoMarket.GRID).get(0).trouble()).contains("it ends nowhere");
    }

    @Test
    void waitingDoublesUpToItsBound() {
        var backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(List.of(1, 2, 3, 6, 7, 1_000).stream().map(backOff::after))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(32),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1));
    }
}
