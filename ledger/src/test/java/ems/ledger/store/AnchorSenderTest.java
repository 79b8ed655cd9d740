package ems.ledger.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ems.ledger.chain.HeaderText;
import ems.ledger.contract.GridState;
import ems.ledger.tree.Sha256;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The grids of a market share a target: they take turns, and none is asked for twice. */
@Timeout(60)
class AnchorSenderTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final GridId HOME = new GridId("home");
    private static final GridId OTHER = new GridId("other");

    private final Jdbi jdbi = database();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private AnchorSender sender;

    private static Jdbi database() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:sender" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        return Jdbi.create(LedgerTables.in(source));
    }

    private AnchorSender sender(AnchorTarget target, BackOff backOff) {
        sender = new AnchorSender("chain", new HeaderQueue("chain", target, jdbi), backOff, thread);
        return sender;
    }

    @AfterEach
    void stopSending() {
        answers.countDown();
        sender.close();
    }

    private void seal(GridId grid, int headers) {
        String none = HeaderText.NO_PREVIOUS;
        BlockTables.addBooks(jdbi, grid);
        jdbi.useTransaction(sql -> {
            for (int height = 0; height < headers; height++) {
                var key = new PeriodKey(grid, new MatchingPeriod(Instant.ofEpochSecond(60 * height)));
                var header =
                        new BlockHeader(key, height, 0, none, GridState.blank().roots(), none, none, "");
                BlockTables.insert(sql, HeaderText.hashed(header, new Sha256()), "");
            }
        });
    }

    private void take(BlockHeader header) {
        taken.add(header.key().grid() + " " + header.height());
    }

    private void takeSlowly(BlockHeader header) {
        asked.countDown();
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnchorUnavailable("interrupted", e);
        }
        take(header);
    }

    private void isNotWaitedFor(GridId grid) {
        assertThatThrownBy(() -> sender.send(grid, SHORT)).isInstanceOf(AnchorUnavailable.class);
    }

    @Test
    void aBacklogOfOneGridHoldsUpNoOther() {
        seal(HOME, 3 * HeaderQueue.TURN);
        seal(OTHER, 2);
        sender(this::takeSlowly, new BackOff(LONG, LONG));
        isNotWaitedFor(HOME);
        isNotWaitedFor(OTHER);
        answers.countDown();
        sender.send(OTHER, LONG);
        assertThat(List.copyOf(taken).subList(HeaderQueue.TURN - 1, HeaderQueue.TURN + 2))
                .containsExactly("home " + (HeaderQueue.TURN - 1), "other 0", "other 1");
    }

    @Test
    void whoseHeadersAreNotThroughIsToldHowManyWait() {
        seal(HOME, 2 * HeaderQueue.TURN + 1);
        sender(this::take, new BackOff(LONG, LONG));
        assertThatThrownBy(() -> sender.send(HOME, LONG))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessage("chain: 65 headers wait for their turn");
        while (sender.progress(HOME).height() < 2 * HeaderQueue.TURN) {
            Thread.onSpinWait();
        }
        assertThat(sender.progress(HOME).trouble()).isEmpty();
        assertThat(taken).hasSize(2 * HeaderQueue.TURN + 1).doesNotHaveDuplicates();
    }

    @Test
    void whoeverAsksWhileATargetHangsWaitsForTheSameTurn() throws InterruptedException {
        seal(HOME, 1);
        seal(OTHER, 1);
        sender(this::takeSlowly, new BackOff(LONG, LONG));
        isNotWaitedFor(OTHER);
        asked.await();
        for (int i = 0; i < 10; i++) {
            isNotWaitedFor(HOME);
        }
        assertThat(thread.getQueue()).hasSize(1);
        answers.countDown();
        assertThat(sender.send(HOME, LONG) + sender.send(OTHER, LONG)).isLessThanOrEqualTo(2);
        assertThat(taken).containsExactlyInAnyOrder("home 0", "other 0");
    }

    @Test
    void aRetryThatIsDueIsNotScheduledTwice() throws InterruptedException {
        seal(HOME, 1);
        seal(OTHER, 1);
        sender(
                header -> {
                    if (header.key().grid().equals(HOME)) {
                        throw new AnchorUnavailable("not now", null);
                    }
                    takeSlowly(header);
                },
                new BackOff(SHORT, SHORT));
        assertThatThrownBy(() -> sender.send(HOME, LONG)).hasMessage("chain: not now");
        isNotWaitedFor(OTHER);
        asked.await();
        for (int i = 0; i < 10; i++) {
            isNotWaitedFor(HOME);
        }
        assertThat(thread.getQueue()).hasSize(1);
        answers.countDown();
        sender.send(OTHER, LONG);
        assertThat(taken).containsExactly("other 0");
    }
}
