package ems.market.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.HorizonPrice;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** The accepted bids of one period, and what their pairs count for. */
public final class MatchingProblem {

    private final List<ProsumerBid> prosumers;
    private final List<VehicleBid> vehicles;
    private final Map<ProsumerId, ProsumerBid> byProsumer;
    private final Map<VehicleId, VehicleBid> byVehicle;
    private final TradingPartners partners;
    private final PairWorth worth;

    /** A pair counts for the energy it moves. */
    public MatchingProblem(List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners) {
        this(prosumers, vehicles, partners, Optional.empty());
    }

    /**
     * @param prosumers in order of arrival
     * @param vehicles in order of arrival
     * @param partners says which pairs may trade
     * @param horizon by how much storing counts more than releasing; empty: a pair counts for the energy it moves
     * @throws IllegalArgumentException if a prosumer or an EV bids twice
     */
    public MatchingProblem(
            List<ProsumerBid> prosumers,
            List<VehicleBid> vehicles,
            TradingPartners partners,
            Optional<HorizonPrice> horizon) {
        this(
                List.copyOf(prosumers),
                List.copyOf(vehicles),
                new HashMap<>(2 * prosumers.size()),
                new HashMap<>(2 * vehicles.size()),
                partners,
                new PairWorth(horizon));
        for (ProsumerBid bid : prosumers) {
            refuseTwice(byProsumer.put(bid.prosumer(), bid) != null, bid.prosumer());
        }
        for (VehicleBid bid : vehicles) {
            refuseTwice(byVehicle.put(bid.vehicle(), bid) != null, bid.vehicle());
        }
    }

    private MatchingProblem(
            List<ProsumerBid> prosumers,
            List<VehicleBid> vehicles,
            Map<ProsumerId, ProsumerBid> byProsumer,
            Map<VehicleId, VehicleBid> byVehicle,
            TradingPartners partners,
            PairWorth worth) {
        this.prosumers = prosumers;
        this.vehicles = vehicles;
        this.byProsumer = byProsumer;
        this.byVehicle = byVehicle;
        this.partners = partners;
        this.worth = worth;
    }

    /** The same bids, whoever came first. */
    MatchingProblem inOrderOfIds() {
        List<ProsumerBid> homes = new ArrayList<>(prosumers);
        homes.sort(Comparator.comparing(ProsumerBid::prosumer));
        List<VehicleBid> cars = new ArrayList<>(vehicles);
        cars.sort(Comparator.comparing(VehicleBid::vehicle));
        return new MatchingProblem(homes, cars, byProsumer, byVehicle, partners, worth);
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
        return vehicles;
    }

    public Optional<ProsumerBid> prosumer(ProsumerId prosumer) {
        return Optional.ofNullable(byProsumer.get(prosumer));
    }

    public Optional<VehicleBid> vehicle(VehicleId vehicle) {
        return Optional.ofNullable(byVehicle.get(vehicle));
    }

    public TradingPartners partners() {
        return partners;
    }

    /** What a pair of these bids counts for. */
    public PairWorth worth() {
        return worth;
    }
}
