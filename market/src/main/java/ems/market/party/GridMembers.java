package ems.market.party;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who trades in a grid, and with whom.
 *
 * @param prosumers every prosumer once
 * @param vehicles every vehicle once
 * @param ownVehicle prosumers that trade with no other EV than this one (the isolated scenario); others trade with all
 */
public record GridMembers(
        List<ProsumerId> prosumers, List<ElectricVehicle> vehicles, Map<ProsumerId, VehicleId> ownVehicle) {

    public GridMembers {
        prosumers = List.copyOf(prosumers);
        vehicles = List.copyOf(vehicles);
        ownVehicle = Map.copyOf(ownVehicle);
        Set<Party> once = new HashSet<>();
        prosumers.forEach(p -> refuseTwice(once, p));
        vehicles.forEach(v -> refuseTwice(once, v.id()));
        ownVehicle.forEach((prosumer, vehicle) -> {
            refuseStranger(once, prosumer);
            refuseStranger(once, vehicle);
        });
    }

    public static GridMembers everyoneWithEveryone(List<ProsumerId> prosumers, List<ElectricVehicle> vehicles) {
        return new GridMembers(prosumers, vehicles, Map.of());
    }

    public boolean mayTrade(ProsumerId prosumer, VehicleId vehicle) {
        var own = ownVehicle.get(prosumer);
        return own == null || own.equals(vehicle);
    }

    private static void refuseStranger(Set<Party> members, Party party) {
        if (!members.contains(party)) {
            throw new IllegalArgumentException(party.account() + " owns or is owned, but is no member");
        }
    }

    private static void refuseTwice(Set<Party> seen, Party party) {
        if (!seen.add(party)) {
            throw new IllegalArgumentException(party.account() + " is a member twice");
        }
    }
}
