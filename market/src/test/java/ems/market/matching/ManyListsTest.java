package ems.market.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ems.market.fixture.Bids;
import ems.market.matching.solver.SolverInterrupted;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Large grids in which some prosumers trade with all and others with few. */
class ManyListsTest {

    private static MatchingProblem problem(int prosumers, int vehicles, int listEach, int listLength, long seed) {
        var random = new SplittableRandom(seed);
        List<ProsumerBid> requests = new ArrayList<>();
        List<VehicleBid> offers = new ArrayList<>();
        for (int j = 0; j < vehicles; j++) {
            offers.add(Bids.vehicle("EV" + j, random.nextInt(9), random.nextInt(9)));
        }
        Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
        for (int i = 0; i < prosumers; i++) {
            requests.add(Bids.net("P" + i, random.nextInt(-9, 10)));
            if (i % listEach == 0) {
                Set<VehicleId> list = new LinkedHashSet<>();
                for (int k = 0; k < listLength; k++) {
                    list.add(new VehicleId("EV" + random.nextInt(2 * vehicles)));
                }
                few.put(requests.get(i).prosumer(), list);
            }
        }
        return new MatchingProblem(requests, offers, new TradingPartners(few));
    }

    /** As the words say: for each request all EVs in order of arrival. */
    private static List<Pairing> oneByOne(MatchingProblem problem) {
        List<VehicleBid> free = new ArrayList<>(problem.vehicles());
        List<Pairing> pairs = new ArrayList<>();
        for (ProsumerBid request : problem.prosumers()) {
            free.stream()
                    .filter(bid -> problem.partners().mayTrade(request.prosumer(), bid.vehicle()))
                    .findFirst()
                    .ifPresent(bid -> {
                        pairs.add(new Pairing(request, bid));
                        free.remove(bid);
                    });
        }
        return pairs;
    }

    @Test
    void firstComeFirstServedKeepsToArrivalWithListsToo() {
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new SplittableRandom(seed);
            var problem = problem(
                    random.nextInt(12), 1 + random.nextInt(12), 1 + random.nextInt(4), 1 + random.nextInt(4), seed);
            assertThat(FirstCome.pairs(problem)).isEqualTo(oneByOne(problem));
        }
    }

    @Test
    @Timeout(30)
    void firstComeFirstServedTakesNoLookAtEachPair() {
        var problem = problem(200_000, 200_000, 2, 3, 1);
        assertThat(FirstCome.pairs(problem)).hasSizeGreaterThan(100_000);
    }

    @Test
    @Timeout(30)
    void communitiesAreFoundWithoutALookAtEachPair() {
        assertThat(Community.of(problem(100_000, 100_000, 2, 3, 1)))
                .singleElement()
                .satisfies(all -> assertThat(all.isOpen()).isFalse());
    }

    @Test
    void findingCommunitiesStopsWhenNobodyWaits() {
        var problem = problem(10, 10, 2, 3, 1);
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(SolverInterrupted.class).isThrownBy(() -> Community.of(problem));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
