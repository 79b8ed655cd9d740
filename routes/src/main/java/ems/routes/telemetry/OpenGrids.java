package ems.routes.telemetry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetters;

/** The grids that take messages; one may be opened while others run. */
public final class OpenGrids {

    private final Map<GridId, GridIntake> grids = new ConcurrentHashMap<>();
    private final DeadLetters ofNoGrid;
    private volatile Supplier<Optional<String>> closed = Optional::empty;
    private volatile Function<Optional<Object>, Speaker> speakers = user -> Speaker.forEverybody();

    /** @param ofNoGrid where messages go that name no open grid */
    public OpenGrids(DeadLetters ofNoGrid) {
        this.ofNoGrid = ofNoGrid;
    }

    /** @param reason why no door takes a message at the moment, asked each time; empty: they do */
    public void closeWhile(Supplier<Optional<String>> reason) {
        closed = reason;
    }

    /** @param speakers who it is that the server has recognized, or not; until this is called, each sender speaks for everybody */
    public void recognize(Function<Optional<Object>, Speaker> speakers) {
        this.speakers = speakers;
    }

    Speaker speaker(Optional<Object> user) {
        return speakers.apply(user);
    }

    /** Why no door takes a message now; empty: they do. */
    public Optional<String> closed() {
        return closed.get();
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

    /** Where messages go that name no open grid. */
    public DeadLetters ofNoGrid() {
        return ofNoGrid;
    }
}
