package ems.routes.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import ems.routes.TestClock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

class ClockRouteTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void eachSecondTicksOnceAsSoonAsItHasPassed() throws Exception {
        var clock = new TestClock(NOON);
        List<Instant> ticks = new ArrayList<>();
        try (var camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().addInitialProperty("ems.clock.enabled", "false");
            camel.addRoutes(new ClockRoute(ticks::add, clock));
            camel.start();
            var template = camel.createProducerTemplate();
            for (int millis : List.of(0, 250, 999, 1_000, 1_001, 2_250, 3_600_000, 3_600_250, -3_600_000)) {
                clock.set(NOON.plusMillis(millis));
                template.sendBody(ClockRoute.TICK, null);
            }
        }
        assertThat(ticks)
                .containsExactly(
                        NOON,
                        NOON.plusSeconds(1),
                        NOON.plusMillis(2_250),
                        NOON.plusSeconds(3_600),
                        NOON.minusSeconds(3_600));
    }

    @Test
    void aTickThatFailsDoesNotStopTheClock() throws Exception {
        var clock = new TestClock(NOON);
        List<Instant> ticks = new ArrayList<>();
        try (var camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().addInitialProperty("ems.clock.enabled", "false");
            camel.addRoutes(new ClockRoute(
                    now -> {
                        ticks.add(now);
                        throw new IllegalStateException("the database is away");
                    },
                    clock));
            camel.start();
            camel.createProducerTemplate().sendBody(ClockRoute.TICK, null);
            clock.set(NOON.plusSeconds(1));
            camel.createProducerTemplate().sendBody(ClockRoute.TICK, null);
        }
        assertThat(ticks).hasSize(2);
    }

    @Test
    void ticksOfTheTimerDoNotOverlap() throws Exception {
        var running = new AtomicInteger();
        var mostAtOnce = new AtomicInteger();
        var ticked = new CountDownLatch(20);
        var second = new AtomicInteger();
        var fast = new Clock() {
            @Override
            public Instant instant() {
                return NOON.plusSeconds(second.incrementAndGet());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        try (var camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().addInitialProperty("ems.clock.resolution", "1");
            camel.addRoutes(new ClockRoute(
                    now -> {
                        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
                        ticked.countDown();
                        running.decrementAndGet();
                    },
                    fast));
            camel.start();
            assertThat(ticked.await(30, SECONDS)).isTrue();
        }
        assertThat(mostAtOnce).hasValue(1);
    }
}
