package ems.features;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;

/** Plans and messages as the doors take them; numbers travel as text, exactly. */
final class GridJson {

    private GridJson() {}

    static ObjectNode of(GridPlan plan, Instant now) {
        var json = Doors.JSON.createObjectNode();
        json.put("now", now.toString());
        json.put("grid_sell_p_per_kwh", text(plan.prices().sell()));
        json.put("grid_buy_p_per_kwh", text(plan.prices().buy()));
        json.put("matching", plan.matching());
        json.put("forecast", plan.forecast());
        json.put("direct_trade", plan.directTrade().word());
        ArrayNode prosumers = json.putArray("prosumers");
        plan.meters().keySet().forEach(prosumer -> prosumers.add(prosumer.text()));
        ArrayNode vehicles = json.putArray("vehicles");
        plan.vehicles()
                .values()
                .forEach(vehicle -> vehicles.add(of(vehicle, plan.prices().buy())));
        ObjectNode own = json.putObject("own_vehicle");
        plan.ownVehicle().forEach((prosumer, vehicle) -> own.put(prosumer.text(), vehicle.text()));
        ObjectNode partners = json.putObject("trades_only_with");
        plan.partners().forEach((prosumer, few) -> {
            ArrayNode some = partners.putArray(prosumer.text());
            few.forEach(vehicle -> some.add(vehicle.text()));
        });
        ObjectNode keys = json.putObject("keys");
        plan.keys().forEach((party, key) -> keys.put(party.account(), key));
        ObjectNode meterKeys = json.putObject("meter_keys");
        plan.meterKeys().forEach((vehicle, key) -> meterKeys.put(vehicle.text(), key));
        return json;
    }

    private static ObjectNode of(EvPlan vehicle, Price asked) {
        var json = Doors.JSON.createObjectNode();
        json.put("id", vehicle.vehicle().text());
        json.put("capacity_kwh", text(vehicle.capacity()));
        json.put("reserve_kwh", text(vehicle.reserve()));
        json.put(
                "charger_kw",
                vehicle.charger()
                        .map(limit -> limit.toKilowatts().toPlainString())
                        .orElse(null));
        json.put("least_charging_kw", vehicle.least().charging().toKilowatts());
        json.put("least_discharging_kw", vehicle.least().discharging().toKilowatts());
        json.put("stored_kwh", text(vehicle.stored()));
        json.put("cost_p_per_kwh", text(vehicle.cost().orElse(asked)));
        return json;
    }

    static ObjectNode of(ProsumerId meter, Instant at, MeterPlan.Net power) {
        var json = Doors.JSON.createObjectNode();
        json.put("meter", meter.text());
        json.put("at", at.toString());
        json.put("production_kw", power.production().toKilowatts());
        json.put("consumption_kw", power.consumption().toKilowatts());
        return json;
    }

    static ObjectNode of(EvPlan.Report report) {
        var json = Doors.JSON.createObjectNode();
        json.put("vehicle", report.vehicle().text());
        json.put("at", report.at().toString());
        json.put("plugged_in", report.pluggedIn());
        json.put("driven_kwh", report.driven().toKilowattHours());
        report.stored().ifPresent(stored -> json.put("stored_kwh", stored.toKilowattHours()));
        return json;
    }

    private static String text(Energy energy) {
        return energy.toKilowattHours().toPlainString();
    }

    private static String text(Price price) {
        return price.toPencePerKilowattHour().toPlainString();
    }
}
