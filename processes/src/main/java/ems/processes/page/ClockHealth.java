package ems.processes.page;

import java.util.Optional;
import jakarta.inject.Singleton;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import ems.console.course.NoticeNow;
import ems.processes.clock.MarketClock;
import ems.processes.grid.LiveGrids;
import ems.processes.time.ClockJump;
import ems.processes.time.ClockJump.Outcome;

/**
 * Whether the market's clock is believed and lets periods run: {@code DOWN} while a jump is doubted, and while a clock that was set
 * back lets the market wait, each with reason and advice. A start again would not help, so it is neither liveness nor readiness.
 */
@Wellness
@Singleton
public class ClockHealth implements HealthCheck {

    private final MarketClock clock;
    private final LiveGrids grids;
    private final Standstill standstill;

    public ClockHealth(MarketClock clock, LiveGrids grids, Standstill standstill) {
        this.clock = clock;
        this.grids = grids;
        this.standstill = standstill;
    }

    @Override
    public HealthCheckResponse call() {
        var now = clock.instant();
        var jump = clock.jump().filter(latest -> latest.isNews(now));
        var waits = waits();
        var response = HealthCheckResponse.named("market clock")
                .status(waits.isEmpty() && jump.filter(ClockHealth::isDoubted).isEmpty());
        jump.map(latest -> new NoticeNow(latest.reason(), latest.advice()))
                .or(() -> waits)
                .ifPresent(
                        notice -> response.withData("reason", notice.reason()).withData("advice", notice.advice()));
        return response.build();
    }

    private static boolean isDoubted(ClockJump jump) {
        return jump.outcome() == Outcome.DOUBTED;
    }

    private Optional<NoticeNow> waits() {
        return grids.byMarketClock().stream()
                .flatMap(grid -> standstill.waits(grid, grid.clock().instant()).stream())
                .findFirst();
    }
}
