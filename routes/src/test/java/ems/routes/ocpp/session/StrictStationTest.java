package ems.routes.ocpp.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.PeriodKey;
import ems.market.period.SetPoint;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Flow;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A station that others have written, npm's ocpp-rpc, which holds every frame of both sides against its schema. */
class StrictStationTest {

    private static final Path STATION = Path.of("stations", "station.mjs");
    private static final Path PACKAGES = Path.of("stations", "node_modules", "ocpp-rpc");
    private static final String MISSING =
            "no strict station: ocpp-rpc is missing, run npm ci --ignore-scripts in routes/stations";

    /** A build server has it. */
    @BeforeAll
    static void findPackages() {
        boolean there = Files.isDirectory(PACKAGES);
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(MISSING);
        }
        assumeTrue(there, MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocpp1.6", "ocpp2.0.1", "ocpp2.1"})
    void everyFrameIsAsItsSchemaSays(String version) throws Exception {
        List<String> lines = new ArrayList<>();
        try (var stations = new Stations()) {
            var node = new ProcessBuilder(
                            "node",
                            STATION.toString(),
                            version,
                            "ws://127.0.0.1:" + stations.central.port() + "/ocpp",
                            "CP1",
                            Stations.PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            try (var said = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
                followed(said, lines, stations);
                assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                node.destroyForcibly();
            }
            assertThat(node.exitValue()).as(String.join("\n", lines)).isZero();
            assertThat(lines).contains("speaks " + version).noneMatch(line -> line.startsWith("STRICT"));
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("asked SetChargingProfile") && line.contains("TxDefault"));
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("asked SetChargingProfile") && line.contains("TxProfile"));
            assertThat(stations.statuses())
                    .extracting(VehicleStatus::pluggedIn)
                    .contains(true)
                    .endsWith(false);
            assertThat(stations.statuses())
                    .extracting(VehicleStatus::stored)
                    .anyMatch(stored -> stored.filter(Energy.ofKilowattHours("50.4")::equals)
                            .isPresent());
            assertThat(stations.storedWattHours(Grid.NOON.minusSeconds(40), 2)).containsExactly("10.5", "9.5");
            assertThat(stations.doors.reasons())
                    .as("but for the record of a meter that nobody knows")
                    .allMatch(reason -> reason.endsWith("no key of a charger's meter is known here"));
        }
    }

    /** Gives two orders once the station is ready for them: the second one renews the first. */
    private static void followed(BufferedReader said, List<String> lines, Stations stations) throws IOException {
        var line = said.readLine();
        while (line != null) {
            lines.add(line);
            boolean laid = line.startsWith("asked SetChargingProfile") && line.contains("Dynamic");
            if (line.equals("ready") || laid) {
                stations.controls.control(
                        new PeriodKey(Grid.ID, new MatchingPeriod(Grid.NOON)),
                        List.of(new SetPoint(Grid.EV1, Flow.STORED, Energy.ofKilowattHours("0.05"))));
            }
            line = said.readLine();
        }
    }
}
