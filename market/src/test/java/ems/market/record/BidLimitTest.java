package ems.market.record;

import org.junit.jupiter.api.Test;

import ems.market.party.OperableWindow;
import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;

import static org.assertj.core.api.Assertions.assertThat;

/** The party takes 5 mJ at most and gives 30 mJ at most; the EV may hold 20 to 60 mJ. */
class BidLimitTest {

    private static final BidLimit LIMIT = new BidLimit(new Energy(5), new Energy(30));
    private static final OperableWindow WINDOW = window(20, 60);

    @Test
    void aHomeGivesNoMoreThanItSignedFor() {
        assertThat(LIMIT.of(surplus(31))).isEqualTo(surplus(30));
        assertThat(LIMIT.of(surplus(29))).isEqualTo(surplus(29));
    }

    @Test
    void aHomeTakesNoMoreThanItSignedFor() {
        assertThat(LIMIT.of(demand(6))).isEqualTo(demand(5));
        assertThat(LIMIT.of(demand(4))).isEqualTo(demand(4));
    }

    @Test
    void anEvIsFilledByNoMoreThanItSignedForAndNeverAboveItsCeiling() {
        assertThat(LIMIT.of(WINDOW, new Energy(54)).ceiling()).isEqualTo(new Energy(59));
        assertThat(LIMIT.of(WINDOW, new Energy(56)).ceiling()).isEqualTo(new Energy(60));
    }

    @Test
    void anEvIsEmptiedByNoMoreThanItSignedForAndNeverBelowItsFloor() {
        assertThat(LIMIT.of(WINDOW, new Energy(51)).floor()).isEqualTo(new Energy(21));
        assertThat(LIMIT.of(WINDOW, new Energy(49)).floor()).isEqualTo(new Energy(20));
        assertThat(LIMIT.of(WINDOW, new Energy(29)).floor()).isEqualTo(new Energy(20));
    }

    @Test
    void anEvAboveItsCeilingThatTakesNothingKeepsItsCeiling() {
        var givesOnly = new BidLimit(Energy.ZERO, new Energy(1));
        assertThat(givesOnly.of(WINDOW, new Energy(70))).isEqualTo(window(69, 60));
    }

    @Test
    void whoSignsNothingIsNotLimited() {
        assertThat(BidLimit.NONE.of(WINDOW, new Energy(40))).isEqualTo(WINDOW);
        assertThat(BidLimit.NONE.of(surplus(Long.MAX_VALUE))).isEqualTo(surplus(Long.MAX_VALUE));
        assertThat(BidLimit.NONE.ofVehicleAfter(Flow.STORED, new Energy(1))).isEqualTo(BidLimit.NONE);
    }

    @Test
    void whatTheEvStoresTheHomeGives() {
        assertThat(LIMIT.ofProsumerAfter(Flow.STORED, new Energy(2))).isEqualTo(limit(5, 28));
        assertThat(LIMIT.ofVehicleAfter(Flow.STORED, new Energy(2))).isEqualTo(limit(3, 30));
    }

    @Test
    void whatTheEvReleasesTheHomeTakes() {
        assertThat(LIMIT.ofProsumerAfter(Flow.RELEASED, new Energy(2))).isEqualTo(limit(3, 30));
        assertThat(LIMIT.ofVehicleAfter(Flow.RELEASED, new Energy(2))).isEqualTo(limit(5, 28));
    }

    @Test
    void aPairMovesTheLesserOfWhatBothSignedFor() {
        assertThat(BidLimit.most(Flow.STORED, limit(1, 8), limit(9, 2))).isEqualTo(new Energy(8));
        assertThat(BidLimit.most(Flow.STORED, limit(1, 8), limit(7, 2))).isEqualTo(new Energy(7));
        assertThat(BidLimit.most(Flow.RELEASED, limit(8, 1), limit(2, 9))).isEqualTo(new Energy(8));
        assertThat(BidLimit.most(Flow.RELEASED, limit(8, 1), limit(2, 7))).isEqualTo(new Energy(7));
    }

    private static BidLimit limit(long in, long out) {
        return new BidLimit(new Energy(in), new Energy(out));
    }

    private static OperableWindow window(long floor, long ceiling) {
        return new OperableWindow(new Energy(floor), new Energy(ceiling));
    }

    private static NetEnergy surplus(long millijoules) {
        return NetEnergy.between(new Energy(millijoules), Energy.ZERO);
    }

    private static NetEnergy demand(long millijoules) {
        return NetEnergy.between(Energy.ZERO, new Energy(millijoules));
    }
}
