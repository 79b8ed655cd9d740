package ems.routes.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.telemetry.ColumnMapping;
import ems.market.telemetry.ColumnMapping.EnergyUnit;
import ems.market.telemetry.ColumnMapping.MeterColumns;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayReport;
import ems.market.telemetry.TimeColumn.DateTime;
import ems.market.telemetry.TimeColumn.SecondsAfter;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Grid;
import ems.routes.TestClock;
import ems.routes.store.MemoryDeadLetters;
import ems.routes.telemetry.DeadLettersRoute;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The replay routes in a Camel context of their own, and what came out of them. */
final class Replays implements Inbox, AutoCloseable {

    static final String HEADER = "t_s,L1_production_kw,L1_consumption_kw,Z0_production_kw,Z0_consumption_kw";

    final MemoryDeadLetters letters = new MemoryDeadLetters();
    final List<MeterReading> readings = new ArrayList<>();
    final List<VehicleStatus> statuses = new ArrayList<>();
    final CamelContext camel = new DefaultCamelContext();
    final CamelReplay replay;

    Replays() {
        try {
            camel.addRoutes(new DeadLettersRoute());
            camel.addRoutes(new ReplayRoute());
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        replay = new CamelReplay(camel.createProducerTemplate(), letters, new TestClock(Grid.NOON));
    }

    /** L1 and Z0, seconds after noon, kilowatt, a row for each minute. */
    static ProsumerColumns prosumers() {
        Map<ProsumerId, MeterColumns> columns = new LinkedHashMap<>();
        columns.put(Grid.L1, new MeterColumns("L1_production_kw", "L1_consumption_kw"));
        columns.put(Grid.Z0, new MeterColumns("Z0_production_kw", "Z0_consumption_kw"));
        return new ProsumerColumns(
                new SecondsAfter("t_s", Grid.NOON), Duration.ofSeconds(60), MeterUnit.KILOWATT, 1, columns);
    }

    static VehicleColumns vehicles() {
        return new VehicleColumns(
                new DateTime("date", Duration.ZERO),
                Duration.ofMinutes(15),
                "ev",
                Set.of(new VehicleId("EV1"), new VehicleId("EV2")),
                "charging_point",
                Set.of("none", ""),
                "consumption_kwh",
                EnergyUnit.KILOWATT_HOUR);
    }

    ReplayReport replay(Path file, ColumnMapping columns) {
        return replay.replay(new ReplayFile(file, columns), this).report();
    }

    static Path file(Path folder, String name, String... lines) {
        try {
            return Files.write(folder.resolve(name), (String.join("\n", lines) + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> reasons() {
        return letters.latest(1_000).stream().map(DeadLetter::reason).toList();
    }

    /** Forgets what came out so far. */
    void clear() {
        readings.clear();
        statuses.clear();
    }

    @Override
    public void accept(MeterReading reading) {
        readings.add(reading);
    }

    @Override
    public void accept(VehicleStatus status) {
        statuses.add(status);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
