package ems.study.scenario;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import ems.market.telemetry.ColumnMapping;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.PowerUnit;
import ems.market.telemetry.TimeColumn;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.StudyData.Recorded;

/** The text of a scenario file as a study used it; reading it gives the same scenario. */
public final class ScenarioWriter {

    private final StringBuilder text = new StringBuilder();

    private ScenarioWriter() {}

    public static String text(Scenario scenario) {
        var writing = new ScenarioWriter();
        writing.head(scenario);
        if (scenario.data() instanceof Recorded recorded) {
            writing.files(recorded);
        } else if (scenario.data() instanceof Generated generated) {
            writing.generated(generated);
        }
        writing.vehicle(scenario);
        writing.runs(scenario);
        return writing.text.toString();
    }

    private void head(Scenario scenario) {
        line(0, "name", quoted(scenario.name()));
        line(0, "title", quoted(scenario.title()));
        line(0, "description", quoted(scenario.description()));
        line(0, "seed", scenario.seed());
        line(0, "start", scenario.start());
        line(0, "days", scenario.days());
        line(0, "energy-scale", scenario.scale().word());
        block(0, "prices");
        line(1, "grid-buy", scenario.prices().buy());
        line(1, "grid-sell", scenario.prices().sell());
    }

    private void generated(Generated generated) {
        block(0, "data");
        block(1, "generated");
        line(2, "prosumers", generated.prosumers().size());
        line(2, "vehicles", generated.vehicles().size());
    }

    private void files(Recorded recorded) {
        var prosumers = recorded.prosumerFile().columns();
        block(0, "data");
        block(1, "prosumers");
        line(2, "file", quoted(recorded.prosumerFile().name()));
        timeOf(prosumers);
        line(2, "unit", prosumers.unit() == PowerUnit.WATT ? "W" : "kW");
        block(2, "columns");
        prosumers.prosumers().forEach((prosumer, columns) -> {
            block(3, quoted(prosumer.text()));
            line(4, "production", quoted(columns.production()));
            line(4, "consumption", quoted(columns.consumption()));
        });
        var vehicles = recorded.vehicleFile().columns();
        block(1, "vehicles");
        line(2, "file", quoted(recorded.vehicleFile().name()));
        timeOf(vehicles);
        line(2, "vehicle-column", quoted(vehicles.vehicle()));
        line(2, "vehicles", list(recorded.vehicles()));
        line(2, "charging-point-column", quoted(vehicles.chargingPoint()));
        line(2, "away", list(vehicles.away()));
        line(2, "driven-column", quoted(vehicles.driven()));
        line(2, "unit", vehicles.unit() == EnergyUnit.WATT_HOUR ? "Wh" : "kWh");
    }

    private void timeOf(ColumnMapping mapping) {
        block(2, "time");
        line(3, "column", quoted(mapping.time().name()));
        if (mapping.time() instanceof TimeColumn.SecondsAfter after) {
            line(3, "seconds-after", after.zero());
        } else if (mapping.time() instanceof TimeColumn.DateTime dateTime) {
            line(3, "shift", dateTime.shift().getSeconds() + " s");
        }
        line(2, "interval", mapping.interval().getSeconds() + " s");
    }

    private void vehicle(Scenario scenario) {
        var vehicle = scenario.vehicle();
        block(0, "vehicle");
        line(1, "model", quoted(vehicle.name()));
        line(1, "capacity", plain(vehicle.capacity().toKilowattHours()) + " kWh");
        line(
                1,
                "charger-limit",
                vehicle.chargerLimit().map(p -> plain(p.toKilowatts()) + " kW").orElse("none"));
        line(
                1,
                "window",
                vehicle.window().map(e -> plain(e.toKilowattHours()) + " kWh").orElse("none"));
        line(1, "initial-cost", vehicle.initialCost());
        line(1, "always-plugged", vehicle.alwaysPlugged());
    }

    private void runs(Scenario scenario) {
        block(0, "runs");
        line(1, "isolated", scenario.trading().contains(new TradingScenario.Isolated()));
        var shared = scenario.trading().stream()
                .filter(TradingScenario.Shared.class::isInstance)
                .map(each -> Integer.toString(((TradingScenario.Shared) each).count()))
                .toList();
        if (!shared.isEmpty()) {
            line(1, "shared-vehicles", "[" + String.join(", ", shared) + "]");
        }
        line(
                1,
                "algorithms",
                list(scenario.algorithms().stream().map(Algorithm::word).toList()));
        line(1, "forecasts", list(scenario.forecasts()));
    }

    private void block(int depth, String key) {
        text.append("  ".repeat(depth)).append(key).append(":\n");
    }

    private void line(int depth, String key, Object value) {
        text.append("  ".repeat(depth)).append(key).append(": ").append(value).append('\n');
    }

    private static String list(Collection<?> values) {
        return values.stream()
                .map(each -> quoted(each.toString()))
                .sorted(values instanceof Set ? String::compareTo : (a, b) -> 0)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c < ' ' ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }
}
