package ems.processes.workbench;

import java.util.stream.Collectors;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;

/** Whose rules are meant: each grid has a rule book of its own. Where one grid runs, nobody needs to name it. */
@Singleton
class AskedGrid {

    private final LiveGrids grids;

    AskedGrid(LiveGrids grids) {
        this.grids = grids;
    }

    /** @throws jakarta.ws.rs.NotFoundException in words, if there is none of that name */
    LiveGrid of(@Nullable String name) {
        if (name != null && !name.isBlank()) {
            return grids.known(name.strip());
        }
        var all = grids.all();
        if (all.size() == 1) {
            return all.iterator().next();
        }
        throw new IllegalArgumentException("'grid' is missing, and "
                + (all.isEmpty()
                        ? "no grid runs here yet."
                        : "several run here: "
                                + all.stream()
                                        .map(grid -> grid.setup().grid().text())
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
