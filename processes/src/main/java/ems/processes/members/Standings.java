package ems.processes.members;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.record.MembershipOrder.Change;
import ems.processes.grid.LiveGrid;
import ems.processes.roster.GridRoster;
import ems.processes.roster.MemberOrder;
import ems.processes.roster.MemberOrder.State;

/** How each party stands to the grid in one period. */
final class Standings {

    private final GridRoster roster;
    private final Set<Party> members = new HashSet<>();
    private final Map<VehicleId, ElectricVehicle> vehicles;

    private Standings(GridRoster roster, GridMembers present) {
        this.roster = roster;
        this.members.addAll(present.prosumers());
        this.vehicles = present.vehiclesById();
        this.members.addAll(vehicles.keySet());
    }

    static Standings of(LiveGrid grid, GridMembers present) {
        return new Standings(grid.roster(), present);
    }

    MemberState of(Party party) {
        var last = roster.of(party).stream()
                .filter(order -> order.change().isTurn() && order.state() != State.REFUSED)
                .reduce((earlier, later) -> later)
                .map(MemberOrder::change);
        if (members.contains(party)) {
            return last.filter(change -> change == Change.REVOKE).isPresent() ? MemberState.LEAVES : MemberState.MEMBER;
        }
        return last.filter(change -> change == Change.ENROL).isPresent() ? MemberState.JOINS : MemberState.LEFT;
    }

    /** A member's or a former member's car. */
    Optional<ElectricVehicle> vehicle(Party party) {
        if (!(party instanceof VehicleId id)) {
            return Optional.empty();
        }
        return Optional.ofNullable(vehicles.get(id))
                .or(() -> roster.of(party).stream()
                        .flatMap(order -> order.profile().stream())
                        .flatMap(profile -> profile.vehicle().stream())
                        .reduce((earlier, later) -> later));
    }
}
