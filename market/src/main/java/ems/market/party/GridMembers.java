package ems.market.party;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who trades in a grid, and with whom.
 *
 * @param prosumers every prosumer once
 * @param vehicles every vehicle once
 * @param partners members all, or former ones
 * @param former were members and are none now
 */
public record GridMembers(
        List<ProsumerId> prosumers, List<ElectricVehicle> vehicles, TradingPartners partners, Set<Party> former) {

    public GridMembers {
        prosumers = List.copyOf(prosumers);
        vehicles = List.copyOf(vehicles);
        former = Set.copyOf(former);
        Set<Party> once = new HashSet<>();
        prosumers.forEach(p -> refuseTwice(once, p));
        vehicles.forEach(v -> refuseTwice(once, v.id()));
        for (Party gone : former) {
            refuseTwice(once, gone);
        }
        partners.few().forEach((prosumer, few) -> {
            refuseStranger(once, prosumer);
            few.forEach(vehicle -> refuseStranger(once, vehicle));
        });
    }

    /** Nobody has left. */
    public GridMembers(List<ProsumerId> prosumers, List<ElectricVehicle> vehicles, TradingPartners partners) {
        this(prosumers, vehicles, partners, Set.of());
    }

    public static GridMembers everyoneWithEveryone(List<ProsumerId> prosumers, List<ElectricVehicle> vehicles) {
        return new GridMembers(prosumers, vehicles, TradingPartners.EVERYONE_WITH_EVERYONE);
    }

    /** In the order of the vehicles. */
    public List<VehicleId> vehicleIds() {
        return vehicles.stream().map(ElectricVehicle::id).toList();
    }

    /** In no order. */
    public Map<VehicleId, ElectricVehicle> vehiclesById() {
        return vehicles.stream().collect(Collectors.toMap(ElectricVehicle::id, Function.identity()));
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
