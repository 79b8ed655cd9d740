package ems.features.steps;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.cucumber.java.DataTableType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;

import ems.features.EvPlan;
import ems.features.EvPlan.Report;
import ems.features.MarketTime;
import ems.features.Scene;
import ems.market.party.LeastPower;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is in the grid, what they have, and what their meters and cars will tell. */
public final class GridSteps {

    private final Scene scene;

    public GridSteps(Scene scene) {
        this.scene = scene;
    }

    @DataTableType
    public EvPlan ev(Map<String, String> row) {
        var capacity = Energy.ofKilowattHours(row.get("battery (kWh)"));
        var plan = EvPlan.holding(
                new VehicleId(row.get("EV").replace(' ', '-')),
                Energy.ofKilowattHours(row.get("holds (kWh)")),
                capacity);
        return row.containsKey("cost (p/kWh)")
                ? plan.boughtAt(Price.ofPencePerKilowattHour(row.get("cost (p/kWh)")))
                : plan;
    }

    @Given("the grid pays {price} and asks {price}")
    public void gridPrices(Price pays, Price asks) {
        scene.plan().prices(pays, asks);
    }

    @Given("the grid matches by the {word} algorithm")
    public void algorithm(String name) {
        scene.plan().matching(name);
    }

    @Given("homes that the EVs leave trade with each other")
    public void tradeDirectly() {
        scene.plan().tradingDirectly();
    }

    @Given("the grid forecasts by the strategy {string}")
    public void forecasts(String strategy) {
        scene.plan().forecast(strategy);
    }

    @Given("the grid forecasts by the vehicles' models")
    public void federated() {
        scene.plan().forecast("federated");
    }

    @Given("{vehicle} holds {energy} of its {energy}")
    public void holds(VehicleId vehicle, Energy stored, Energy capacity) {
        scene.plan().add(EvPlan.holding(vehicle, stored, capacity));
    }

    @Given("{vehicle} holds {energy} of its {energy}, bought at {price}")
    public void holdsBoughtAt(VehicleId vehicle, Energy stored, Energy capacity, Price cost) {
        scene.plan().add(EvPlan.holding(vehicle, stored, capacity).boughtAt(cost));
    }

    @Given("these EVs, in order of arrival:")
    public void vehicles(List<EvPlan> vehicles) {
        Instant reports = MarketTime.NOON.previous().start().minusSeconds(30);
        for (EvPlan vehicle : vehicles) {
            scene.plan().add(vehicle);
            reports = reports.plusSeconds(1);
            scene.reports().add(Report.of(vehicle.vehicle(), reports, true));
        }
    }

    @Given("{vehicle} keeps {energy} in reserve")
    public void keeps(VehicleId vehicle, Energy reserve) {
        scene.plan().add(scene.plan().vehicle(vehicle).keeping(reserve));
    }

    @Given("{vehicle}'s charger moves at most {power}")
    public void charger(VehicleId vehicle, Power limit) {
        scene.plan().add(scene.plan().vehicle(vehicle).chargingAtMost(limit));
    }

    @Given("{vehicle} takes nothing or at least {power}")
    public void leastCharging(VehicleId vehicle, Power least) {
        var plan = scene.plan().vehicle(vehicle);
        scene.plan().add(plan.movingAtLeast(new LeastPower(least, Power.ZERO)));
    }

    @Given("{vehicle} gives nothing or at least {power}")
    public void leastDischarging(VehicleId vehicle, Power least) {
        var plan = scene.plan().vehicle(vehicle);
        scene.plan().add(plan.movingAtLeast(new LeastPower(Power.ZERO, least)));
    }

    @Given("{vehicle} has never taken part before")
    public void newcomer(VehicleId vehicle) {
        scene.reports().addNewcomer(vehicle);
    }

    @Given("{vehicle} last reported at {time}")
    public void lastReport(VehicleId vehicle, Instant at) {
        scene.reports().add(Report.of(vehicle, at, true));
    }

    @Given("{vehicle} drives off at {time}")
    public void drivesOff(VehicleId vehicle, Instant at) {
        scene.reports().add(Report.of(vehicle, at, false));
    }

    @Given("{vehicle} is back at {time}")
    public void isBack(VehicleId vehicle, Instant at) {
        scene.reports().add(Report.of(vehicle, at, true));
    }

    @Given("{vehicle} is back at {time}, having driven {energy}")
    public void isBackHavingDriven(VehicleId vehicle, Instant at, Energy driven) {
        scene.reports().add(new Report(vehicle, at, true, driven, Optional.empty()));
    }

    @Given("{vehicle} measures {energy} at {time}")
    public void measures(VehicleId vehicle, Energy stored, Instant at) {
        scene.reports().add(new Report(vehicle, at, true, Energy.ZERO, Optional.of(stored)));
    }

    @Given("{prosumer} has {power} to spare")
    public void hasToSpare(ProsumerId prosumer, Power surplus) {
        scene.plan().meter(prosumer).toSpare(Instant.EPOCH, surplus);
    }

    @Given("{prosumer} needs {power}")
    public void needs(ProsumerId prosumer, Power demand) {
        scene.plan().meter(prosumer).needs(Instant.EPOCH, demand);
    }

    @Given("{prosumer} has {power} to spare from {time} on")
    public void hasToSpareFrom(ProsumerId prosumer, Power surplus, Instant since) {
        scene.plan().meter(prosumer).toSpare(since, surplus);
    }

    @Given("{prosumer} needs {power} from {time} on")
    public void needsFrom(ProsumerId prosumer, Power demand, Instant since) {
        scene.plan().meter(prosumer).needs(since, demand);
    }

    @Given("{prosumer}'s reading of {time} never arrives")
    public void missing(ProsumerId prosumer, Instant sample) {
        scene.plan().meter(prosumer).misses(sample);
    }

    @Given("{prosumer} trades with no other EV than {vehicle}")
    public void ownVehicle(ProsumerId prosumer, VehicleId vehicle) {
        scene.plan().tradesOnlyWith(prosumer, vehicle);
    }

    @Given("{prosumer} trades only with {vehicle} and {vehicle}")
    public void partners(ProsumerId prosumer, VehicleId one, VehicleId other) {
        scene.plan().tradesOnlyWith(prosumer, one, other);
    }

    @Then("the grid is refused: {string}")
    public void refused(String reason) {
        var answer = scene.openingAnswer();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isEqualTo(reason);
    }
}
