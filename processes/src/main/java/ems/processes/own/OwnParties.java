package ems.processes.own;

import java.util.Optional;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.people.person.OwnParty;
import ems.people.role.Right;
import ems.processes.enrolment.Enroller;
import ems.processes.grid.LiveGrid;
import ems.processes.login.Asker;
import ems.processes.login.CurrentAsker;
import ems.processes.members.MemberGrids;
import ems.processes.operations.OrderRefused;

/** Whose key and tokens whoever asks may change: for everybody else, the party is not there. */
@Singleton
class OwnParties {

    private final MemberGrids grids;
    private final CurrentAsker asker;

    OwnParties(MemberGrids grids, CurrentAsker asker) {
        this.grids = grids;
        this.asker = asker;
    }

    /** A party of a grid that whoever asks speaks for. */
    record Own(LiveGrid grid, Party party, Asker by) {

        /** With its grid. */
        OwnParty name() {
            return new OwnParty(Optional.of(grid.setup().grid()), party);
        }

        /** Whoever asks, for this party and the others of one's own in its grid. */
        Enroller enroller() {
            var id = grid.setup().grid();
            return new Enroller(by.name(), true, other -> by.may(Right.MANAGE_ACCESS, id, other));
        }
    }

    /**
     * @param account such as {@code prosumer:L1}
     * @param gridName null: the only grid whose member it is
     * @throws OrderRefused 404 if the party is not there for who asks
     * @throws IllegalArgumentException if parties of several grids are, and none is named
     */
    Own found(String account, @Nullable String gridName) {
        var party = Party.parse(account);
        var by = asker.get();
        return grids.of(party, gridName, grid -> by.may(Right.MANAGE_ACCESS, grid, party))
                .map(grid -> new Own(grid, party, by))
                .orElseThrow(() -> OrderRefused.unknown("No party '" + account + "' of yours is there"
                        + (gridName == null ? "." : " in grid '" + gridName + "'.")));
    }

    /**
     * The same, if the password was given within the last ten minutes.
     *
     * @throws jakarta.ws.rs.WebApplicationException 403 with {@code "ask": "password"}, if not
     */
    Own proved(String account, @Nullable String gridName) {
        var own = found(account, gridName);
        asker.proved();
        return own;
    }
}
