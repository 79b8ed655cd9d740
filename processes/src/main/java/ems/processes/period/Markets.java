package ems.processes.period;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.enterprise.context.ApplicationScoped;

import ems.market.party.GridId;
import ems.market.period.PeriodSteps;

/** The markets that run in this application, live ones and those of studies, by grid. */
@ApplicationScoped
public class Markets {

    private final Map<GridId, PeriodSteps> markets = new ConcurrentHashMap<>();

    /** @throws IllegalStateException if the grid has a market already: two would book the same periods */
    public void open(GridId grid, PeriodSteps market) {
        if (markets.putIfAbsent(grid, market) != null) {
            throw new IllegalStateException("grid " + grid + " has a market already");
        }
    }

    /** Opens the grid with this market, or leaves it open with the same one. */
    public void openOnce(GridId grid, PeriodSteps market) {
        if (markets.get(grid) != market) {
            open(grid, market);
        }
    }

    public void close(GridId grid) {
        markets.remove(grid);
    }

    /** Closes the grid if this is its market; another's stays open. */
    public void close(GridId grid, PeriodSteps market) {
        markets.computeIfPresent(grid, (name, open) -> open == market ? null : open);
    }

    public Optional<PeriodSteps> find(GridId grid) {
        return Optional.ofNullable(markets.get(grid));
    }

    /** @throws IllegalStateException if the grid has no market here */
    public PeriodSteps of(GridId grid) {
        return find(grid).orElseThrow(() -> new IllegalStateException("grid " + grid + " has no market here"));
    }
}
