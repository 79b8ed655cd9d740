package ems.study.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.telemetry.ReplayReport;
import ems.market.telemetry.Replayed;
import ems.market.telemetry.Replayed.RefusedRows;
import ems.market.telemetry.Replayed.Series;
import ems.market.telemetry.Replayed.Unmet;
import ems.study.fixture.ShippedScenario;
import ems.study.scenario.ScenarioReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A scenario of seven days, five homes and five cars, held against what its files held. */
class DataCheckTest {

    private static final long SAMPLES = 7 * 8_640L;
    private static final Instant START = Instant.parse("2019-08-04T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Series series(String party, Duration spacing, long repeated, long nightDraws, List<String> rising) {
        return new Series(
                party,
                START,
                START.plus(Duration.ofDays(7)),
                10_080,
                Optional.of(spacing),
                0,
                repeated,
                0,
                nightDraws,
                0,
                rising);
    }

    private static Replayed homes(List<RefusedRows> refusals, Series... series) {
        return new Replayed(new ReplayReport(1, 0, 0), refusals, List.of(series));
    }

    private static Replayed cars(String... cars) {
        return homes(
                List.of(),
                Stream.of(cars)
                        .map(car -> series(car, Duration.ofMinutes(15), 0, 0, List.of()))
                        .toArray(Series[]::new));
    }

    private static DataCheck check(String limit, long missingOfL1, Replayed homes, Replayed cars) {
        return check(limit, missingOfL1, homes, cars, Map.of());
    }

    private static DataCheck check(
            String limit, long missingOfL1, Replayed homes, Replayed cars, Map<VehicleId, Optional<Instant>> shortOf) {
        var scenario = ScenarioReader.from(
                "week.yaml", ShippedScenario.text("measured-week").replace("data:\n", "data:\n  " + limit + "\n"));
        Map<ProsumerId, Long> missing = new LinkedHashMap<>();
        scenario.data()
                .prosumers()
                .forEach(home -> missing.put(home, home.text().equals("L1") ? missingOfL1 : 0));
        return new DataCheck(
                scenario,
                missing,
                Map.of(),
                List.of(homes),
                List.of(cars),
                shortOf,
                "homes.csv",
                MINUTE,
                Duration.ofMinutes(15));
    }

    private static DataCheck check(String limit, long missingOfL1, Replayed homes) {
        return check(limit, missingOfL1, homes, cars("EV1", "EV2", "EV3", "EV4", "EV5"));
    }

    @Test
    void aCarWhoseDrivingEndsBeforeTheWeekThatSetsItsReserveIsNamed() {
        var until = Instant.parse("2019-08-09T12:00:00Z");
        assertThat(check(
                                "",
                                0,
                                homes(List.of()),
                                cars("EV1", "EV2", "EV3", "EV4", "EV5"),
                                Map.of(new VehicleId("EV2"), Optional.of(until)))
                        .faults())
                .containsExactly("EV2: its rows go up to 2019-08-09T12:00:00Z, but the reserve is its driving until"
                        + " 2019-08-11T00:00:00Z; or set vehicle.window");
    }

    @Test
    void oneInAHundredSamplesMayBeMissingAndNotOneMore() {
        assertThat(check("", SAMPLES / 100, homes(List.of())).faults()).isEmpty();
        assertThat(check("", SAMPLES / 100 + 1, homes(List.of())).faults())
                .containsExactly("L1: 1.00 % of its 10-second samples are missing, 605 of 60480, and"
                        + " data.missing-at-most is 1.00 %");
    }

    @Test
    void aHigherLimitIsSaidFirst() {
        var check = check("missing-at-most: 60 %", SAMPLES / 2, homes(List.of()));
        assertThatCode(check::refuseCrumbs).doesNotThrowAnyException();
        assertThat(check.notes()).containsExactly("L1: 50.00 % of its samples are missing and count as nothing");
    }

    @Test
    void theFirstReasonsOfEachKindStandBesideTheHome() {
        var refusals = List.of(
                new RefusedRows("", false, 3, "homes.csv:9: the line has 4 cells, the header 5: is it cut off?"),
                new RefusedRows("L2", false, 1, "homes.csv:4: of another home"),
                new RefusedRows("L1", false, 12_000, "homes.csv:2: column 'L1_kw': 'x' is not a number of kW"));
        assertThatThrownBy(check("", SAMPLES, homes(refusals))::refuseCrumbs)
                .isInstanceOf(UnfitData.class)
                .hasMessage("""
                        homes.csv does not fit the scenario:
                          homes.csv has no reading of L1 in [2019-08-04T00:00:00Z, 2019-08-11T00:00:00Z)
                            12000 rows are refused, the first: homes.csv:2: column 'L1_kw': 'x' is not a number of kW
                          3 rows are refused, the first: homes.csv:9: the line has 4 cells, the header 5: is it cut off?""");
    }

    @Test
    void rowsOfAnotherDistanceAndRegistersAreNamed() {
        var read = homes(
                List.of(),
                series("L1", Duration.ofMinutes(15), 0, 0, List.of()),
                series("L2", MINUTE, 0, 0, List.of("L2_consumption_kw")));
        assertThat(check("", 0, read).faults())
                .containsExactly(
                        "L1: rows are mostly 15 min apart, and the scenario says interval: 1 min",
                        "L2: column 'L2_consumption_kw' goes one way only in 10080 rows, as a meter's register does: say"
                                + " unit: kWh register or Wh register");
    }

    @Test
    void aContradictionStopsWhateverMayBeMissing() {
        var refusals = List.of(new RefusedRows("L1", true, 4, "homes.csv:99: a second row of L1"));
        assertThat(check("missing-at-most: 100 %", 0, homes(refusals)).faults())
                .containsExactly("L1: 4 rows are refused, the first: homes.csv:99: a second row of L1");
    }

    @Test
    void aCarThatNeverOccursIsNamed() {
        assertThat(check("", 0, homes(List.of()), cars("EV1")).faults())
                .contains("EV2 has no row that can be read")
                .hasSize(4);
    }

    @Test
    void refusedRowsOfACarStopOrAreNoted() {
        var many = new Replayed(
                new ReplayReport(1, 0, 0),
                List.of(new RefusedRows("EV1", false, 200, "cars.csv:2: column 'driven': '-' is not a number of kWh")),
                cars("EV1", "EV2", "EV3", "EV4", "EV5").series());
        assertThat(check("", 0, homes(List.of()), many).faults())
                .containsExactly(
                        "EV1: 200 of its 10280 rows are refused, and data.missing-at-most is 1.00 %\n"
                                + "    200 rows are refused, the first: cars.csv:2: column 'driven': '-' is not a number of kWh");
        assertThat(check("missing-at-most: 5 %", 0, homes(List.of()), many).notes())
                .containsExactly(
                        "EV1: 200 rows are refused, the first: cars.csv:2: column 'driven': '-' is not a number of kWh");
    }

    @Test
    void whatWasPassedOverOrTurnedIsNoted() {
        assertThat(check("", 0, homes(List.of(), series("L1", MINUTE, 12, 82, List.of())))
                        .notes())
                .containsExactly(
                        "L1: 12 rows repeat earlier ones and were passed over; if clocks went back there, name the zone with"
                                + " time.zone",
                        "L1: in 82 rows production is slightly below zero; it counts as consumption");
    }

    private static Series driving(Duration spacing, long drives, long pluggedIn) {
        var quiet = series("EV1", spacing, 0, 0, List.of());
        return new Series(
                "EV1",
                quiet.first(),
                quiet.last(),
                quiet.rows(),
                quiet.spacing(),
                0,
                0,
                0,
                0,
                0,
                List.of(),
                drives,
                pluggedIn);
    }

    private static Replayed carsWith(Series first, Unmet... unmet) {
        var all = Stream.concat(Stream.of(first), cars("EV2", "EV3", "EV4", "EV5").series().stream());
        return new Replayed(new ReplayReport(1, 0, 0), List.of(), all.toList(), List.of(unmet));
    }

    @Test
    void aCarWhoseRowsHaveAnotherDistanceStops() {
        var hourly = carsWith(driving(Duration.ofHours(1), 0, 0));
        assertThat(check("", 0, homes(List.of()), hourly).faults())
                .containsExactly("EV1: rows are mostly 1 h apart, and the scenario says interval: 15 min");
    }

    @Test
    void aCarThatMostlyDrivesWhilePluggedInStopsAndOneThatSometimesDoesIsNoted() {
        var quarter = Duration.ofMinutes(15);
        var none = new Unmet("", "place", "none", List.of("home", "road"));
        assertThat(check("", 0, homes(List.of()), carsWith(driving(quarter, 10, 6), none))
                        .faults())
                .containsExactly("EV1: drives in 10 rows, and in 6 of these it is plugged in: name every word of the"
                        + " charging point's column that means away; column 'place' never holds 'none', but 'home',"
                        + " 'road'");
        var half = check("", 0, homes(List.of()), carsWith(driving(quarter, 10, 5), none));
        assertThat(half.faults()).isEmpty();
        assertThat(half.notes())
                .containsExactly(
                        "column 'place' never holds 'none', but 'home', 'road'",
                        "EV1: in 5 of the 10 rows in which it drives it is plugged in");
    }

    @Test
    void aNameThatStandsInNoRowIsSaidWithThoseThatDo() {
        var unmet = new Unmet("L1", "meter", "MAC3", List.of("MAC1"));
        var homes = new Replayed(new ReplayReport(1, 0, 0), List.of(), List.of(), List.of(unmet));
        assertThat(check("", SAMPLES, homes, cars("EV1", "EV2", "EV3", "EV4", "EV5"))
                        .faults())
                .containsExactly("homes.csv has no reading of L1 in [2019-08-04T00:00:00Z, 2019-08-11T00:00:00Z)\n"
                        + "    column 'meter' never holds 'MAC3', but 'MAC1'");
    }
}
