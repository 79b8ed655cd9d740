package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.VehicleReport;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Database;
import ems.routes.Grid;

import static ems.routes.Grid.EV1;
import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** The answers for many meters and vehicles at once are those for each of them. */
class AskingForManyAtOnceTest {

    private static final MatchingPeriod PERIOD = new MatchingPeriod(NOON);
    private static final List<ProsumerId> METERS =
            IntStream.range(0, 4).mapToObj(i -> new ProsumerId("L" + i)).toList();
    private static final List<VehicleId> VEHICLES =
            IntStream.range(0, 6).mapToObj(i -> new VehicleId("EV" + i)).toList();

    private final JdbcTelemetry store = new JdbcTelemetry(Database.inMemory(), Grid.ID);
    private final List<Kept> kept = new ArrayList<>();

    /** A report, and when it counts: as it was made, or just after it came in if the period it belongs to had been summed up. */
    private record Kept(VehicleStatus status, Instant countedAt) {

        static Kept of(VehicleStatus status, Instant receivedAt) {
            var period = MatchingPeriod.containing(status.at());
            var summedUp = status.at().equals(period.start()) ? period.start() : period.end();
            return new Kept(status, receivedAt.isAfter(summedUp) ? receivedAt.plusMillis(1) : status.at());
        }
    }

    private VehicleReport expected(VehicleId vehicle, Instant after, Instant upTo) {
        var own = kept.stream()
                .filter(each -> each.status().vehicle().equals(vehicle))
                .sorted(Comparator.comparing(each -> each.status().at()))
                .toList();
        var latest = own.stream()
                .map(Kept::status)
                .filter(status -> !status.at().isAfter(upTo))
                .reduce((earlier, later) -> later);
        var counted = own.stream()
                .filter(each ->
                        each.countedAt().isAfter(after) && !each.countedAt().isAfter(upTo))
                .map(Kept::status)
                .toList();
        return new VehicleReport(
                latest.map(VehicleStatus::at),
                latest.map(VehicleStatus::pluggedIn).orElse(false),
                counted.stream().map(VehicleStatus::driven).reduce(Energy.ZERO, Energy::plus),
                counted.stream().flatMap(status -> status.stored().stream()).reduce((earlier, later) -> later));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void reports_are_those_of_each_vehicle(long seed) {
        tellStatuses(new Random(seed));
        for (int from = -720; from <= 60; from += from < -120 ? 600 : 30) {
            for (int to = from; to <= 120; to += 30) {
                var after = NOON.plusSeconds(from);
                var upTo = NOON.plusSeconds(to);
                var together = store.reports(VEHICLES, after, upTo);
                assertThat(together).hasSize(VEHICLES.size());
                together.forEach((vehicle, report) -> assertThat(report)
                        .as("%s in (%s, %s]", vehicle, after, upTo)
                        .isEqualTo(expected(vehicle, after, upTo)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void places_in_a_period_are_those_of_each_vehicle(long seed) {
        tellStatuses(new Random(seed));
        var fetched = store.during(PERIOD, VEHICLES);
        for (VehicleId vehicle : VEHICLES) {
            for (int second = -20; second <= 80; second++) {
                var instant = NOON.plusSeconds(second);
                assertThat(fetched.pluggedIn(vehicle, instant))
                        .as("%s at %s", vehicle, instant)
                        .isEqualTo(store.pluggedIn(vehicle, instant))
                        .isEqualTo(expected(vehicle, NOON.minusSeconds(600), instant)
                                .pluggedIn());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void samples_of_a_period_are_those_of_each_meter(long seed) {
        tellReadings(new Random(seed));
        var fetched = store.during(PERIOD, METERS);
        for (ProsumerId meter : METERS) {
            for (int second = -15; second <= 75; second += 5) {
                var start = NOON.plusSeconds(second);
                assertThat(fetched.sample(meter, start))
                        .as("%s at %s", meter, start)
                        .isEqualTo(store.sample(meter, start));
            }
            assertThat(fetched.period(meter, PERIOD)).isEqualTo(store.period(meter, PERIOD));
        }
    }

    @Test
    void a_reading_of_a_day_is_found_up_to_its_last_period() {
        store.accept(Grid.reading(L1, NOON, Duration.ofDays(1), 1, 0));
        var last = new MatchingPeriod(NOON.plus(Duration.ofDays(1))).previous();
        assertThat(store.during(PERIOD, List.of(L1)).period(L1, PERIOD)).isPresent();
        assertThat(store.during(last, List.of(L1)).period(L1, last)).isPresent();
        assertThat(store.during(last.next(), List.of(L1)).period(L1, last.next()))
                .isEmpty();
        assertThat(store.during(PERIOD.previous(), List.of(L1)).period(L1, PERIOD.previous()))
                .isEmpty();
    }

    @Test
    void questions_about_others_and_other_times_are_answered_too() {
        store.accept(Grid.reading(L1, NOON));
        store.accept(Grid.status(NOON, true, "1"));
        List<Party> nobody = List.of();
        var fetched = store.during(PERIOD.next(), nobody);
        assertThat(fetched.sample(L1, NOON)).isPresent();
        assertThat(fetched.pluggedIn(EV1, NOON.plusSeconds(70))).isTrue();
        assertThat(fetched.report(EV1, NOON.minusSeconds(1), NOON).driven()).isEqualTo(Energy.ofKilowattHours("1"));
    }

    private void tellStatuses(Random random) {
        for (VehicleId vehicle : VEHICLES.subList(1, VEHICLES.size())) {
            Set<Instant> once = new HashSet<>();
            for (int i = random.nextInt(9); i > 0; i--) {
                var at = NOON.plusSeconds(10L * random.nextInt(-20, 14));
                var status = new VehicleStatus(
                        vehicle,
                        at,
                        random.nextBoolean(),
                        new Energy(random.nextInt(1_000_000)),
                        random.nextBoolean() ? Optional.empty() : Optional.of(new Energy(random.nextInt(1_000_000))));
                if (once.add(at)) {
                    var receivedAt = at.plusMillis(random.nextInt(90_000));
                    store.keepStatuses(List.of(status), receivedAt);
                    kept.add(Kept.of(status, receivedAt));
                }
            }
        }
    }

    private void tellReadings(Random random) {
        for (ProsumerId meter : METERS.subList(1, METERS.size())) {
            List<Integer> starts =
                    new ArrayList<>(IntStream.range(-12, 12).boxed().toList());
            for (int i = random.nextInt(20); i > 0; i--) {
                int start = starts.remove(random.nextInt(starts.size()));
                store.accept(Grid.reading(
                        meter,
                        NOON.plusSeconds(10L * start),
                        Duration.ofSeconds(10L * random.nextInt(1, 7)),
                        random.nextInt(5_000),
                        random.nextInt(5_000)));
            }
        }
    }
}
