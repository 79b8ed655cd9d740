package ems.study.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.PowerColumns;
import ems.market.telemetry.ColumnMapping.PowerUnit;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.TimeColumn;
import ems.study.demo.DemoFleet;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.StudyData.ProsumerFile;
import ems.study.scenario.StudyData.Recorded;
import ems.study.scenario.StudyData.VehicleFile;

/** The {@code data} block of a scenario file: generated, or which columns of which files mean what. */
final class DataSection {

    private static final Set<String> DATA = Set.of("generated", "prosumers", "vehicles");
    private static final Set<String> GENERATED = Set.of("prosumers", "vehicles");
    private static final Set<String> PROSUMERS = Set.of("file", "time", "interval", "unit", "columns");
    private static final Set<String> POWERS = Set.of("production", "consumption");
    private static final Set<String> VEHICLES = Set.of(
            "file",
            "time",
            "interval",
            "vehicle-column",
            "vehicles",
            "charging-point-column",
            "away",
            "driven-column",
            "unit");
    private static final Set<String> TIME = Set.of("column", "seconds-after", "shift");
    private static final Map<String, PowerUnit> POWER_UNITS = Map.of("W", PowerUnit.WATT, "kW", PowerUnit.KILOWATT);
    private static final Map<String, EnergyUnit> ENERGY_UNITS =
            Map.of("Wh", EnergyUnit.WATT_HOUR, "kWh", EnergyUnit.KILOWATT_HOUR);

    private DataSection() {}

    static StudyData read(Section root, EnergyScale scale) {
        var data = root.section("data", DATA);
        if (data.has("generated")) {
            if (data.has("prosumers") || data.has("vehicles")) {
                throw data.broken("generated", "stands beside files: choose one");
            }
            var generated = data.section("generated", GENERATED);
            return new Generated(
                    DemoFleet.prosumerIds((int) generated.whole("prosumers", 1, 10_000)),
                    DemoFleet.vehicleIds((int) generated.whole("vehicles", 1, 10_000)));
        }
        var prosumers = prosumers(data.section("prosumers", PROSUMERS), scale);
        var vehicles = vehicles(data.section("vehicles", VEHICLES));
        return new Recorded(
                List.copyOf(prosumers.columns().prosumers().keySet()),
                List.copyOf(vehicles.columns().vehicles()),
                prosumers,
                vehicles);
    }

    private static ProsumerFile prosumers(Section section, EnergyScale scale) {
        Map<ProsumerId, PowerColumns> columns = new LinkedHashMap<>();
        section.sections("columns", POWERS)
                .forEach((name, powers) -> columns.put(
                        id(section, "columns", name),
                        new PowerColumns(powers.text("production"), powers.text("consumption"))));
        if (columns.isEmpty()) {
            throw section.broken("columns", "names no prosumer");
        }
        return new ProsumerFile(
                section.text("file"),
                new ProsumerColumns(
                        time(section), interval(section), section.word("unit", POWER_UNITS), scale.factor(), columns));
    }

    private static ProsumerId id(Section section, String key, String name) {
        try {
            return new ProsumerId(name);
        } catch (IllegalArgumentException e) {
            throw section.broken(key, e.getMessage());
        }
    }

    private static VehicleFile vehicles(Section section) {
        Set<VehicleId> vehicles = new LinkedHashSet<>();
        for (String name : section.texts("vehicles")) {
            vehicles.add(vehicle(section, name));
        }
        return new VehicleFile(
                section.text("file"),
                new VehicleColumns(
                        time(section),
                        interval(section),
                        section.text("vehicle-column"),
                        vehicles,
                        section.text("charging-point-column"),
                        new LinkedHashSet<>(section.texts("away")),
                        section.text("driven-column"),
                        section.word("unit", ENERGY_UNITS)));
    }

    private static VehicleId vehicle(Section section, String name) {
        try {
            return new VehicleId(name);
        } catch (IllegalArgumentException e) {
            throw section.broken("vehicles", e.getMessage());
        }
    }

    private static TimeColumn time(Section section) {
        var time = section.section("time", TIME);
        if (!time.has("seconds-after")) {
            return new TimeColumn.DateTime(
                    time.text("column"),
                    time.optionalValue("shift", QuantityText::time).orElse(Duration.ZERO));
        }
        if (time.has("shift")) {
            throw time.broken("shift", "stands beside seconds-after: choose one");
        }
        return new TimeColumn.SecondsAfter(time.text("column"), time.value("seconds-after", DataSection::instant));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a UTC instant like 2019-08-04T00:00:00Z");
        }
    }

    private static Duration interval(Section section) {
        return section.value("interval", text -> {
            var interval = QuantityText.time(text);
            long seconds = interval.getSeconds();
            if (seconds <= 0 || seconds > 86_400 || seconds % MatchingPeriod.SAMPLE.getSeconds() != 0) {
                throw new IllegalArgumentException("'" + text + "' is not a multiple of 10 s in [10 s, 1 day]");
            }
            return interval;
        });
    }
}
