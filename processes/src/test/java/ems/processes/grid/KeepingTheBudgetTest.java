package ems.processes.grid;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ems.market.forecast.ForecastUnavailable;
import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.MatchingUnavailable;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.GlobalModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A forecast or matching that takes too long, or breaks, becomes the failure that the process has a fallback for. */
class KeepingTheBudgetTest {

    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final ProsumerId HOME = new ProsumerId("home");
    private static final MatchingProblem NOBODY =
            new MatchingProblem(List.of(), List.of(), TradingPartners.EVERYONE_WITH_EVERYONE);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_matching_that_never_ends_is_over_its_budget_and_is_stopped() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        var stuck = new PunctualMatcher(matcherThatWaits(stopped), Duration.ofMillis(20), threads);
        assertThatThrownBy(() -> stuck.match(NOBODY)).isInstanceOf(MatchingUnavailable.class);
        stopped.await();
    }

    @Test
    void a_matching_that_breaks_is_unavailable_and_says_why() {
        for (Throwable trouble :
                List.of(new IllegalStateException("no free column"), new OutOfMemoryError("Java heap space"))) {
            var broken = new PunctualMatcher(new Broken(trouble), Duration.ofMinutes(1), threads);
            assertThatThrownBy(() -> broken.match(NOBODY))
                    .isInstanceOf(MatchingUnavailable.class)
                    .hasMessageContaining(trouble.getMessage())
                    .hasCause(trouble);
        }
    }

    private record Broken(Throwable trouble) implements Matcher {

        @Override
        public String algorithm() {
            return "broken";
        }

        @Override
        public Matching match(MatchingProblem problem) {
            if (trouble instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) trouble;
        }
    }

    @Test
    void a_matching_in_time_is_taken() {
        assertThat(new PunctualMatcher(new GreedyMatcher(), Duration.ofMinutes(1), threads)
                        .match(NOBODY)
                        .pairs())
                .isEmpty();
    }

    @Test
    void a_forecast_that_never_comes_is_unavailable() {
        var stuck = forecaster(() -> {
            never.await();
            return Forecasts.of(Map.of());
        });
        assertThatThrownBy(
                        () -> punctual(stuck, Duration.ofMillis(20)).forecasts(List.of(HOME), NOON, Optional.empty()))
                .isInstanceOf(ForecastUnavailable.class)
                .hasMessageContaining("1 prosumers");
    }

    @Test
    void a_forecast_that_breaks_is_unavailable_and_says_why() {
        var broken = forecaster(() -> {
            throw new IllegalStateException("NaN in layer 2");
        });
        assertThatThrownBy(
                        () -> punctual(broken, Duration.ofMinutes(1)).forecasts(List.of(HOME), NOON, Optional.empty()))
                .isInstanceOf(ForecastUnavailable.class)
                .hasMessageContaining("NaN in layer 2");
    }

    @Test
    void a_forecast_in_time_is_taken() {
        var good = forecaster(() -> Forecasts.of(Map.of(HOME, NetEnergy.BALANCED)));
        assertThat(punctual(good, Duration.ofMinutes(1))
                        .forecasts(List.of(HOME), NOON, Optional.empty())
                        .energy())
                .containsEntry(HOME, NetEnergy.BALANCED);
    }

    private PunctualForecaster punctual(Forecaster forecaster, Duration budget) {
        return new PunctualForecaster(forecaster, budget, threads);
    }

    private interface Answer {
        Forecasts get() throws InterruptedException;
    }

    private static Forecaster forecaster(Answer answer) {
        return new Forecaster() {
            @Override
            public String strategy() {
                return "test";
            }

            @Override
            public Forecasts forecasts(
                    List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private Matcher matcherThatWaits(CountDownLatch stopped) {
        return new Matcher() {
            @Override
            public String algorithm() {
                return "test";
            }

            @Override
            public Matching match(MatchingProblem problem) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    stopped.countDown();
                }
                return new GreedyMatcher().match(problem);
            }
        };
    }
}
