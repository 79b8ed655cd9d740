package ems.processes.bill;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.people.role.Right;
import ems.people.role.Scope;
import ems.processes.login.Asker;
import ems.processes.login.CurrentAsker;
import ems.processes.members.MemberGrids;
import ems.processes.operations.OrderRefused;

/** Who may look at whose bill. For a member, a foreign party is not there. */
@Singleton
class BillDoor {

    private final MemberGrids grids;
    private final CurrentAsker asker;
    private final Looks looks;

    BillDoor(MemberGrids grids, CurrentAsker asker, Looks looks) {
        this.grids = grids;
        this.asker = asker;
        this.looks = looks;
    }

    /**
     * @param account such as {@code prosumer:L1}
     * @param gridName null: the only grid whose member it is
     * @throws OrderRefused 404 if the party is not there for who asks; 403 if who may look has not said why
     * @throws IllegalArgumentException if it is there in several grids, and none is named
     */
    AskedParty asked(String account, @Nullable String gridName) {
        var found = found(account, gridName);
        var by = asker.get();
        if (found.seesMoney() && needsReason(by, found) && !looks.isOpen(by.name(), found)) {
            throw OrderRefused.notAllowed(
                    "Say first why you look at the bill of " + found.party().account()
                            + ": POST {\"reason\": \"...\"} to /api/members/"
                            + found.party().account()
                            + "/looks. The trail keeps it with your name.");
        }
        return found;
    }

    AskedParty found(String account, @Nullable String gridName) {
        var party = Party.parse(account);
        var by = asker.get();
        return grids.of(
                        party,
                        gridName,
                        grid -> by.may(Right.SEE_MONEY, grid, party) || by.may(Right.SEE_ENERGY, grid, party))
                .map(grid -> new AskedParty(
                        grid,
                        party,
                        by.may(Right.SEE_MONEY, grid.setup().grid(), party),
                        by.scope(Right.SEE_ENERGY) == Scope.ALL))
                .orElseThrow(() -> OrderRefused.unknown("No member '" + account + "' is there for you"
                        + (gridName == null ? "." : " in grid '" + gridName + "'.")));
    }

    /** Somebody who sees everybody's money is asked why, unless it is the own. */
    private static boolean needsReason(Asker by, AskedParty found) {
        return by.isPerson()
                && by.scope(Right.SEE_MONEY) == Scope.ALL
                && by.parties().stream().noneMatch(own -> own.covers(found.id(), found.party()));
    }
}
