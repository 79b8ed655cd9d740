package ems.market.party;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who may trade with whom.
 *
 * @param few the EVs of those prosumers that trade with no others (in the isolated scenario each with its own); prosumers that are
 *     not in here trade with all
 */
public record TradingPartners(Map<ProsumerId, Set<VehicleId>> few) {

    public static final TradingPartners EVERYONE_WITH_EVERYONE = new TradingPartners(Map.of());

    /** @throws IllegalArgumentException if a prosumer's EVs are none */
    public TradingPartners {
        Map<ProsumerId, Set<VehicleId>> copy = new HashMap<>();
        few.forEach((prosumer, vehicles) -> {
            if (vehicles.isEmpty()) {
                throw new IllegalArgumentException(prosumer.account() + " may trade with no EV");
            }
            copy.put(prosumer, Set.copyOf(vehicles));
        });
        few = Map.copyOf(copy);
    }

    /** Prosumers that own an EV trade with that one only. */
    public static TradingPartners own(Map<ProsumerId, VehicleId> vehicles) {
        Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
        vehicles.forEach((prosumer, vehicle) -> few.put(prosumer, Set.of(vehicle)));
        return new TradingPartners(few);
    }

    /** @throws IllegalArgumentException if the prosumer trades with all */
    public Set<VehicleId> of(ProsumerId prosumer) {
        var vehicles = few.get(prosumer);
        if (vehicles == null) {
            throw new IllegalArgumentException(prosumer.account() + " trades with all EVs");
        }
        return vehicles;
    }

    public boolean areAllFor(ProsumerId prosumer) {
        return !few.containsKey(prosumer);
    }

    public boolean mayTrade(ProsumerId prosumer, VehicleId vehicle) {
        var vehicles = few.get(prosumer);
        return vehicles == null || vehicles.contains(vehicle);
    }
}
