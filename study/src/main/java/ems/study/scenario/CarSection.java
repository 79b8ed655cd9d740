package ems.study.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.ColumnMapping.ArrivalPlace;
import ems.market.telemetry.ColumnMapping.ChargeUnit;
import ems.market.telemetry.ColumnMapping.DrivenEnergy;
import ems.market.telemetry.ColumnMapping.Driving;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.StateOfCharge;
import ems.market.telemetry.ColumnMapping.TripColumns;
import ems.market.telemetry.ColumnMapping.TripEnergy;
import ems.market.telemetry.ColumnMapping.TripUnit;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.study.scenario.StudyData.VehicleFile;

/**
 * The {@code vehicles} of a data block: files that name the car in each row, or a file for each car. A row is a moment of a
 * car, or a trip if it has a time of arrival.
 */
final class CarSection {

    static final Set<String> VEHICLES = Set.of(
            "file",
            "time",
            "interval",
            "decimal",
            "vehicle-column",
            "vehicles",
            "charging-point-column",
            "away",
            "driven-column",
            "unit",
            "soc-column",
            "soc-unit",
            "arrival-column",
            "trip-column",
            "trip-unit",
            "per-100-km");
    /** Keys of rows that are moments. */
    private static final List<String> OF_MOMENTS =
            List.of("interval", "driven-column", "unit", "soc-column", "soc-unit");

    private static final Set<String> CAR = Set.of("file");
    private static final Map<String, EnergyUnit> ENERGY_UNITS =
            Map.of("Wh", EnergyUnit.WATT_HOUR, "kWh", EnergyUnit.KILOWATT_HOUR);
    private static final Map<String, ChargeUnit> CHARGE_UNITS =
            Map.of("%", ChargeUnit.PERCENT, "share", ChargeUnit.SHARE);

    private static final Map<String, TripUnit> TRIP_UNITS =
            Stream.of(TripUnit.values()).collect(Collectors.toUnmodifiableMap(TripUnit::word, unit -> unit));

    private CarSection() {}

    /** @param capacity of the cars, asked for if a file says how full they are */
    static List<VehicleFile> read(Section section, Supplier<Energy> capacity) {
        List<VehicleFile> files = new ArrayList<>();
        if (section.has("arrival-column")) {
            refuseTripsInParts(section);
            byFile(section).forEach((file, cars) -> files.add(new VehicleFile(file, trips(section, cars, capacity))));
        } else {
            byFile(section).forEach((file, cars) -> files.add(new VehicleFile(file, moments(section, cars, capacity))));
        }
        return files;
    }

    /** A table of trips says of each time whether a car was on its way: two of one car would contradict each other. */
    private static void refuseTripsInParts(Section section) {
        boolean inParts = section.isBlock("vehicles")
                ? section.sections("vehicles", CAR).values().stream()
                        .anyMatch(car -> car.textOrTexts("file").size() > 1)
                : section.textOrTexts("file").size() > 1;
        if (inParts) {
            throw section.broken("file", "is a list: the trips of a car stand in one file, so put these together");
        }
    }

    private static VehicleColumns moments(Section section, Set<VehicleId> cars, Supplier<Energy> capacity) {
        for (String key : List.of("trip-column", "trip-unit", "per-100-km")) {
            if (section.has(key)) {
                throw section.broken(key, "is of trips: name the column of their arrival-column, too");
            }
        }
        var interval = DataSection.interval(section);
        return new VehicleColumns(
                TimeSection.read(section, interval),
                interval,
                DataSection.decimal(section),
                section.optionalText("vehicle-column"),
                cars,
                section.text("charging-point-column"),
                new LinkedHashSet<>(section.texts("away")),
                driving(section, capacity));
    }

    private static TripColumns trips(Section section, Set<VehicleId> cars, Supplier<Energy> capacity) {
        var time = TimeSection.read(section, Duration.ZERO);
        if (section.has("away") && !section.has("charging-point-column")) {
            throw section.broken("away", "stands without charging-point-column: name the column of these words");
        }
        if (section.section("time", TimeSection.TIME).has("stamps")) {
            throw section.broken("time.stamps", "is not read beside arrival-column: a trip begins with its departure");
        }
        if (time.names().size() > 1) {
            throw section.broken(
                    "time.clock-column", "is not read beside arrival-column: write date and time in one cell");
        }
        for (String key : OF_MOMENTS) {
            if (section.has(key)) {
                throw section.broken(
                        key,
                        "stands beside arrival-column: a row that is a trip has trip-column and trip-unit instead");
            }
        }
        return new TripColumns(
                time,
                section.text("arrival-column"),
                DataSection.decimal(section),
                section.optionalText("vehicle-column"),
                cars,
                section.optionalText("charging-point-column")
                        .map(column -> new ArrivalPlace(column, new LinkedHashSet<>(section.texts("away")))),
                energy(section, capacity));
    }

    private static TripEnergy energy(Section section, Supplier<Energy> capacity) {
        var unit = section.word("trip-unit", TRIP_UNITS);
        if (section.has("per-100-km") != (unit == TripUnit.KILOMETRE)) {
            throw section.broken(
                    "per-100-km",
                    unit == TripUnit.KILOMETRE
                            ? "is missing: say what a hundred kilometres take, such as 16 kWh"
                            : "stands beside a trip-unit other than km");
        }
        var whole = unit.isOfBattery()
                ? capacity.get()
                : section.optionalValue("per-100-km", QuantityText::energy).orElse(Energy.ZERO);
        return new TripEnergy(section.text("trip-column"), unit, whole);
    }

    private static Map<String, Set<VehicleId>> byFile(Section section) {
        Map<String, Set<VehicleId>> byFile = new LinkedHashMap<>();
        if (section.isBlock("vehicles")) {
            if (section.has("vehicle-column") || section.has("file")) {
                throw section.broken(
                        "vehicles",
                        "has a file for each car, which stands without vehicle-column and without file beside it");
            }
            section.sections("vehicles", CAR)
                    .forEach((name, car) -> car.textOrTexts("file").forEach(file -> {
                        if (byFile.put(file, Set.of(vehicle(section, name))) != null) {
                            throw section.broken(
                                    "vehicles", "'" + file + "' is the file of two cars: name them by vehicle-column");
                        }
                    }));
            return byFile;
        }
        Set<VehicleId> vehicles = new LinkedHashSet<>();
        section.texts("vehicles").forEach(name -> vehicles.add(vehicle(section, name)));
        if (!section.has("vehicle-column")) {
            throw section.broken(
                    "vehicle-column", "is missing: name the column of the car, or a file for each car under vehicles");
        }
        section.textOrTexts("file").forEach(file -> byFile.put(file, vehicles));
        return byFile;
    }

    private static Driving driving(Section section, Supplier<Energy> capacity) {
        if (!section.has("soc-column")) {
            return new DrivenEnergy(section.text("driven-column"), section.word("unit", ENERGY_UNITS));
        }
        if (section.has("driven-column")) {
            throw section.broken("soc-column", "stands beside driven-column: choose one");
        }
        return new StateOfCharge(section.text("soc-column"), section.word("soc-unit", CHARGE_UNITS), capacity.get());
    }

    private static VehicleId vehicle(Section section, String name) {
        try {
            return new VehicleId(name);
        } catch (IllegalArgumentException e) {
            throw section.broken("vehicles", e.getMessage());
        }
    }
}
