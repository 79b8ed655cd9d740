package ems.study.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ColumnMapping.DecimalMark;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.MeterColumns;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.market.telemetry.ColumnMapping.NetColumn;
import ems.market.telemetry.ColumnMapping.NetSign;
import ems.market.telemetry.ColumnMapping.PartyColumn;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.study.demo.DemoFleet;
import ems.study.scenario.StudyData.Generated;
import ems.study.scenario.StudyData.ProsumerFile;
import ems.study.scenario.StudyData.Recorded;
import ems.study.scenario.StudyData.VehicleFile;

/** The {@code data} block of a scenario file: generated, or which columns of which files mean what. */
final class DataSection {

    private static final Set<String> DATA = Set.of("generated", "prosumers", "vehicles", "missing-at-most");
    private static final Set<String> GENERATED = Set.of("prosumers", "vehicles");
    private static final Set<String> PROSUMERS =
            Set.of("file", "time", "interval", "decimal", "unit", "largest-power", "party-column", "columns");
    private static final Set<String> METER = Set.of("file", "party", "production", "consumption", "net", "positive");
    private static final Set<String> VEHICLES = Set.of(
            "file",
            "time",
            "interval",
            "decimal",
            "vehicle-column",
            "vehicles",
            "charging-point-column",
            "away",
            "driven-column",
            "unit");
    private static final Map<String, MeterUnit> METER_UNITS =
            Stream.of(MeterUnit.values()).collect(Collectors.toUnmodifiableMap(MeterUnit::word, Function.identity()));
    private static final Map<String, EnergyUnit> ENERGY_UNITS =
            Map.of("Wh", EnergyUnit.WATT_HOUR, "kWh", EnergyUnit.KILOWATT_HOUR);
    private static final Map<String, DecimalMark> MARKS =
            Map.of("point", DecimalMark.POINT, "comma", DecimalMark.COMMA);
    private static final Map<String, NetSign> SIGNS = Map.of("import", NetSign.IMPORT, "export", NetSign.EXPORT);

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
        Set<ProsumerId> members = new LinkedHashSet<>();
        prosumers.forEach(file -> members.addAll(file.columns().prosumers().keySet()));
        return new Recorded(
                List.copyOf(members),
                List.copyOf(vehicles.columns().vehicles()),
                prosumers,
                vehicles,
                data.optionalValue("missing-at-most", QuantityText::percent).orElse(Recorded.MISSING_AT_MOST));
    }

    private static List<ProsumerFile> prosumers(Section section, EnergyScale scale) {
        Map<String, Map<ProsumerId, MeterColumns>> byFile = new LinkedHashMap<>();
        Map<String, ProsumerId> named = new LinkedHashMap<>();
        boolean rowsNameParties = section.has("party-column");
        section.sections("columns", METER).forEach((name, meter) -> {
            var prosumer = id(section, "columns", name);
            var columns = meter(meter, section, name);
            for (String file : meter.has("file") ? meter.textOrTexts("file") : section.textOrTexts("file")) {
                byFile.computeIfAbsent(file, first -> new LinkedHashMap<>()).put(prosumer, columns);
            }
            if (!rowsNameParties && meter.has("party")) {
                throw meter.broken("party", "stands without prosumers.party-column");
            }
            String party = meter.optionalText("party").orElse(name).strip();
            if (named.put(party, prosumer) != null) {
                throw meter.broken("party", "'" + party + "' stands for two prosumers");
            }
        });
        if (byFile.isEmpty()) {
            throw section.broken("columns", "names no prosumer");
        }
        var interval = interval(section);
        Optional<PartyColumn> party =
                section.optionalText("party-column").map(column -> new PartyColumn(column, Map.copyOf(named)));
        List<ProsumerFile> files = new ArrayList<>();
        byFile.forEach((file, prosumers) -> files.add(new ProsumerFile(
                file,
                new ProsumerColumns(
                        TimeSection.read(section, interval),
                        interval,
                        decimal(section),
                        section.word("unit", METER_UNITS),
                        scale.factor(),
                        section.optionalValue("largest-power", QuantityText::power)
                                .orElse(ProsumerColumns.MOST),
                        prosumers,
                        party))));
        return files;
    }

    private static DecimalMark decimal(Section section) {
        return section.has("decimal") ? section.word("decimal", MARKS) : DecimalMark.POINT;
    }

    private static MeterColumns meter(Section meter, Section section, String name) {
        Optional<NetColumn> net = meter.has("net")
                ? Optional.of(new NetColumn(meter.text("net"), meter.word("positive", SIGNS)))
                : Optional.empty();
        if (net.isEmpty() && meter.has("positive")) {
            throw meter.broken("positive", "stands without net");
        }
        try {
            return new MeterColumns(meter.optionalText("production"), meter.optionalText("consumption"), net);
        } catch (IllegalArgumentException e) {
            throw section.broken("columns." + name, e.getMessage());
        }
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
        var interval = interval(section);
        return new VehicleFile(
                section.text("file"),
                new VehicleColumns(
                        TimeSection.read(section, interval),
                        interval,
                        decimal(section),
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
