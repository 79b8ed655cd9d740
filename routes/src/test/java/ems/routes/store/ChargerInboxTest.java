package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MeterAlgorithm;
import ems.market.record.RuleReference;
import ems.market.record.SignedRegisters;
import ems.market.telemetry.ChargedEnergy;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.RegisterReading;
import ems.market.telemetry.SignedRecords;
import ems.routes.Database;
import ems.routes.Grid;
import ems.routes.ocpp.session.ChargingStore.Kept;

import static org.assertj.core.api.Assertions.assertThat;

class ChargerInboxTest {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final MatchingPeriod PERIOD = new MatchingPeriod(Grid.NOON);
    private static final AgreedPrice PRICE = new AgreedPrice(new Price(1), new RuleReference("pricing", 1, "r", "v"));
    private static final Match MATCH = new Match(
            new MatchId(PERIOD + "~L1~" + Grid.EV1), new ProsumerId("L1"), Grid.EV1, new Energy(1), PRICE, PRICE);

    private final DataSource source = Database.inMemory();
    private final AtomicReference<Instant> now = new AtomicReference<>(Grid.NOON);
    private final ChargerInbox inbox = new ChargerInbox(source, Grid.ID, new FewBelieved(), now::get, GRACE);
    private final JdbcCharging charging = new JdbcCharging(source, GRACE);
    private final JdbcTelemetry telemetry = new JdbcTelemetry(source, Grid.ID, now::get, new FewBelieved());

    @AfterEach
    void close() {
        charging.close();
    }

    /** Believes what says that it is good, and shows how many of these there are. */
    private static final class FewBelieved implements SignedRecords {

        @Override
        public Optional<String> refusal(VehicleId vehicle, String record) {
            return record.startsWith("good") ? Optional.empty() : Optional.of("it is not good");
        }

        @Override
        public Optional<SignedRegisters> of(Match match, List<String> records) {
            return Optional.of(new SignedRegisters(
                    match.id(),
                    Optional.of(new Energy(records.size())),
                    Optional.empty(),
                    MeterAlgorithm.SECP256R1,
                    "k",
                    records));
        }
    }

    private void tells(Instant at, long stored) {
        var reading = new RegisterReading(Grid.EV1, at, Optional.of(new Energy(stored)), Optional.empty());
        boolean late = !now.get().isBefore(MatchingPeriod.containing(at).end().plus(GRACE));
        charging.keep(List.of(new Kept(Grid.ID, reading, now.get(), late)))
                .toCompletableFuture()
                .join();
    }

    private List<LateReading> late() {
        return new JdbcLateReadings(source, Grid.ID, JdbcDeadLetters.of(source, Grid.ID), now::get).waiting(100);
    }

    private void waits(int... minutes) {
        assertThat(late())
                .allMatch(late -> late.party().equals(Grid.EV1))
                .extracting(late -> late.period().start())
                .containsExactly(Arrays.stream(minutes)
                        .mapToObj(minute -> Grid.NOON.plusSeconds(60L * minute))
                        .toArray(Instant[]::new));
    }

    @Test
    void readingsInTimeWaitForNoCorrection() {
        for (int second = 0; second <= 180; second += 10) {
            now.set(Grid.NOON.plusSeconds(second).plusMillis(1_500));
            tells(Grid.NOON.plusSeconds(second), second);
        }
        waits();
        assertThat(telemetry.chargers().sample(Grid.EV1, Grid.NOON))
                .isEqualTo(new ChargedEnergy(Optional.of(new Energy(10)), Optional.empty()));
    }

    @Test
    void aReadingThatClosesAGapWaitsForTheCorrectionOfThePeriodsInIt() {
        tells(Grid.NOON, 0);
        now.set(Grid.NOON.plusSeconds(190));
        tells(Grid.NOON.plusSeconds(190), 1_900);
        waits(0, 1, 2);
    }

    @Test
    void aLateReadingWaitsForTheCorrectionOfAllThatItSaysSomethingOf() {
        tells(Grid.NOON, 0);
        now.set(Grid.NOON.plusSeconds(150));
        tells(Grid.NOON.plusSeconds(150), 1_500);
        new JdbcLateReadings(source, Grid.ID, JdbcDeadLetters.of(source, Grid.ID), now::get).taken(late());
        now.set(Grid.NOON.plusSeconds(300));
        tells(Grid.NOON.plusSeconds(70), 0);
        waits(0, 1, 2);
    }

    /** As after a restart, which knows nothing of what came before. */
    @Test
    void aReadingAfterARestartIsJoinedToTheOneBeforeIt() {
        tells(Grid.NOON, 0);
        now.set(Grid.NOON.plusSeconds(150));
        try (var restarted = new JdbcCharging(source, GRACE)) {
            for (int second : new int[] {150, 150, 60}) {
                var reading = new RegisterReading(
                        Grid.EV1,
                        Grid.NOON.plusSeconds(second),
                        Optional.of(new Energy(10L * second)),
                        Optional.empty());
                restarted
                        .keep(List.of(new Kept(Grid.ID, reading, now.get(), second == 60)))
                        .toCompletableFuture()
                        .join();
            }
        }
        waits(0, 1);
        assertThat(telemetry.chargers().sample(Grid.EV1, Grid.NOON.plusSeconds(140)))
                .isEqualTo(new ChargedEnergy(Optional.of(new Energy(100)), Optional.empty()));
    }

    @Test
    void aReadingAloneSaysNothingOfAnyPeriod() {
        now.set(Grid.NOON.plusSeconds(3_600));
        tells(Grid.NOON, 0);
        waits();
    }

    @Test
    void whatIsNotBelievedIsKeptAndBoundsNothing() {
        assertThat(inbox.keep(Grid.EV1, PERIOD.start(), "good1")).isEmpty();
        assertThat(inbox.keep(Grid.EV1, PERIOD.start(), "good1")).as("a repeat").isEmpty();
        assertThat(inbox.keep(Grid.EV1, PERIOD.end(), "bad")).contains("it is not good");
        assertThat(telemetry.chargers().signed(MATCH))
                .as("none from after the period")
                .isEmpty();
        assertThat(inbox.keep(Grid.EV1, PERIOD.end(), "good2")).isEmpty();
        var shown = telemetry.chargers().signed(MATCH).orElseThrow();
        assertThat(shown.records()).containsExactly("good1", "good2");
        var fetched = telemetry.during(PERIOD, List.of(Grid.EV1)).chargers();
        assertThat(fetched.signed(MATCH)).contains(shown);
        assertThat(inbox.keep(Grid.EV1, PERIOD.end(), "x".repeat(32_769)).orElseThrow())
                .contains("32769 characters is longer than 32768");
    }
}
