package ems.market.period;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import ems.market.fixture.InMemoryTelemetry;
import ems.market.fixture.PaperGrid;
import ems.market.fixture.PerfectForesight;
import ems.market.party.ElectricVehicle;
import ems.market.party.LeastPower;
import ems.market.party.PeriodKey;
import ems.market.party.PlugPower;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;
import ems.market.record.BidLimit;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MeterAlgorithm;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.record.SignedRegisters;
import ems.market.record.Step;
import ems.market.telemetry.ChargedEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.LateReading;

import static ems.market.fixture.PaperGrid.demand;
import static ems.market.fixture.PaperGrid.period;
import static ems.market.fixture.PaperGrid.surplus;
import static org.assertj.core.api.Assertions.assertThat;

/** The smaller of home and charger is settled. */
class ChargedExchangesTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final Energy HOME = Energy.ofKilowattHours("0.01");
    private static final Optional<Energy> LESS = Optional.of(Energy.ofKilowattHours("0.003"));
    private static final Optional<Energy> MORE = Optional.of(Energy.ofKilowattHours("0.02"));
    private static final Optional<Energy> NOTHING = Optional.of(Energy.ZERO);
    private static final Optional<Energy> UNKNOWN = Optional.empty();

    private final InMemoryTelemetry truth = new InMemoryTelemetry();
    private PaperGrid grid = gridOf(PaperGrid.car(EV1));

    private PaperGrid gridOf(ElectricVehicle car) {
        return PaperGrid.of(List.of(L1), car)
                .with(new PerfectForesight(truth))
                .opened(Energy.ofKilowattHours("50"))
                .parked(EV1, period(0))
                .parked(EV1, period(1))
                .parked(EV1, period(2));
    }

    /** It moves at least 2 kW, which is 0.00556 kWh in a sample. */
    private void theCarMovesAtLeastTwoKilowatts() {
        var least = new Power(2_000_000);
        grid = gridOf(PaperGrid.car(EV1).at(PlugPower.from(new LeastPower(least, least))));
    }

    private PeriodRecord run(PeriodKey key, NetEnergy net) {
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var start = key.period().sampleStart(sample);
            truth.accept(L1, start, net);
            grid.telemetry().accept(L1, start, net);
        }
        return grid.run(key);
    }

    private void chargerTells(Optional<Energy> stored, Optional<Energy> released) {
        grid.telemetry().charge((vehicle, start) -> new ChargedEnergy(stored, released));
    }

    @Test
    void aChargerThatMovedLessThanTheHomeGaveSettlesWhatItMoved() {
        chargerTells(LESS, NOTHING);
        var record = run(period(0), surplus("0.01"));
        assertThat(record.all(Exchange.class)).hasSize(6).allSatisfy(exchange -> {
            assertThat(exchange.flow()).isEqualTo(Flow.STORED);
            assertThat(exchange.energy()).isEqualTo(LESS.get());
        });
        assertThat(record.first(SettlementLine.class).orElseThrow().energy())
                .isEqualTo(Energy.ofKilowattHours("0.018"));
    }

    @Test
    void aHomeThatGaveLessThanTheChargerMovedSettlesWhatItGave() {
        chargerTells(MORE, NOTHING);
        assertThat(run(period(0), surplus("0.01")).all(Exchange.class))
                .hasSize(6)
                .allSatisfy(exchange -> assertThat(exchange.energy()).isEqualTo(HOME));
    }

    @Test
    void whereTheChargerToldNothingTheHomeIsSettledAsEver() {
        chargerTells(UNKNOWN, UNKNOWN);
        assertThat(run(period(0), surplus("0.01")).all(Exchange.class))
                .hasSize(6)
                .allSatisfy(exchange -> assertThat(exchange.energy()).isEqualTo(HOME));
    }

    @Test
    void aChargerThatCountsOneDirectionMovesNothingInTheOther() {
        run(period(0), surplus("0.01"));
        chargerTells(NOTHING, UNKNOWN);
        var record = run(period(1), demand("0.01"));
        assertThat(record.all(Match.class)).hasSize(1);
        assertThat(record.all(Exchange.class)).isEmpty();
        chargerTells(NOTHING, LESS);
        assertThat(run(period(2), demand("0.01")).all(Exchange.class))
                .hasSize(6)
                .allSatisfy(exchange -> {
                    assertThat(exchange.flow()).isEqualTo(Flow.RELEASED);
                    assertThat(exchange.energy()).isEqualTo(LESS.get());
                });
    }

    @Test
    void registersThatCameLateCorrectTheMatchOnce() {
        var settled = run(period(0), surplus("0.01"));
        assertThat(settled.first(SettlementLine.class).orElseThrow().energy())
                .isEqualTo(Energy.ofKilowattHours("0.06"));
        chargerTells(LESS, NOTHING);
        grid.late().add(new LateReading(period(0).period(), EV1));
        grid.late().add(new LateReading(period(0).period(), L1));
        var record = run(period(1), surplus("0.01"));
        assertThat(record.all(Correction.class)).hasSize(1);
        assertThat(record.first(Correction.class).orElseThrow().stored()).isEqualTo(Energy.ofKilowattHours("0.018"));
        assertThat(record.all(CorrectionLine.class)).hasSize(1).allMatch(CorrectionLine::takenBack);
        assertThat(grid.late().waiting(1)).isEmpty();
        assertThat(grid.journal().read(period(0))).isEqualTo(settled);
    }

    @Test
    void registersThatCameLateOfAMatchThatTheyDoNotChangeAreTaken() {
        run(period(0), surplus("0.01"));
        chargerTells(MORE, NOTHING);
        grid.late().add(new LateReading(period(0).period(), EV1));
        assertThat(run(period(1), surplus("0.01")).all(Correction.class)).isEmpty();
        assertThat(grid.late().waiting(1)).isEmpty();
    }

    @Test
    void noMoreIsSettledThanTheChargersMeterSigned() {
        grid.telemetry().charge(new Signing(Energy.ofKilowattHours("0.025")));
        var record = run(period(0), surplus("0.01"));
        var measured = record.steps().stream()
                .filter(step -> step.step() == Step.MEASURE_EXCHANGE)
                .findFirst()
                .orElseThrow()
                .entries();
        assertThat(measured.get(0)).isInstanceOf(SignedRegisters.class);
        assertThat(record.all(Exchange.class).stream().map(Exchange::energy))
                .containsExactly(HOME, HOME, Energy.ofKilowattHours("0.005"));
        var match = record.first(Match.class).orElseThrow();
        // a correction of it stays below, too
        assertThat(BookedMatch.of(record, match.id()).orElseThrow().limits().ofVehicle())
                .isEqualTo(new BidLimit(Energy.ofKilowattHours("0.025"), BidLimit.NONE.out()));
    }

    @Test
    void whatTheMeterSignedIsSettledBelowTheLeastPowerToo() {
        theCarMovesAtLeastTwoKilowatts();
        grid.telemetry().charge(new Signing(Energy.ofKilowattHours("0.025")));
        var record = run(period(0), surplus("0.01"));
        assertThat(record.all(Exchange.class).stream().map(Exchange::energy))
                .containsExactly(HOME, HOME, Energy.ofKilowattHours("0.005"));
        assertThat(record.all(Exchange.class).stream().map(Exchange::toldByCharger))
                .containsExactly(false, false, true);
    }

    @Test
    void aHomeThatGaveLessThanTheLeastPowerSettlesThatWhereTheMeterSigned() {
        theCarMovesAtLeastTwoKilowatts();
        forecast(period(0), surplus("0.01"));
        grid.telemetry().charge(new Signing(Energy.ofKilowattHours("0.025")));
        measure(period(0), surplus("0.003"), 0, 1, 2, 3, 4, 5);
        assertThat(grid.run(period(0)).all(Exchange.class))
                .hasSize(6)
                .allMatch(exchange -> exchange.energy().equals(LESS.get()) && exchange.toldByCharger());
    }

    @Test
    void whatTheMeterSignedOfOneDirectionTellsNothingOfTheOther() {
        theCarMovesAtLeastTwoKilowatts();
        run(period(0), surplus("0.01"));
        grid.telemetry().charge(new Signing(Energy.ofKilowattHours("0.025")));
        forecast(period(1), demand("0.01"));
        measure(period(1), demand("0.003"), 0, 1, 2, 3);
        measure(period(1), demand("0.006"), 4, 5);
        assertThat(grid.run(period(1)).all(Exchange.class))
                .extracting(Exchange::sample)
                .containsExactly(4, 5);
    }

    /** Of 0.05 kWh that the home gave in the end the meter signed 0.045: the last sample moves what is left of that. */
    @Test
    void whatTheMeterSignedIsCorrectedBelowTheLeastPowerToo() {
        theCarMovesAtLeastTwoKilowatts();
        forecast(period(0), surplus("0.01"));
        grid.telemetry().charge(new Signing(Energy.ofKilowattHours("0.045")));
        measure(period(0), surplus("0.01"), 1, 2);
        var settled = grid.run(period(0));
        assertThat(settled.all(Exchange.class)).hasSize(2);
        measure(period(0), surplus("0.01"), 0, 3, 4);
        grid.late().add(new LateReading(period(0).period(), L1));
        var correction = run(period(1), surplus("0.01")).first(Correction.class).orElseThrow();
        assertThat(correction.stored()).isEqualTo(Energy.ofKilowattHours("0.045"));
        assertThat(correction.samples().get(4)).isEqualTo(surplus("0.005"));
        var match = settled.first(Match.class).orElseThrow();
        BookedMatch.of(settled, match.id()).orElseThrow().refuseUnlessPossible(correction.samples());
    }

    private void forecast(PeriodKey key, NetEnergy net) {
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            truth.accept(L1, key.period().sampleStart(sample), net);
        }
    }

    private void measure(PeriodKey key, NetEnergy net, int... samples) {
        for (int sample : samples) {
            grid.telemetry().accept(L1, key.period().sampleStart(sample), net);
        }
    }

    /** A charger whose registers tell nothing until its meter has signed them. */
    private record Signing(Energy stored) implements ChargerReadings {

        @Override
        public ChargedEnergy sample(VehicleId vehicle, Instant sampleStart) {
            return ChargedEnergy.UNKNOWN;
        }

        @Override
        public Optional<SignedRegisters> signed(Match match) {
            return Optional.of(new SignedRegisters(
                    match.id(), Optional.of(stored), Optional.empty(), MeterAlgorithm.SECP256R1, "k", List.of("r")));
        }
    }

    @Property(tries = 300)
    void theSmallerIsNeverMoreThanEither(
            @ForAll @LongRange(min = -1_000, max = 1_000) long net,
            @ForAll @LongRange(min = 0, max = 1_000) long stored,
            @ForAll @LongRange(min = 0, max = 1_000) long released) {
        var charged = new ChargedEnergy(Optional.of(new Energy(stored)), Optional.of(new Energy(released)));
        var home = NetEnergy.ofMillijoules(net);
        assertThat(charged.atMost(home).toMillijoules())
                .isEqualTo(net >= 0 ? Math.min(net, stored) : -Math.min(-net, released));
        assertThat(ChargedEnergy.UNKNOWN.atMost(home)).isEqualTo(home);
    }
}
