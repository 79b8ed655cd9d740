package ems.ledger.contract;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Abandonment;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;
import ems.market.record.ProsumerBid;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the verifier demands of the records of the model contract. */
class ModelContractTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z"));
    private static final MatchingPeriod ONE = new MatchingPeriod(Instant.parse("2026-01-31T13:00:00Z"));
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final RunningGrid grid = new RunningGrid();

    @Test
    void anHourOfLearningVerifies() {
        begin();
        play(ONE, update(L1, 0), new ModelRefusal(L2, "nothing came"), model(1, ONE, 1), bid(1));
    }

    @Test
    void aMergeThatFellIntoAPeriodWithoutModelsIsRecordedInALaterOne() {
        begin();
        play(ONE.next(), model(1, ONE, 0), bid(1));
    }

    @Test
    void theFirstVersionIsZero() {
        refused(NOON, "its version should be 0", model(1, NOON, 0));
    }

    @Test
    void noVersionIsMissing() {
        begin();
        refused(ONE, "its version should be 1", model(2, ONE, 0));
    }

    @Test
    void noVersionComesTwice() {
        begin();
        refused(ONE, "its version should be 1", model(0, ONE, 0));
    }

    @Test
    void aVersionIsNotUsedBeforeItIsRecordedNorBeforeTheOneBefore() {
        begin();
        refused(ONE.previous(), "it is used from a later period on", model(1, ONE, 0));
    }

    @Test
    void twoVersionsAreNotUsedFromTheSamePeriodOn() {
        begin();
        refused(ONE, "the version before is used from then on", model(1, NOON, 0));
    }

    @Test
    void everyUpdateIsCounted() {
        begin();
        refused(ONE, "1 updates are recorded for it", update(L1, 0), model(1, ONE, 2));
    }

    @Test
    void nobodyIsMergedTwice() {
        begin();
        refused(ONE, "L1 is merged twice", update(L1, 0), update(L1, 0));
    }

    @Test
    void anUpdateHasARecordedBase() {
        begin();
        refused(ONE, "version 1, is not recorded before it", update(L1, 1));
    }

    @Test
    void strangersTeachNothing() {
        begin();
        refused(ONE, "not enrolled", update(new ProsumerId("stranger"), 0));
    }

    @Test
    void updatesWithoutAModelAreTold() {
        begin();
        refused(ONE, "no model that they were merged into", update(L1, 0), bid(0));
    }

    @Test
    void updatesAtTheEndOfABlockAreToldToo() {
        begin();
        refused(ONE, "no model that they were merged into", update(L1, 0), new Abandonment("power cut"));
    }

    @Test
    void bidsComeFromTheNewestModel() {
        begin();
        refused(ONE, "the newest model is version 1", model(1, ONE, 0), bid(0));
    }

    @Test
    void withoutAModelNoBidNamesOne() {
        play(NOON.previous(), new Enrolment(L1, Energy.ZERO));
        refused(NOON, "the newest model is none", bid(0));
    }

    private void begin() {
        play(NOON.previous(), new Enrolment(L1, Energy.ZERO), new Enrolment(L2, Energy.ZERO));
        play(NOON, model(0, NOON, 0), bid(0));
    }

    private void play(MatchingPeriod period, Entry... entries) {
        grid.play(period, List.of(entries));
    }

    private void refused(MatchingPeriod period, String why, Entry... entries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> play(period, entries))
                .withMessageContaining(why);
    }

    private static ModelUpdate update(ProsumerId prosumer, int base) {
        return new ModelUpdate(prosumer, base, 1_920, HASH);
    }

    private static GlobalModel model(int version, MatchingPeriod from, int merged) {
        return new GlobalModel(version, from, "mean", merged, HASH);
    }

    private static ProsumerBid bid(int version) {
        return new ProsumerBid(L1, NetEnergy.BALANCED, "federated", OptionalInt.of(version));
    }
}
