package ems.processes.members;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;

/** In which grid a party is that an address names: one rule for its bill, its key and its tokens. */
@Singleton
public class MemberGrids {

    private final LiveGrids grids;

    public MemberGrids(LiveGrids grids) {
        this.grids = grids;
    }

    /**
     * The grid that is named, or the only one in which the party is there for whoever asks.
     *
     * @param name null or blank: none is named
     * @param isThere whether whoever asks may know of the party in a grid that knows it
     * @return empty if there is none
     * @throws jakarta.ws.rs.NotFoundException if no grid of that name runs
     * @throws IllegalArgumentException if it is there in several and none is named; names them
     */
    public Optional<LiveGrid> of(Party party, @Nullable String name, Predicate<GridId> isThere) {
        var found = grids.named(name).stream()
                .filter(grid -> grid.roster().knows(party))
                .filter(grid -> isThere.test(grid.setup().grid()))
                .toList();
        if (found.size() > 1) {
            var names = found.stream().map(grid -> grid.setup().grid().text()).toList();
            throw new IllegalArgumentException("'grid' is missing: " + party.account() + " is a member of the grids "
                    + names.stream().collect(Collectors.joining(", ")) + ". Say which one is meant, such as "
                    + names.get(0) + "/" + party.account() + " on a page, or ?grid=" + names.get(0)
                    + " in an address.");
        }
        return found.stream().findFirst();
    }
}
