package ems.market.period;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import ems.market.exchange.SignedExchanges;
import ems.market.fixture.PaperGrid;
import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.forecast.SignedForecasts;
import ems.market.ledger.Identities;
import ems.market.party.ElectricVehicle;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;
import ems.market.record.AgentKey;
import ems.market.record.Correction;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.GlobalModel;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MeterAlgorithm;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.SignedBid;
import ems.market.record.SignedForecast;
import ems.market.record.SignedRegisters;
import ems.market.record.Step;
import ems.market.telemetry.ChargedEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.LateReading;

import static ems.market.fixture.PaperGrid.period;
import static ems.market.fixture.PaperGrid.surplus;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * L1 is private, and its agent expects 0.06 kWh to spare. EV1 holds 50 of at most 63.6 kWh; its charger moves at most 36 kW, which is
 * 360,000,000 mJ in a sample.
 */
class PrivateExchangesTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchId MATCH = MatchId.of(period(1).period(), L1, EV1);
    private static final long MOST = 360_000_000;
    private static final Energy PLENTY = Energy.ofKilowattHours("5");

    private final Map<ProsumerId, SignedForecast> forecasts =
            new HashMap<>(Map.of(L1, new SignedForecast(L1, surplus("0.06"), "f.f.f")));
    private final Map<Party, ExchangeStatement> stated = new HashMap<>();
    private final Map<Party, String> refused = new HashMap<>();
    private boolean isTheCarsKeyHere;

    private final PaperGrid grid = PaperGrid.of(
                    List.of(L1),
                    new ElectricVehicle(
                            EV1, Energy.ofKilowattHours("79.5"), Energy.ZERO, Optional.of(new Power(36_000_000))))
            .opened(Energy.ofKilowattHours("50"), new Identities(Optional.empty(), List.of(key(L1), key(EV1))))
            .with(key -> List.of(bid(L1, PLENTY), bid(EV1, PLENTY)))
            .parked(EV1, period(0))
            .parked(EV1, period(1))
            .parked(EV1, period(2))
            .with(new Forecaster() {
                @Override
                public String strategy() {
                    return "guess";
                }

                @Override
                public Forecasts forecasts(
                        List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
                    return Forecasts.of(Map.of(L1, surplus("0.03")))
                            .with(new SignedForecasts.Arrived(forecasts, Map.of()));
                }
            })
            .with(new SignedExchanges() {
                @Override
                public Arrived statements(PeriodKey key) {
                    return new Arrived(stated, refused);
                }

                @Override
                public Optional<ExchangeStatement> signedHere(
                        PeriodKey key, Match match, List<NetEnergy> samples, Optional<SignedRegisters> registers) {
                    return isTheCarsKeyHere
                            ? Optional.of(new ExchangeStatement(
                                    match.id(), EV1, samples, registers.map(SignedRegisters::hash), "h.h.h"))
                            : Optional.empty();
                }
            });

    private static AgentKey key(Party party) {
        return new AgentKey(party, AgentKey.BIDS, "A".repeat(43));
    }

    private static SignedBid bid(Party party, Energy most) {
        return new SignedBid(party, 1, most, most, "b.b.b");
    }

    private static List<NetEnergy> samples(long... millijoules) {
        return LongStream.of(millijoules).mapToObj(NetEnergy::ofMillijoules).toList();
    }

    private void states(Party party, long... millijoules) {
        stated.put(party, new ExchangeStatement(MATCH, party, samples(millijoules), Optional.empty(), "s.s.s"));
    }

    /** After a period with its bid the EV may release, too. */
    private void prepare() {
        grid.run(period(0));
        grid.ledger().privately(L1);
    }

    private PeriodRecord run() {
        prepare();
        return grid.run(period(1));
    }

    /** Also if it was before. */
    private PeriodRecord matched() {
        if (!grid.journal().read(period(1)).has(Step.MATCH)) {
            prepare();
            grid.match(period(1));
        }
        return grid.journal().read(period(1));
    }

    private static List<NetEnergy> exchanged(PeriodRecord record) {
        return Correction.samples(record.exchanges(MATCH));
    }

    private void assertRefused(PeriodRecord record, String reason) {
        assertThat(record.exchangeRefusal(MATCH)).map(ExchangeRefusal::reason).contains(reason);
        assertThat(record.all(Exchange.class)).isEmpty();
        assertThat(record.all(ExchangeStatement.class)).isEmpty();
        assertThat(record.all(SettlementLine.class)).isEmpty();
        assertThat(record.isClosed()).isTrue();
    }

    @Test
    void theSmallerOfBothIsSettledSampleBySample() {
        states(L1, 100, 200, 0, -50, -60, 7);
        states(EV1, 90, 300, 5, -70, -10, 0);
        var record = run();
        assertThat(exchanged(record)).isEqualTo(samples(90, 200, 0, -50, -10, 0));
        assertThat(record.statements(MATCH)).containsExactly(stated.get(L1), stated.get(EV1));
        assertThat(record.all(SettlementLine.class))
                .extracting(line -> line.energy().millijoules())
                .containsExactly(290L, 60L);
    }

    @Test
    void aSampleInWhichTheyNameDifferentDirectionsMovesNothing() {
        states(L1, 100, -100, 3, 0, 0, 0);
        states(EV1, -100, 100, 3, 0, 0, 0);
        assertThat(exchanged(run())).isEqualTo(samples(0, 0, 3, 0, 0, 0));
    }

    @Property(tries = 300)
    void neverMoreThanEitherSignedIsSettled(
            @ForAll @Size(6) List<@LongRange(min = -MOST, max = MOST) Long> home,
            @ForAll @Size(6) List<@LongRange(min = -MOST, max = MOST) Long> vehicle) {
        states(L1, home.stream().mapToLong(Long::longValue).toArray());
        states(EV1, vehicle.stream().mapToLong(Long::longValue).toArray());
        var period = matched();
        var settled = Correction.samples(StatedExchange.of(
                period.match(MATCH).orElseThrow(),
                period.bid(EV1).orElseThrow(),
                MatchLimits.NONE,
                Objects.requireNonNull(stated.get(L1)),
                Objects.requireNonNull(stated.get(EV1))));
        for (int i = 0; i < settled.size(); i++) {
            long moved = settled.get(i).toMillijoules();
            long most = Math.min(Math.abs(home.get(i)), Math.abs(vehicle.get(i)));
            assertThat(Math.abs(moved)).isLessThanOrEqualTo(most);
            assertThat(moved == 0 || Long.signum(moved) == Long.signum(home.get(i)))
                    .isTrue();
        }
    }

    @Test
    void whereNoAgentHasTheCarsKeyTheInstallationSignsWhatItsChargerTold() {
        isTheCarsKeyHere = true;
        grid.telemetry()
                .charge((vehicle, start) -> new ChargedEnergy(Optional.of(new Energy(80)), Optional.of(new Energy(0))));
        states(L1, 100, 50, -20, 0, 0, 0);
        var record = run();
        assertThat(record.statements(MATCH).get(1).samples()).isEqualTo(samples(80, 50, 0, 0, 0, 0));
        assertThat(exchanged(record)).isEqualTo(samples(80, 50, 0, 0, 0, 0));
    }

    @Test
    void whereNoChargerToldTheInstallationSignsWhatTheHomeSigned() {
        isTheCarsKeyHere = true;
        states(L1, 100, 50, -20, 0, 0, 0);
        assertThat(exchanged(run())).isEqualTo(samples(100, 50, -20, 0, 0, 0));
    }

    @Test
    void aCarThatIsAwayExchangesNothingByTheInstallation() {
        isTheCarsKeyHere = true;
        states(L1, 100, 50, 20, 30, 10, 10);
        prepare();
        grid.match(period(1));
        grid.reported(EV1, period(1).period().sampleStart(2), false, Energy.ZERO, Optional.empty());
        var record = grid.run(period(1));
        assertThat(exchanged(record)).isEqualTo(samples(100, 50, 0, 0, 0, 0));
    }

    @Test
    void noMoreIsSettledThanTheChargersMeterSigned() {
        isTheCarsKeyHere = true;
        var registers = new SignedRegisters(
                MATCH,
                Optional.of(new Energy(120)),
                Optional.empty(),
                MeterAlgorithm.SECP256R1,
                "A".repeat(85) + "Q",
                List.of("T0NNRg"));
        grid.telemetry().charge(new ChargerReadings() {
            @Override
            public ChargedEnergy sample(VehicleId vehicle, Instant sampleStart) {
                return ChargedEnergy.UNKNOWN;
            }

            @Override
            public Optional<SignedRegisters> signed(Match match) {
                return Optional.of(registers);
            }
        });
        states(L1, 100, 50, 0, 0, 0, 0);
        var record = run();
        assertThat(exchanged(record)).isEqualTo(samples(100, 20, 0, 0, 0, 0));
        assertThat(record.statements(MATCH).get(1).records()).contains(registers.hash());
    }

    @Test
    void recordsThatNobodyHasAreRefused() {
        states(L1, 1, 0, 0, 0, 0, 0);
        stated.put(
                EV1,
                new ExchangeStatement(MATCH, EV1, samples(1, 0, 0, 0, 0, 0), Optional.of("0".repeat(64)), "s.s.s"));
        assertRefused(
                run(), "the statement of vehicle:EV1 names other records than the meter of the EV's charger signed");
    }

    @Test
    void withoutTheHomesStatementNothingIsSettled() {
        isTheCarsKeyHere = true;
        assertRefused(run(), "no statement of prosumer:L1 came in time");
    }

    @Test
    void withoutTheCarsStatementNothingIsSettled() {
        states(L1, 1, 0, 0, 0, 0, 0);
        assertRefused(run(), "no statement of vehicle:EV1 came in time");
    }

    @Test
    void whyAStatementWasRefusedIsRecorded() {
        refused.put(L1, "the statement of prosumer:L1 was refused: it was late");
        assertRefused(run(), "the statement of prosumer:L1 was refused: it was late");
    }

    @Test
    void aStatementOfAnotherMatchIsNone() {
        states(EV1, 1, 0, 0, 0, 0, 0);
        var other = MatchId.of(period(1).period(), L1, new VehicleId("EV2"));
        stated.put(L1, new ExchangeStatement(other, L1, samples(1, 0, 0, 0, 0, 0), Optional.empty(), "s.s.s"));
        assertRefused(run(), "no statement of prosumer:L1 came in time");
    }

    @Test
    void moreThanTheChargerCanMoveIsRefusedWhoeverSaysSo() {
        states(L1, MOST, 0, 0, 0, 0, 0);
        states(EV1, MOST + 1, 0, 0, 0, 0, 0);
        assertRefused(run(), "sample 0 of vehicle:EV1's statement has 360000001 mJ, and the bids allow 360000000 mJ");
    }

    @Test
    void moreThanAPartySignedForIsRefused() {
        grid.with(key -> List.of(bid(L1, new Energy(250_000)), bid(EV1, PLENTY)));
        states(L1, 200_000, 50_001, 0, 0, 0, 0);
        states(EV1, 200_000, 50_000, 0, 0, 0, 0);
        assertRefused(run(), "sample 1 of prosumer:L1's statement has 50001 mJ, and the bids allow 50000 mJ");
    }

    @Test
    void withoutAForecastThatItsAgentSignedTheHomeTakesNoPart() {
        forecasts.clear();
        states(L1, 1, 0, 0, 0, 0, 0);
        var record = run();
        assertThat(record.all(ProsumerBid.class)).isEmpty();
        assertThat(record.rejection(L1)).map(Rejection::rule).contains(CodeRules.PRIVATE);
        assertThat(record.rejection(L1))
                .map(Rejection::reason)
                .contains("no forecast that its agent signed came in time");
        assertThat(record.isClosed()).isTrue();
    }

    @Test
    void whatIsMeasuredOfItsCarLaterCorrectsNothing() {
        isTheCarsKeyHere = true;
        states(L1, 100, 0, 0, 0, 0, 0);
        run();
        grid.telemetry()
                .charge((vehicle, start) -> new ChargedEnergy(Optional.of(new Energy(7)), Optional.of(Energy.ZERO)));
        grid.late().add(new LateReading(period(1).period(), EV1));
        forecasts.clear();
        var next = grid.run(period(2));
        assertThat(next.all(Correction.class)).isEmpty();
        assertThat(grid.late().waiting(10)).isEmpty();
    }

    @Test
    void aMeteredHomeIsSettledByItsMeterWhateverIsSigned() {
        states(L1, 1, 0, 0, 0, 0, 0);
        states(EV1, 1, 0, 0, 0, 0, 0);
        grid.measured(L1, period(1), NetEnergy.ofMillijoules(500));
        var record = grid.run(period(1));
        assertThat(exchanged(record)).isEqualTo(samples(500, 500, 500, 500, 500, 500));
        assertThat(record.isPrivate(MATCH)).isFalse();
    }
}
