package ems.processes.sandbox;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.forecasting.Strategies;
import ems.ledger.key.Ed25519Key;
import ems.ledger.key.MeterKey;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.LeastPower;
import ems.market.party.Party;
import ems.market.party.PlugPower;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.AgentKey;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;
import ems.market.record.MeterAlgorithm;
import ems.processes.grid.GridSetup;

/**
 * A tester's grid as it is asked for; the names of the fields carry the units.
 *
 * @param own_vehicle the one EV of a prosumer that trades with no other
 * @param keys public keys, 43 characters of base64url, by account: who has one signs its bids
 * @param meter_keys public keys of the meters of chargers, each an algorithm of the Open Charge Metering Format, a blank, and x and y of its
 *     point in base64url, by vehicle
 * @param trades_only_with the EVs of a prosumer that trades with no others; prosumers in neither trade with all
 * @param most_kw what the connection of a prosumer bears; for the others the bound of the settings holds
 * @param direct_trade whether homes trade with homes: {@code none} or {@code leftovers}
 */
public record SandboxPlan(
        Instant now,
        BigDecimal grid_sell_p_per_kwh,
        BigDecimal grid_buy_p_per_kwh,
        String matching,
        String forecast,
        List<String> prosumers,
        List<Vehicle> vehicles,
        Map<String, String> own_vehicle,
        Map<String, List<String>> trades_only_with,
        Map<String, String> keys,
        Map<String, String> meter_keys,
        Map<String, BigDecimal> most_kw,
        String direct_trade) {

    /** An EV of the grid, and what it joins with. */
    public record Vehicle(
            String id,
            BigDecimal capacity_kwh,
            BigDecimal reserve_kwh,
            BigDecimal charger_kw,
            BigDecimal least_charging_kw,
            BigDecimal least_discharging_kw,
            BigDecimal stored_kwh,
            BigDecimal cost_p_per_kwh) {

        ElectricVehicle vehicle() {
            return new ElectricVehicle(
                    new VehicleId(id),
                    Energy.ofKilowattHours(capacity_kwh),
                    Energy.ofKilowattHours(reserve_kwh),
                    new PlugPower(
                            new LeastPower(least(least_charging_kw), least(least_discharging_kw)),
                            Optional.ofNullable(charger_kw).map(Power::ofKilowatts),
                            true));
        }

        private static Power least(BigDecimal kilowatts) {
            return kilowatts == null ? Power.ZERO : Power.ofKilowatts(kilowatts);
        }

        EnergyInventory inventory() {
            return EnergyInventory.boughtAt(
                    Price.ofPencePerKilowattHour(cost_p_per_kwh), Energy.ofKilowattHours(stored_kwh));
        }
    }

    /** @throws IllegalArgumentException if something is missing or out of bounds; names it */
    public GridSetup setup(GridId grid, Path tables) {
        require("now", now);
        require("prosumers", prosumers);
        require("vehicles", vehicles);
        Map<VehicleId, EnergyInventory> joining = new HashMap<>();
        vehicles.forEach(vehicle -> joining.put(new VehicleId(vehicle.id()), vehicle.inventory()));
        var members = new GridMembers(
                prosumers.stream().map(ProsumerId::new).toList(),
                vehicles.stream().map(Vehicle::vehicle).toList(),
                partners());
        return new GridSetup(
                grid,
                members,
                new GridPrices(
                        Price.ofPencePerKilowattHour(require("grid_sell_p_per_kwh", grid_sell_p_per_kwh)),
                        Price.ofPencePerKilowattHour(require("grid_buy_p_per_kwh", grid_buy_p_per_kwh))),
                joining,
                Objects.requireNonNullElse(matching, "optimal"),
                Objects.requireNonNullElse(forecast, Strategies.PERSISTENCE),
                tables,
                mostPower(members),
                Stream.concat(keys(members).stream(), meterKeys(members).stream())
                        .toList(),
                DirectTradeSetting.of(
                        "'direct_trade'", Objects.requireNonNullElse(direct_trade, DirectTrade.NONE.word())));
    }

    private Map<ProsumerId, Power> mostPower(GridMembers members) {
        Map<ProsumerId, Power> most = new HashMap<>();
        Objects.requireNonNullElse(most_kw, Map.<String, BigDecimal>of()).forEach((prosumer, kilowatts) -> {
            var id = new ProsumerId(prosumer);
            if (!members.contains(id)) {
                throw new IllegalArgumentException(
                        "'most_kw' names " + prosumer + ", which is no prosumer of the grid");
            }
            most.put(id, Power.ofKilowatts(kilowatts));
        });
        return most;
    }

    private List<AgentKey> keys(GridMembers members) {
        return Objects.requireNonNullElse(keys, Map.<String, String>of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(key -> key(Party.parse(key.getKey()), key.getValue(), members))
                .toList();
    }

    private List<AgentKey> meterKeys(GridMembers members) {
        return Objects.requireNonNullElse(meter_keys, Map.<String, String>of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(key -> meterKey(new VehicleId(key.getKey()), key.getValue(), members))
                .toList();
    }

    private static AgentKey meterKey(VehicleId vehicle, String text, GridMembers members) {
        if (!members.contains(vehicle)) {
            throw new IllegalArgumentException("'meter_keys' names " + vehicle + ", which is no member");
        }
        int blank = text.indexOf(' ');
        var algorithm = MeterAlgorithm.of(text.substring(0, Math.max(0, blank)));
        var key = MeterKey.parse(algorithm, text.substring(blank + 1));
        return new AgentKey(vehicle, algorithm.registered(), key.text());
    }

    private static AgentKey key(Party party, String key, GridMembers members) {
        if (!members.contains(party)) {
            throw new IllegalArgumentException("'keys' names " + party.account() + ", which is no member");
        }
        return bidKey(party, key);
    }

    /** @throws IllegalArgumentException if the text is no key that somebody can sign with */
    static AgentKey bidKey(Party party, String key) {
        return new AgentKey(party, AgentKey.BIDS, Ed25519Key.parse(key).text());
    }

    private TradingPartners partners() {
        Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
        Objects.requireNonNullElse(own_vehicle, Map.<String, String>of())
                .forEach((prosumer, vehicle) -> few.put(new ProsumerId(prosumer), Set.of(new VehicleId(vehicle))));
        Objects.requireNonNullElse(trades_only_with, Map.<String, List<String>>of())
                .forEach((prosumer, vehicles) -> {
                    var some = vehicles.stream().map(VehicleId::new).collect(Collectors.toSet());
                    if (few.put(new ProsumerId(prosumer), some) != null) {
                        throw new IllegalArgumentException(
                                prosumer + " is in both 'own_vehicle' and 'trades_only_with'");
                    }
                });
        return new TradingPartners(few);
    }

    private static <T> T require(String field, T value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' is missing");
        }
        return value;
    }
}
