package ems.routes.telemetry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetters;

/** The grids that take messages; one may be opened while others run. */
public final class OpenGrids {

    private final Map<GridId, GridIntake> grids = new ConcurrentHashMap<>();
    private final DeadLetters ofNoGrid;

    /** @param ofNoGrid where messages go that name no open grid */
    public OpenGrids(DeadLetters ofNoGrid) {
        this.ofNoGrid = ofNoGrid;
    }

    /** @throws IllegalStateException if the grid is open already */
    public void open(GridId grid, GridIntake intake) {
        if (grids.putIfAbsent(grid, intake) != null) {
            throw new IllegalStateException("grid " + grid + " is open already");
        }
    }

    public Optional<GridIntake> find(GridId grid) {
        return Optional.ofNullable(grids.get(grid));
    }

    DeadLetters ofNoGrid() {
        return ofNoGrid;
    }
}
