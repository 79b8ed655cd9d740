package ems.routes.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.ColumnMapping.ChargeUnit;
import ems.market.telemetry.ColumnMapping.DecimalMark;
import ems.market.telemetry.ColumnMapping.StateOfCharge;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayReport;
import ems.market.telemetry.Replayed.Unmet;
import ems.market.telemetry.VehicleStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplayingVehiclesTest {

    private static final String HEADER = "ev,date,state,consumption_kwh,charging_point";

    private static Replays replays;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        replays = new Replays();
    }

    @AfterAll
    static void stop() {
        replays.close();
    }

    @AfterEach
    void clear() {
        replays.clear();
    }

    @Test
    void drivingIsReportedAsTheRowEnds() {
        var report = replay(
                HEADER,
                "EV1,2019-08-04 00:00:00,home,0.0,home",
                "EV1,2019-08-04 00:15:00,driving,1.25,none",
                "EV1,2019-08-04 00:30:00,home,0.0,home");
        assertThat(report).isEqualTo(new ReplayReport(3, 0, 0));
        assertThat(replays.statuses)
                .containsExactly(
                        status("EV1", "00:00:00", true, "0"),
                        status("EV1", "00:15:00", false, "0"),
                        status("EV1", "00:30:00", true, "1.25"),
                        status("EV1", "00:45:00", true, "0"));
    }

    @Test
    void drivingInTheLastRowIsReportedAsTheFileEnds() {
        replay(HEADER, "EV1,2019-08-04 00:00:00,driving,2,none");
        assertThat(replays.statuses)
                .containsExactly(status("EV1", "00:00:00", false, "0"), status("EV1", "00:15:00", false, "2"));
    }

    @Test
    void drivingBeforeAGapIsReportedWhenItsRowEnds() {
        replay(HEADER, "EV1,2019-08-04 00:00:00,driving,2,none", "EV1,2019-08-04 01:00:00,home,0,home");
        assertThat(replays.statuses)
                .startsWith(
                        status("EV1", "00:00:00", false, "0"),
                        status("EV1", "00:15:00", false, "2"),
                        status("EV1", "01:00:00", true, "0"));
    }

    @Test
    void eachVehicleGoesItsOwnWayAndOthersArePassedOver() {
        var report = replay(
                HEADER,
                "EV1,2019-08-04 00:15:00,driving,1,none",
                "EV2,2019-08-04 00:00:00,driving,3,none",
                "EV7,2019-08-04 00:00:00,driving,9,none",
                "EV1,2019-08-04 00:30:00,home,0,home",
                "EV2,2019-08-04 00:15:00,home,0,work");
        assertThat(report).isEqualTo(new ReplayReport(4, 0, 0));
        assertThat(replays.statuses)
                .contains(status("EV1", "00:30:00", true, "1"), status("EV2", "00:15:00", true, "3"))
                .noneMatch(status -> status.vehicle().text().equals("EV7"));
    }

    private static VehicleColumns charge(ChargeUnit unit) {
        return new VehicleColumns(
                Replays.vehicles().time(),
                Replays.vehicles().interval(),
                DecimalMark.POINT,
                Optional.empty(),
                Set.of(new VehicleId("EV1")),
                "charging_point",
                Set.of("none"),
                new StateOfCharge("soc", unit, Energy.ofKilowattHours("50")));
    }

    /** A file of one car, as a simulator writes it; what falls while it is plugged in is no driving. */
    @Test
    void aStateOfChargeThatFallsWhileTheCarIsAwayIsDriving() {
        for (var unit : ChargeUnit.values()) {
            replays.clear();
            String point = unit == ChargeUnit.PERCENT ? "" : "0.";
            var file = Replays.file(
                    folder,
                    "ev1.csv",
                    "date,soc,charging_point",
                    "2019-08-04 00:00:00," + point + "90,home",
                    "2019-08-04 00:15:00," + point + "88,none",
                    "2019-08-04 00:30:00," + point + "80,none",
                    "2019-08-04 00:45:00," + point + "75,home");
            var replayed = replays.replay.replay(new ReplayFile(file, charge(unit)), replays);
            assertThat(replays.statuses)
                    .containsExactly(
                            status("EV1", "00:00:00", true, "0"),
                            status("EV1", "00:15:00", false, "0"),
                            status("EV1", "00:30:00", false, "4"),
                            status("EV1", "00:45:00", true, "2.5"),
                            status("EV1", "01:00:00", true, "0"));
            assertThat(replayed.series().get(0).drives()).isEqualTo(2);
            assertThat(replayed.series().get(0).drivesPluggedIn()).isZero();
            assertThat(replayed.unmet()).isEmpty();
        }
    }

    @Test
    void aStateOfChargeBeyondFullIsRefused() {
        var file = Replays.file(folder, "ev1.csv", "date,soc,charging_point", "2019-08-04 00:00:00,62.9,home");
        replays.replay.replay(new ReplayFile(file, charge(ChargeUnit.SHARE)), replays);
        assertThat(replays.reasons())
                .containsExactly(
                        "ev1.csv:2: column 'soc': a state of charge of 62.9 is outside [0, 1]; or is it in %?");
    }

    @Test
    void wordsForBeingAwayAndCarsThatNeverOccurAreNamed() {
        var file = Replays.file(
                folder,
                "cars.csv",
                HEADER,
                "EV1,2019-08-04 00:00:00,driving,1,road",
                "EV9,2019-08-04 00:00:00,x,0,home");
        var replayed = replays.replay.replay(new ReplayFile(file, Replays.vehicles()), replays);
        assertThat(replayed.unmet())
                .containsExactly(
                        new Unmet("EV2", "ev", "EV2", List.of("EV9")),
                        new Unmet("", "charging_point", "", List.of("road")),
                        new Unmet("", "charging_point", "none", List.of("road")));
        assertThat(replayed.series().get(0).drivesPluggedIn()).isEqualTo(1);
    }

    @Test
    void badRowsAreRefusedWithFileAndLine() {
        var report = replay(
                HEADER,
                "EV1,2019-08-04 00:00:00,driving,-1,none",
                "E V,2019-08-04 00:00:00,driving,1,none",
                "EV1,4.8.2019,driving,1,none",
                "EV1,2019-08-04 00:15:00,driving,1,none",
                "EV1,2019-08-04 00:00:00,driving,1,none",
                "EV1,2019-08-04 00:15:00,driving,1,none",
                "EV1,2019");
        assertThat(report).isEqualTo(new ReplayReport(2, 1, 4));
        assertThat(replays.reasons())
                .startsWith(
                        "vehicles.csv:8: the line has 2 cells, the header 5: is it cut off?",
                        "vehicles.csv:4: column 'date': '4.8.2019' is not a UTC date and time like 2019-08-04 00:15:00;"
                                + " if it is written otherwise, say how with time.pattern, such as dd/MM/yyyy HH:mm",
                        "vehicles.csv:3: 'E V' is not a vehicle id: 1 to 64 of A-Z a-z 0-9 . _ - and no dot first",
                        "vehicles.csv:2: column 'consumption_kwh': energy of -1 kWh is negative");
    }

    @Test
    void aMissingColumnIsAnError() {
        assertThatThrownBy(() -> replay("ev,date,state,soc", "EV1,2019-08-04 00:00:00,home,1"))
                .hasMessage("vehicles.csv:1: no column 'charging_point'; found: ev, date, state, soc");
    }

    private ReplayReport replay(String... lines) {
        return replays.replay(Replays.file(folder, "vehicles.csv", lines), Replays.vehicles());
    }

    private static VehicleStatus status(String vehicle, String time, boolean pluggedIn, String driven) {
        return new VehicleStatus(
                new VehicleId(vehicle),
                Instant.parse("2019-08-04T" + time + "Z"),
                pluggedIn,
                Energy.ofKilowattHours(driven),
                Optional.empty());
    }
}
