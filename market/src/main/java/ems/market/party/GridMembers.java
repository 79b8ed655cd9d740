package ems.market.party;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who trades in a grid, and with whom.
 *
 * @param prosumers every prosumer once
 * @param vehicles every vehicle once
 * @param partners members all
 */
public record GridMembers(List<ProsumerId> prosumers, List<ElectricVehicle> vehicles, TradingPartners partners) {

    public GridMembers {
        prosumers = List.copyOf(prosumers);
        vehicles = List.copyOf(vehicles);
        Set<Party> once = new HashSet<>();
        prosumers.forEach(p -> refuseTwice(once, p));
        vehicles.forEach(v -> refuseTwice(once, v.id()));
        partners.few().forEach((prosumer, few) -> {
            refuseStranger(once, prosumer);
            few.forEach(vehicle -> refuseStranger(once, vehicle));
        });
    }

    public static GridMembers everyoneWithEveryone(List<ProsumerId> prosumers, List<ElectricVehicle> vehicles) {
        return new GridMembers(prosumers, vehicles, TradingPartners.EVERYONE_WITH_EVERYONE);
    }

    /** In the order of the vehicles. */
    public List<VehicleId> vehicleIds() {
        return vehicles.stream().map(ElectricVehicle::id).toList();
    }

    public boolean contains(Party party) {
        return prosumers.contains(party)
                || vehicles.stream().anyMatch(vehicle -> vehicle.id().equals(party));
    }

    private static void refuseStranger(Set<Party> members, Party party) {
        if (!members.contains(party)) {
            throw new IllegalArgumentException(party.account() + " is a trading partner, but no member");
        }
    }

    private static void refuseTwice(Set<Party> seen, Party party) {
        if (!seen.add(party)) {
            throw new IllegalArgumentException(party.account() + " is a member twice");
        }
    }
}
