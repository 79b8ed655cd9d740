package ems.console.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import ems.console.course.InstanceStanding;
import ems.console.course.RunningPeriod;
import ems.console.decision.RulesNow;
import ems.console.fixture.FiveHomes;
import ems.console.fixture.MetersUntil;
import ems.console.fixture.Pictures;
import ems.console.fixture.RecordedPeriods;
import ems.console.page.DeadLettersNow;
import ems.console.page.MarketSnapshot;
import ems.console.page.MarketSnapshots;
import ems.market.record.Flow;
import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;

class PowersAddUpTest {

    private static final List<String> NAMES = List.of("L1", "L2", "L3", "R2", "Z0");

    @Test
    void theBarShowsEveryPartOfTheGrid() {
        var balance = MarketSnapshots.of(Pictures.trading()).balance();

        assertThat(balance.surplusKw()).isEqualTo("7.181");
        assertThat(balance.releasedKw()).isEqualTo("1.905");
        assertThat(balance.fromGridKw()).isEqualTo("0.412");
        assertThat(balance.demandKw()).isEqualTo("2.317");
        assertThat(balance.storedKw()).isEqualTo("7.178");
        assertThat(balance.toGridKw()).isEqualTo("0.003");
        assertThat(balance.mismatchKw()).isEqualTo("0.000");
        assertThat(balance.sample()).contains(Instant.parse("2026-06-14T12:04:30Z"));
    }

    @Property(tries = 200)
    void whatComesInGoesOutWhateverTheMetersSay(
            @ForAll @Size(5) List<@IntRange(min = -20_000, max = 20_000) Integer> watts) {
        Map<String, Integer> meters = new HashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            meters.put(NAMES.get(i), watts.get(i));
        }
        var balance = snapshot(new MetersUntil(Pictures.CLOCK, meters, Set.of()), Pictures.CLOCK)
                .balance();

        BigDecimal in = balance.surplusKw().add(balance.releasedKw()).add(balance.fromGridKw());
        BigDecimal out = balance.demandKw().add(balance.storedKw()).add(balance.toGridKw());
        assertThat(in).isEqualByComparingTo(out);
        assertThat(balance.mismatchKw()).isZero();
    }

    @Test
    void allPowersStandForTheLatestSampleThatMostMetersHaveToldOf() {
        var lateR2 = new MetersUntil(
                Instant.parse("2026-06-14T12:04:30Z"),
                MetersUntil.sunny(Pictures.CLOCK).watts(),
                Set.of());

        assertThat(snapshot(lateR2, Pictures.CLOCK).balance().sample()).contains(Instant.parse("2026-06-14T12:04:20Z"));
    }

    @Test
    void readingsOlderThanAMinuteAreNotNow() {
        var silent = new MetersUntil(
                Instant.parse("2026-06-14T12:03:40Z"),
                MetersUntil.sunny(Pictures.CLOCK).watts(),
                Set.of());

        var balance = snapshot(silent, Pictures.CLOCK).balance();

        assertThat(balance.sample()).isEmpty();
        assertThat(balance.withoutReading()).isEqualTo(5);
    }

    @Test
    void theFirstSecondsOfAPeriodStillShowWhatTheLastOneExchanges() {
        var clock = FiveHomes.NOON.start().plusSeconds(3);
        var meters = MetersUntil.sunny(FiveHomes.NOON.start());

        var snapshot = snapshot(meters, clock);

        assertThat(snapshot.balance().storedKw()).isEqualTo("7.178");
        assertThat(snapshot.matches()).extracting(MatchNow::flow).containsOnly(Optional.<Flow>empty());
    }

    @Test
    void anEvHoldsWhatItHadAndWhatItExchangedSoFar() {
        var vehicles = MarketSnapshots.of(Pictures.trading()).vehicles();

        // 4 samples of 10 s at 4.318 kW into 48.6 kWh
        assertThat(vehicles.get(0).storedKwh().orElseThrow()).isEqualTo("48.647978");
        assertThat(vehicles)
                .extracting(VehicleNow::mode)
                .containsExactly(
                        VehicleNow.Mode.STORING,
                        VehicleNow.Mode.STORING,
                        VehicleNow.Mode.RELEASING,
                        VehicleNow.Mode.REFUSED,
                        VehicleNow.Mode.AWAY);
    }

    private static MarketSnapshot snapshot(MetersUntil meters, Instant clock) {
        var journal = new RecordedPeriods(FiveHomes.inventories());
        journal.record(FiveHomes.period(FiveHomes.NOON.previous(), Step.SETTLE, meters));
        return MarketSnapshots.of(Pictures.sources(
                clock,
                "live",
                new RunningPeriod(
                        FiveHomes.period(FiveHomes.NOON, Step.MATCH, meters), InstanceStanding.active("p", "i")),
                List.of(),
                journal,
                meters,
                new RulesNow(FiveHomes.RULES, Optional.empty(), List.of()),
                new DeadLettersNow(0, List.of())));
    }
}
