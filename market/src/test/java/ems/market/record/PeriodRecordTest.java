package ems.market.record;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.fixture.PaperGrid;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** L1 and EV1 are a pair, L2 and EV2 another. */
class PeriodRecordTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final RuleReference RULE = RuleReference.ofCode("any");
    private static final StepRecord COLLECTED =
            new StepRecord(Step.COLLECT_BIDS, List.of(new SignedBid(EV1, 1, new Energy(3), new Energy(4), "e.e.e")));
    private static final StepRecord FORECAST =
            new StepRecord(Step.FORECAST, List.of(Bids.surplus("L1", 5), Bids.demand("L2", 6)));
    private static final StepRecord MATCHED =
            new StepRecord(Step.MATCH, List.of(match(L1, EV1), match(L2, EV2), no(EV1, "first"), no(EV1, "second")));
    private static final StepRecord ABANDONED = new StepRecord(Step.ABANDON, List.of(new Abandonment("missed")));

    private final PeriodRecord record = of(COLLECTED, FORECAST, MATCHED);

    @Test
    void aBidIsFoundByItsHome() {
        assertThat(record.bid(L2)).contains(Bids.demand("L2", 6));
        assertThat(record.bid(new ProsumerId("L3"))).isEmpty();
    }

    @Test
    void aMatchIsFoundByEitherOfItsPartiesAndByItsId() {
        assertThat(record.match(L2)).contains(match(L2, EV2));
        assertThat(record.match(EV2)).contains(match(L2, EV2));
        assertThat(record.match(match(L2, EV2).id())).contains(match(L2, EV2));
        assertThat(record.match(match(L1, EV2).id())).isEmpty();
    }

    @Test
    void aPartyHearsItsFirstRefusal() {
        assertThat(record.rejection(EV1)).contains(no(EV1, "first"));
        assertThat(record.rejection(EV2)).isEmpty();
    }

    @Test
    void aPartyIsLimitedByItsOwnSignedBid() {
        assertThat(record.limit(EV1)).isEqualTo(new BidLimit(new Energy(3), new Energy(4)));
        assertThat(record.limit(EV2)).isEqualTo(BidLimit.NONE);
    }

    @Test
    void stepsStandInTheirOrderWhicheverWasDoneFirst() {
        assertThat(of(MATCHED, COLLECTED, FORECAST).steps()).containsExactly(COLLECTED, FORECAST, MATCHED);
    }

    @Test
    void noStepIsDoneTwice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> record.with(new StepRecord(Step.FORECAST, List.of())))
                .withMessageEndingWith("has done 'Forecast' before");
    }

    @Test
    void aPeriodThatNeverBeganOrWasAbandonedHasEndedAndARunningOneHasNot() {
        assertThat(of().isEnded()).isTrue();
        assertThat(of(new StepRecord(Step.ENROL, List.of())).isEnded()).isTrue();
        assertThat(record.isEnded()).isFalse();
        assertThat(record.with(ABANDONED).isEnded()).isTrue();
    }

    @Test
    void recordsOfOnePeriodWithTheSameStepsAreEqual() {
        assertThat(of(FORECAST, COLLECTED))
                .isEqualTo(of(COLLECTED, FORECAST))
                .hasSameHashCodeAs(of(COLLECTED, FORECAST));
        assertThat(of(COLLECTED)).isNotEqualTo(of(FORECAST)).isNotEqualTo("a record");
        assertThat(PeriodRecord.blank(period(0)))
                .isNotEqualTo(PeriodRecord.blank(period(1)))
                .doesNotHaveSameHashCodeAs(PeriodRecord.blank(period(1)));
    }

    @Test
    void aRecordPrintsItsPeriodAndItsSteps() {
        assertThat(of(ABANDONED))
                .hasToString(period(0) + " [StepRecord[step=ABANDON, entries=[Abandonment[reason=missed]]]]");
    }

    private static PeriodRecord of(StepRecord... steps) {
        var record = PeriodRecord.blank(period(0));
        for (StepRecord step : steps) {
            record = record.with(step);
        }
        return record;
    }

    private static Match match(ProsumerId prosumer, VehicleId vehicle) {
        var price = new AgreedPrice(new Price(1), RULE);
        return new Match(
                MatchId.of(PaperGrid.FIRST, prosumer, vehicle), prosumer, vehicle, new Energy(1), price, price);
    }

    private static Rejection no(VehicleId vehicle, String reason) {
        return new Rejection(vehicle, reason, RULE);
    }
}
