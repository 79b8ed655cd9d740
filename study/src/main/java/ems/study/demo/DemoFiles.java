package ems.study.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.MeterColumns;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.TimeColumn;
import ems.study.output.CsvFile;

/** Writes generated readings as CSV files like anyone's, and says what their columns mean. */
public final class DemoFiles {

    public static final String PROSUMERS = "prosumers.csv";
    public static final String VEHICLES = "vehicles.csv";

    private static final String TIME = "time";
    private static final int WATT_DECIMALS = 1;

    private DemoFiles() {}

    /** Readings of {@code [start, end)} in watts, a row for each 10 s. */
    public static void writeProsumers(DemoFleet fleet, Path folder, Instant start, Instant end) {
        List<String> header = new ArrayList<>(List.of(TIME));
        for (ProsumerId prosumer : fleet.prosumers()) {
            header.add(productionColumn(prosumer));
            header.add(consumptionColumn(prosumer));
        }
        try (var csv = new CsvFile(folder.resolve(PROSUMERS), header)) {
            for (Instant at = start; at.isBefore(end); at = DemoFleet.dayAfter(at)) {
                var next = DemoFleet.dayAfter(at);
                writeDay(csv, fleet.homeDays(DemoFleet.dayOf(at)), at, next.isBefore(end) ? next : end);
            }
        }
    }

    /** @param end on the same day, or the day's end */
    private static void writeDay(CsvFile csv, List<HomeDay> homes, Instant start, Instant end) {
        for (Instant at = start; at.isBefore(end); at = at.plus(MatchingPeriod.SAMPLE)) {
            int sample = DemoFleet.sampleOf(at);
            csv.text(at.toString());
            for (HomeDay home : homes) {
                csv.decimal(home.production()[sample] / HomeDay.RESOLUTION, WATT_DECIMALS);
                csv.decimal(home.consumption()[sample] / HomeDay.RESOLUTION, WATT_DECIMALS);
            }
            csv.end();
        }
    }

    /** Places and driving in {@code [start, end)}, a row for each car and five minutes. */
    public static void writeVehicles(DemoFleet fleet, Path folder, Instant start, Instant end) {
        var header = List.of("vehicle", TIME, "place", "charging_point", "distance_m", "driven_wh");
        try (var csv = new CsvFile(folder.resolve(VEHICLES), header)) {
            for (VehicleId vehicle : fleet.vehicles()) {
                for (Instant at = start; at.isBefore(end); at = at.plus(DemoFleet.REPORTS_EVERY)) {
                    var day = fleet.carDay(vehicle, DemoFleet.dayOf(at));
                    int slot = DemoFleet.slotOf(at);
                    csv.text(vehicle.text())
                            .text(at.toString())
                            .text(day.places()[slot].words)
                            .text(day.places()[slot].chargingPoint)
                            .number(day.metres()[slot])
                            .number(day.wattHours()[slot])
                            .end();
                }
            }
        }
    }

    /** @param factor of the energy scale */
    public static ProsumerColumns prosumerColumns(List<ProsumerId> prosumers, int factor) {
        Map<ProsumerId, MeterColumns> columns = new LinkedHashMap<>();
        prosumers.forEach(p -> columns.put(p, new MeterColumns(productionColumn(p), consumptionColumn(p))));
        return new ProsumerColumns(
                new TimeColumn.DateTime(TIME, Duration.ZERO), MatchingPeriod.SAMPLE, MeterUnit.WATT, factor, columns);
    }

    public static VehicleColumns vehicleColumns(List<VehicleId> vehicles) {
        return new VehicleColumns(
                new TimeColumn.DateTime(TIME, Duration.ZERO),
                DemoFleet.REPORTS_EVERY,
                "vehicle",
                new LinkedHashSet<>(vehicles),
                "charging_point",
                Set.of("none"),
                "driven_wh",
                EnergyUnit.WATT_HOUR);
    }

    private static String productionColumn(ProsumerId prosumer) {
        return prosumer.text() + "_production_w";
    }

    private static String consumptionColumn(ProsumerId prosumer) {
        return prosumer.text() + "_consumption_w";
    }
}
