package ems.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Price;
import ems.market.record.DirectTrade;

/** What a scenario says about its grid before the market opens; what it leaves out is as in the paper. */
public final class GridPlan {

    private GridPrices prices =
            new GridPrices(Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49"));
    private String matching = "optimal";
    private String forecast = "persistence";
    private DirectTrade directTrade = DirectTrade.NONE;
    private final Map<ProsumerId, MeterPlan> meters = new LinkedHashMap<>();
    private final Map<VehicleId, EvPlan> vehicles = new LinkedHashMap<>();
    private final Map<ProsumerId, VehicleId> ownVehicle = new LinkedHashMap<>();
    private final Map<ProsumerId, List<VehicleId>> partners = new LinkedHashMap<>();
    private final Map<Party, String> keys = new LinkedHashMap<>();
    private final Map<VehicleId, String> meterKeys = new LinkedHashMap<>();

    public void prices(Price pays, Price asks) {
        prices = new GridPrices(pays, asks);
    }

    /** @param algorithm {@code optimal} or {@code greedy} */
    public void matching(String algorithm) {
        matching = algorithm;
    }

    /** Homes that the EVs leave trade with each other. */
    public void tradingDirectly() {
        directTrade = DirectTrade.LEFTOVERS;
    }

    /** @param strategy by its name in bids */
    public void forecast(String strategy) {
        forecast = strategy;
    }

    public MeterPlan meter(ProsumerId prosumer) {
        return meters.computeIfAbsent(prosumer, unknown -> new MeterPlan());
    }

    /** The prosumer's meter sends nothing from here on. */
    public void silence(ProsumerId prosumer) {
        meters.remove(prosumer);
    }

    public void add(EvPlan vehicle) {
        vehicles.put(vehicle.vehicle(), vehicle);
    }

    /** @throws IllegalArgumentException if the scenario has not said what the EV holds */
    public EvPlan vehicle(VehicleId id) {
        var vehicle = vehicles.get(id);
        if (vehicle == null) {
            throw new IllegalArgumentException("the scenario has not said what " + id + " holds");
        }
        return vehicle;
    }

    /** @param publicKey base64url; from the first block on the party trades only what it signs with it */
    public void key(Party party, String publicKey) {
        keys.put(party, publicKey);
    }

    /** @param key an algorithm of the Open Charge Metering Format, a blank, and the point in base64url */
    public void meterKey(VehicleId vehicle, String key) {
        meterKeys.put(vehicle, key);
    }

    public void tradesOnlyWith(ProsumerId prosumer, VehicleId vehicle) {
        ownVehicle.put(prosumer, vehicle);
    }

    public void tradesOnlyWith(ProsumerId prosumer, VehicleId one, VehicleId other) {
        partners.put(prosumer, List.of(one, other));
    }

    GridPrices prices() {
        return prices;
    }

    DirectTrade directTrade() {
        return directTrade;
    }

    String matching() {
        return matching;
    }

    String forecast() {
        return forecast;
    }

    Map<ProsumerId, MeterPlan> meters() {
        return meters;
    }

    Map<VehicleId, EvPlan> vehicles() {
        return vehicles;
    }

    Map<ProsumerId, List<VehicleId>> partners() {
        return partners;
    }

    Map<Party, String> keys() {
        return keys;
    }

    Map<VehicleId, String> meterKeys() {
        return meterKeys;
    }

    Map<ProsumerId, VehicleId> ownVehicle() {
        return ownVehicle;
    }
}
