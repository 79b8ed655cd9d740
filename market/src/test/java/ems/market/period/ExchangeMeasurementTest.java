package ems.market.period;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.fixture.InMemoryTelemetry;
import ems.market.fixture.PaperGrid;
import ems.market.party.EnergyInventory;
import ems.market.party.OperableWindow;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.BidLimit;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.Permission;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.record.VehicleBid;
import ems.market.telemetry.ChargedEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;
import ems.market.telemetry.VehicleStatus;

import static ems.market.fixture.PaperGrid.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

/** The window of the EV is 100 to 200 mJ; a sample above 0 is a surplus, below 0 a demand. */
class ExchangeMeasurementTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchId ID = MatchId.of(FIRST, L1, EV1);
    private static final OperableWindow WINDOW = new OperableWindow(new Energy(100), new Energy(200));
    private static final Permission BOTH_WAYS = new Permission(true, true);
    private static final Match FORECAST_A_SURPLUS = match();
    private static final Optional<SampleNet> NOT_KNOWN = Optional.empty();

    private final InMemoryTelemetry telemetry = new InMemoryTelemetry();

    private static Match match() {
        var price = new AgreedPrice(new Price(1), RuleReference.ofCode("any"));
        return new Match(ID, L1, EV1, new Energy(60), price, price);
    }

    @BeforeEach
    void theEvIsPluggedIn() {
        plug(0, true);
    }

    @Test
    void theSignOfEachSampleDecidesWhateverWasForecast() {
        measure(10, -20, 0, -5, 30, 7);
        assertThat(exchanged(holding(150)))
                .containsExactly(
                        stored(0, 10, 60),
                        released(1, 20, 40),
                        released(3, 5, 35),
                        stored(4, 30, 65),
                        stored(5, 7, 72));
    }

    @Test
    void nothingIsStoredAboveTheCeiling() {
        measure(30, 19, 1, 1, 1, 1);
        assertThat(exchanged(holding(150))).containsExactly(stored(0, 30, 80), stored(1, 19, 99), stored(2, 1, 100));
        measure(51, 1, 1, 1, 1, 1);
        assertThat(exchanged(holding(150))).containsExactly(stored(0, 50, 100));
    }

    @Test
    void nothingIsReleasedBelowTheFloor() {
        measure(-30, -19, -1, -1, -1, -1);
        assertThat(exchanged(holding(150))).containsExactly(released(0, 30, 20), released(1, 19, 1), released(2, 1, 0));
        measure(-51, -1, -1, -1, -1, -1);
        assertThat(exchanged(holding(150))).containsExactly(released(0, 50, 0));
    }

    @Test
    void roomThatWasReleasedCanBeFilledAgain() {
        measure(5, -10, 20, 1, 1, 1);
        assertThat(exchanged(holding(200))).containsExactly(released(1, 10, 90), stored(2, 10, 100));
    }

    @Test
    void anEvAboveItsCeilingStoresOnlyOnceItHasFallenBelow() {
        measure(5, -20, 5, -20, 5, 100);
        assertThat(exchanged(holding(230)))
                .containsExactly(released(1, 20, 110), released(3, 20, 90), stored(4, 5, 95), stored(5, 5, 100));
    }

    @Test
    void anEvBelowItsFloorReleasesOnlyWhatIsAboveIt() {
        measure(-5, 20, -5, 15, -10, -1);
        assertThat(exchanged(holding(70))).containsExactly(stored(1, 20, 0), stored(3, 15, 5), released(4, 5, 0));
    }

    @Test
    void theChargerBoundsEachSampleInBothDirections() {
        measure(21, 20, 19, -21, -20, -19);
        assertThat(exchanged(bid(new Energy(130), BOTH_WAYS, Optional.of(new Power(2)))))
                .extracting(exchange -> exchange.energy().millijoules())
                .containsExactly(20L, 20L, 19L, 20L, 20L, 19L);
    }

    @Test
    void anEvMovesNoMoreThanItSignedForInEachDirectionWhateverItMovedBack() {
        measure(-8, 9, -8, 9, -8, 9);
        var ten = new BidLimit(new Energy(10), new Energy(11));
        assertThat(ExchangeMeasurement.of(FORECAST_A_SURPLUS, holding(150), vehicleSigned(ten), FIRST, telemetry))
                .containsExactly(released(0, 8, 42), stored(1, 9, 51), released(2, 3, 48), stored(3, 1, 49));
    }

    @Test
    void aProsumerMovesNoMoreThanItSignedForInEachDirectionWhateverItGotBack() {
        measure(-8, 9, -8, 9, -8, 9);
        var ten = new BidLimit(new Energy(11), new Energy(10));
        assertThat(ExchangeMeasurement.of(FORECAST_A_SURPLUS, holding(150), prosumerSigned(ten), FIRST, telemetry))
                .containsExactly(released(0, 8, 42), stored(1, 9, 51), released(2, 3, 48), stored(3, 1, 49));
    }

    @Test
    void aMissingSampleMovesNothing() {
        telemetry.accept(L1, FIRST.sampleStart(1), net(10));
        telemetry.accept(L1, FIRST.sampleStart(5), net(-10));
        assertThat(exchanged(holding(150))).containsExactly(stored(1, 10, 60), released(5, 10, 50));
    }

    @Test
    void anEvThatLeavesMovesNothingFromTheNextSampleOnUntilItIsBack() {
        measure(1, 1, 1, 1, 1, 1);
        plug(11, false);
        plug(40, true);
        assertThat(exchanged(holding(150))).extracting(Exchange::sample).containsExactly(0, 1, 4, 5);
    }

    @Test
    void anEvThatLeavesAsASampleStartsMovesNothingInIt() {
        measure(1, 1, 1, 1, 1, 1);
        plug(10, false);
        assertThat(exchanged(holding(150))).extracting(Exchange::sample).containsExactly(0);
    }

    @Test
    void aDirectionThatIsNotPermittedMovesNothing() {
        measure(10, -10, 10, -10, 10, -10);
        assertThat(exchanged(bid(new Energy(150), new Permission(true, false), Optional.empty())))
                .extracting(Exchange::flow)
                .containsOnly(Flow.STORED);
        assertThat(exchanged(bid(new Energy(150), new Permission(false, true), Optional.empty())))
                .extracting(Exchange::flow)
                .containsOnly(Flow.RELEASED);
    }

    @Test
    void aStoreHearsFirstWhoseReadingsWillBeAskedFor() {
        measure(10);
        List<Party> announced = new ArrayList<>();
        var record = PeriodRecord.blank(PaperGrid.period(0))
                .with(new StepRecord(Step.VERIFY_AND_LIMIT, List.of(holding(150))))
                .with(new StepRecord(Step.MATCH, List.of(FORECAST_A_SURPLUS)));
        assertThat(ExchangeMeasurement.in(record, new AnnouncedReadings(telemetry, announced)))
                .containsExactly(stored(0, 10, 60));
        assertThat(announced).containsExactly(L1, EV1);
    }

    /** Readings of a store that fetches together what is announced. */
    private record AnnouncedReadings(Readings store, List<Party> announced) implements Readings {

        @Override
        public Readings during(MatchingPeriod period, Collection<? extends Party> parties) {
            announced.addAll(parties);
            return store;
        }

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
            return store.metered(prosumer, sampleStart);
        }

        @Override
        public boolean pluggedIn(VehicleId vehicle, Instant instant) {
            return store.pluggedIn(vehicle, instant);
        }

        @Override
        public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
            return store.report(vehicle, after, upTo);
        }
    }

    /** 2 mW in, 3 mW out: 20 mJ and 30 mJ in a sample. */
    @Test
    void aSampleBelowTheLeastPowerMovesNothing() {
        measure(20, 19, -30, -29, 21, -1);
        assertThat(exchanged(choosy(150))).containsExactly(stored(0, 20, 70), released(2, 30, 40), stored(4, 21, 61));
    }

    @Test
    void whatIsLeftOfRoomBelowTheLeastPowerStaysEmpty() {
        measure(30, 30, 30, -40, 30, 30);
        assertThat(exchanged(choosy(160)))
                .containsExactly(stored(0, 30, 90), released(3, 40, 50), stored(4, 30, 80), stored(5, 20, 100));
    }

    @Test
    void whatIsLeftOfASignedLimitBelowTheLeastPowerStaysUnused() {
        measure(25, 25, 25, 25, 25, 25);
        var limit = new BidLimit(new Energy(69), Energy.ZERO);
        assertThat(ExchangeMeasurement.of(FORECAST_A_SURPLUS, choosy(100), vehicleSigned(limit), FIRST, telemetry))
                .containsExactly(stored(0, 25, 25), stored(1, 25, 50));
    }

    @Test
    void whatTheChargerToldCountsBelowTheLeastPowerToo() {
        measure(20, 25, 8, -5);
        var told =
                new ToldReadings(telemetry, new ChargedEnergy(Optional.of(new Energy(21)), Optional.of(Energy.ZERO)));
        assertThat(ExchangeMeasurement.of(FORECAST_A_SURPLUS, choosy(120), MatchLimits.NONE, FIRST, told))
                .containsExactly(
                        stored(0, 20, 40),
                        stored(1, 21, 61),
                        new Exchange(ID, 2, Flow.STORED, new Energy(8), new Energy(69), true));
    }

    /** Without readings a sample stays as it was settled: what is left of one that no charger told of is bound as before. */
    @Test
    void whatWasSettledWasToldByAChargerOnlyIfItIsBelowTheLeastPower() {
        assertThat(keptAs(20)).contains(new SampleNet(net(20), false));
        assertThat(keptAs(19)).contains(new SampleNet(net(19), true));
        assertThat(keptAs(-30)).contains(new SampleNet(net(-30), false));
        assertThat(keptAs(-29)).contains(new SampleNet(net(-29), true));
        assertThat(ExchangeMeasurement.of(
                        FORECAST_A_SURPLUS,
                        choosy(165),
                        MatchLimits.NONE,
                        List.of(keptAs(20), keptAs(20), NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)))
                .as("15 mJ of room are left for the second")
                .containsExactly(stored(0, 20, 85));
    }

    private static MatchLimits vehicleSigned(BidLimit most) {
        return new MatchLimits(BidLimit.NONE, most, Optional.empty());
    }

    private static MatchLimits prosumerSigned(BidLimit most) {
        return new MatchLimits(most, BidLimit.NONE, Optional.empty());
    }

    private Optional<SampleNet> keptAs(long millijoules) {
        return ExchangeMeasurement.net(
                FORECAST_A_SURPLUS,
                choosy(150),
                FIRST.sampleStart(0),
                new InMemoryTelemetry(),
                Optional.of(net(millijoules)));
    }

    /** Readings of chargers that all tell this of each sample. */
    private record ToldReadings(Readings homes, ChargedEnergy charged) implements Readings {

        @Override
        public ChargerReadings chargers() {
            return (vehicle, sampleStart) -> charged;
        }

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
            return homes.metered(prosumer, sampleStart);
        }

        @Override
        public boolean pluggedIn(VehicleId vehicle, Instant instant) {
            return homes.pluggedIn(vehicle, instant);
        }

        @Override
        public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
            return homes.report(vehicle, after, upTo);
        }
    }

    private static VehicleBid choosy(long millijoules) {
        return new VehicleBid(
                EV1,
                new EnergyInventory(new Energy(millijoules), Money.ZERO),
                WINDOW,
                BOTH_WAYS,
                Optional.empty(),
                Bids.least(2, 3));
    }

    private List<Exchange> exchanged(VehicleBid bid) {
        return ExchangeMeasurement.of(FORECAST_A_SURPLUS, bid, MatchLimits.NONE, FIRST, telemetry);
    }

    private static VehicleBid holding(long millijoules) {
        return bid(new Energy(millijoules), BOTH_WAYS, Optional.empty());
    }

    private static VehicleBid bid(Energy held, Permission permission, Optional<Power> limit) {
        return new VehicleBid(EV1, new EnergyInventory(held, Money.ZERO), WINDOW, permission, limit);
    }

    private void measure(long... nets) {
        for (int sample = 0; sample < nets.length; sample++) {
            telemetry.accept(L1, FIRST.sampleStart(sample), net(nets[sample]));
        }
    }

    private static NetEnergy net(long millijoules) {
        return NetEnergy.between(new Energy(Math.max(0, millijoules)), new Energy(Math.max(0, -millijoules)));
    }

    private void plug(int second, boolean pluggedIn) {
        telemetry.accept(
                new VehicleStatus(EV1, FIRST.start().plusSeconds(second), pluggedIn, Energy.ZERO, Optional.empty()));
    }

    private static Exchange stored(int sample, long millijoules, long availableAfter) {
        return new Exchange(ID, sample, Flow.STORED, new Energy(millijoules), new Energy(availableAfter));
    }

    private static Exchange released(int sample, long millijoules, long availableAfter) {
        return new Exchange(ID, sample, Flow.RELEASED, new Energy(millijoules), new Energy(availableAfter));
    }
}
