package ems.market.matching;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** The accepted bids of one period. */
public final class MatchingProblem {

    private final List<ProsumerBid> prosumers;
    private final Map<VehicleId, VehicleBid> vehicles = new LinkedHashMap<>();
    private final List<VehicleBid> vehiclesInOrder;
    private final TradingPartners partners;

    /**
     * @param prosumers in order of arrival
     * @param vehicles in order of arrival
     * @param partners says which pairs may trade
     * @throws IllegalArgumentException if a prosumer or an EV bids twice
     */
    public MatchingProblem(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners) {
        this.prosumers = List.copyOf(prosumers);
        this.vehiclesInOrder = List.copyOf(vehicles);
        this.partners = partners;
        Set<ProsumerId> once = new HashSet<>();
        for (ProsumerBid bid : prosumers) {
            refuseTwice(!once.add(bid.prosumer()), bid.prosumer());
        }
        for (VehicleBid bid : vehicles) {
            refuseTwice(this.vehicles.put(bid.vehicle(), bid) != null, bid.vehicle());
        }
    }

    private static void refuseTwice(boolean again, Object party) {
        if (again) {
            throw new IllegalArgumentException(party + " bids twice in one period");
        }
    }

    /** In order of arrival. */
    public List<ProsumerBid> prosumers() {
        return prosumers;
    }

    /** In order of arrival. */
    public List<VehicleBid> vehicles() {
        return vehiclesInOrder;
    }

    public Optional<VehicleBid> vehicle(VehicleId vehicle) {
        return Optional.ofNullable(vehicles.get(vehicle));
    }

    public TradingPartners partners() {
        return partners;
    }
}
