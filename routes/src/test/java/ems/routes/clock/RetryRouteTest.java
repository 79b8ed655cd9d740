package ems.routes.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import ems.routes.TestClock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

class RetryRouteTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<String> done = new ArrayList<>();

    @Test
    void failedPeriodsAndPendingBlocksAreTriedEach() throws Exception {
        try (var camel = started(now -> done.add("retried at " + now), () -> done.add("anchored"))) {
            camel.createProducerTemplate().sendBody(RetryRoute.RETRY, null);
            camel.createProducerTemplate().sendBody(RetryRoute.ANCHOR, null);
        }
        assertThat(done).containsExactly("retried at 2026-03-01T12:00:00Z", "anchored");
    }

    @Test
    void aFailureIsTriedAgainNextTime() throws Exception {
        RetryFailedPeriods failing = now -> {
            done.add("retried");
            throw new IllegalStateException("still broken");
        };
        AnchorPending away = () -> {
            done.add("anchored");
            throw new IllegalStateException("target away");
        };
        try (var camel = started(failing, away)) {
            for (int i = 0; i < 2; i++) {
                camel.createProducerTemplate().sendBody(RetryRoute.RETRY, null);
                camel.createProducerTemplate().sendBody(RetryRoute.ANCHOR, null);
            }
        }
        assertThat(done).containsExactly("retried", "anchored", "retried", "anchored");
    }

    @Test
    void theTimersWakeBoth() throws Exception {
        var retried = new CountDownLatch(2);
        var anchored = new CountDownLatch(2);
        try (var camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().addInitialProperty("ems.retry.period", "5ms");
            camel.addRoutes(new RetryRoute(now -> retried.countDown(), anchored::countDown, new TestClock(NOON)));
            camel.start();
            assertThat(retried.await(30, SECONDS)).isTrue();
            assertThat(anchored.await(30, SECONDS)).isTrue();
        }
    }

    private static DefaultCamelContext started(RetryFailedPeriods failed, AnchorPending pending) throws Exception {
        var camel = new DefaultCamelContext();
        camel.getPropertiesComponent().addInitialProperty("ems.retry.enabled", "false");
        camel.addRoutes(new RetryRoute(failed, pending, new TestClock(NOON)));
        camel.start();
        return camel;
    }
}
