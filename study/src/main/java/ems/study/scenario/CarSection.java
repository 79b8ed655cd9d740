package ems.study.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.ColumnMapping.ChargeUnit;
import ems.market.telemetry.ColumnMapping.DrivenEnergy;
import ems.market.telemetry.ColumnMapping.Driving;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.StateOfCharge;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.study.scenario.StudyData.VehicleFile;

/** The {@code vehicles} of a data block: files that name the car in each row, or a file for each car. */
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
            "soc-unit");
    private static final Set<String> CAR = Set.of("file");
    private static final Map<String, EnergyUnit> ENERGY_UNITS =
            Map.of("Wh", EnergyUnit.WATT_HOUR, "kWh", EnergyUnit.KILOWATT_HOUR);
    private static final Map<String, ChargeUnit> CHARGE_UNITS =
            Map.of("%", ChargeUnit.PERCENT, "share", ChargeUnit.SHARE);

    private CarSection() {}

    /** @param capacity of the cars, asked for if a file says how full they are */
    static List<VehicleFile> read(Section section, Supplier<Energy> capacity) {
        var interval = DataSection.interval(section);
        var time = TimeSection.read(section, interval);
        var driving = driving(section, capacity);
        List<VehicleFile> files = new ArrayList<>();
        byFile(section)
                .forEach((file, cars) -> files.add(new VehicleFile(
                        file,
                        new VehicleColumns(
                                time,
                                interval,
                                DataSection.decimal(section),
                                section.optionalText("vehicle-column"),
                                cars,
                                section.text("charging-point-column"),
                                new LinkedHashSet<>(section.texts("away")),
                                driving))));
        return files;
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
