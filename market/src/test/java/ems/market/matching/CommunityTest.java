package ems.market.matching;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.matching.solver.SolverInterrupted;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommunityTest {

    private static final ProsumerId A = new ProsumerId("A");
    private static final ProsumerId B = new ProsumerId("B");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final VehicleId ABSENT = new VehicleId("EV9");
    private static final ProsumerBid WISH_A = Bids.demand("A", 1);
    private static final ProsumerBid WISH_B = Bids.surplus("B", 1);
    private static final VehicleBid CAR_1 = Bids.vehicle("EV1", 1, 1);
    private static final VehicleBid CAR_2 = Bids.vehicle("EV2", 1, 1);

    @Test
    void homesWithAnEvOfTheirOwnAreCommunitiesOfTheirOwn() {
        var own = TradingPartners.own(Map.of(A, EV1, B, EV2));
        assertThat(communities(own))
                .containsExactly(
                        new Community(List.of(WISH_A), List.of(CAR_1), own),
                        new Community(List.of(WISH_B), List.of(CAR_2), own));
    }

    @Test
    void aHomeThatTradesWithBothJoinsThemAndProducersStandFirst() {
        var partners = TradingPartners.own(Map.of(A, EV1));
        assertThat(communities(partners))
                .containsExactly(new Community(List.of(WISH_B, WISH_A), List.of(CAR_1, CAR_2), partners));
    }

    @Test
    void aCommunityIsOpenIfEachListNamesAllOfItsEvs() {
        assertThat(isOpen(Map.of())).isTrue();
        assertThat(isOpen(Map.of(A, Set.of(EV1, EV2)))).isTrue();
        assertThat(isOpen(Map.of(A, Set.of(EV1, EV2, ABSENT), B, Set.of(EV1, EV2))))
                .isTrue();
    }

    @Test
    void aListThatIsShortOrNamesOthersClosesIt() {
        assertThat(isOpen(Map.of(A, Set.of(EV1)))).isFalse();
        assertThat(isOpen(Map.of(B, Set.of(EV1, ABSENT)))).isFalse();
    }

    /** B, in a list of its own, stands behind A, whose list names all. */
    @Test
    void everyListIsLookedThrough() {
        assertThat(isOpen(Map.of(A, Set.of(EV1, EV2), B, Set.of(EV2)))).isFalse();
    }

    @Test
    void lookingThroughTheListsStopsWhenNobodyWaits() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(SolverInterrupted.class).isThrownBy(() -> isOpen(Map.of()));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static List<Community> communities(TradingPartners partners) {
        return Community.of(new MatchingProblem(List.of(WISH_A, WISH_B), List.of(CAR_1, CAR_2), partners));
    }

    private static boolean isOpen(Map<ProsumerId, Set<VehicleId>> few) {
        return new Community(List.of(WISH_A, WISH_B), List.of(CAR_1, CAR_2), new TradingPartners(few)).isOpen();
    }
}
