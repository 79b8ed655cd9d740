package ems.processes.page;

import jakarta.inject.Singleton;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import ems.processes.grid.LiveGrids;

/** Whether no grid rests by an operator's order: a pause that everybody forgot should not stay unseen. */
@Wellness
@Singleton
public class PauseHealth implements HealthCheck {

    private final LiveGrids grids;
    private final Standstill standstill;

    public PauseHealth(LiveGrids grids, Standstill standstill) {
        this.grids = grids;
        this.standstill = standstill;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("no grid is paused").up();
        for (var grid : grids.byMarketClock()) {
            standstill
                    .rests(grid, grid.clock().instant())
                    .ifPresent(notice -> response.down()
                            .withData(grid.setup().grid().text(), notice.reason() + ". " + notice.advice()));
        }
        return response.build();
    }
}
