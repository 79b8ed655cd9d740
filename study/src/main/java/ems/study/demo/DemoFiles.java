package ems.study.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.PowerColumns;
import ems.market.telemetry.ColumnMapping.PowerUnit;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.TimeColumn;

/** Writes generated readings as CSV files like anyone's, and says what their columns mean. */
public final class DemoFiles {

    public static final String PROSUMERS = "prosumers.csv";
    public static final String VEHICLES = "vehicles.csv";

    private static final String TIME = "time";

    private DemoFiles() {}

    /** Readings of {@code [start, end)} in watts, a row for each 10 s. */
    public static void writeProsumers(DemoFleet fleet, Path folder, Instant start, Instant end) {
        try (CsvWriter csv = writer(folder.resolve(PROSUMERS))) {
            List<String> row = new ArrayList<>(List.of(TIME));
            for (ProsumerId prosumer : fleet.prosumers()) {
                row.add(productionColumn(prosumer));
                row.add(consumptionColumn(prosumer));
            }
            csv.writeRecord(row);
            for (Instant at = start; at.isBefore(end); at = at.plus(MatchingPeriod.SAMPLE)) {
                row.clear();
                row.add(at.toString());
                for (ProsumerId prosumer : fleet.prosumers()) {
                    var reading = fleet.reading(prosumer, at);
                    row.add(watts(reading.production()));
                    row.add(watts(reading.consumption()));
                }
                csv.writeRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Places and driving in {@code [start, end)}, a row for each car and five minutes. */
    public static void writeVehicles(DemoFleet fleet, Path folder, Instant start, Instant end) {
        try (CsvWriter csv = writer(folder.resolve(VEHICLES))) {
            csv.writeRecord("vehicle", TIME, "place", "charging_point", "distance_m", "driven_wh");
            for (VehicleId vehicle : fleet.vehicles()) {
                for (Instant at = start; at.isBefore(end); at = at.plus(DemoFleet.REPORTS_EVERY)) {
                    var day = fleet.carDay(vehicle, DemoFleet.dayOf(at));
                    int slot = DemoFleet.slotOf(at);
                    csv.writeRecord(
                            vehicle.text(),
                            at.toString(),
                            day.places()[slot].words,
                            day.places()[slot].chargingPoint,
                            Integer.toString(day.metres()[slot]),
                            Integer.toString(day.wattHours()[slot]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param factor of the energy scale */
    public static ProsumerColumns prosumerColumns(List<ProsumerId> prosumers, int factor) {
        Map<ProsumerId, PowerColumns> columns = new LinkedHashMap<>();
        prosumers.forEach(p -> columns.put(p, new PowerColumns(productionColumn(p), consumptionColumn(p))));
        return new ProsumerColumns(
                new TimeColumn.DateTime(TIME, Duration.ZERO), MatchingPeriod.SAMPLE, PowerUnit.WATT, factor, columns);
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

    private static String watts(Power power) {
        return power.milliwatts() / 1_000 + "." + power.milliwatts() % 1_000 / 100;
    }

    private static CsvWriter writer(Path file) throws IOException {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file);
    }
}
