package ems.processes.period;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;

class PeriodTurnsTest {

    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));

    private static PeriodKey of(MatchingPeriod period) {
        return new PeriodKey(new GridId("harbour"), period);
    }

    @Test
    void work_that_is_in_no_hurry_waits_until_no_period_is_worked_on() throws Exception {
        var turns = new PeriodTurns(Duration.ofMinutes(1));
        turns.giveWay();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var period = CompletableFuture.runAsync(() -> turns.inTurn(of(NOON), () -> {
            begun.countDown();
            await(goOn);
            ended.set(true);
            return true;
        }));
        await(begun);
        // of two periods one that ends is not enough
        turns.inTurn(of(NOON.next()), () -> true);
        var endedBefore = new CompletableFuture<Boolean>();
        var patient = new Thread(() -> {
            turns.giveWay();
            endedBefore.complete(ended.get());
        });
        patient.start();
        while (patient.isAlive() && patient.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        assertThat(endedBefore.get(30, TimeUnit.SECONDS)).isTrue();
        period.get(30, TimeUnit.SECONDS);
    }

    @Test
    void it_goes_on_beside_a_period_that_is_stuck() throws Exception {
        var turns = new PeriodTurns(Duration.ofMillis(50));
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var stuck = CompletableFuture.runAsync(() -> turns.inTurn(of(NOON), () -> {
            begun.countDown();
            await(never);
            return true;
        }));
        await(begun);
        turns.giveWay();
        assertThat(stuck).isNotDone();
        never.countDown();
        stuck.get(30, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
