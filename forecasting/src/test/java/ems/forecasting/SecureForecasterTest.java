package ems.forecasting;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.forecasting.federation.MaskedUpdate;
import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.federation.Update;
import ems.forecasting.federation.Uplink;
import ems.forecasting.fixture.Bench;
import ems.forecasting.fixture.MemoryOfModels;
import ems.forecasting.fixture.SyntheticGrid;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;

import static org.assertj.core.api.Assertions.assertThat;

/** Three homes, five hours, a merge each half hour. */
class SecureForecasterTest {

    private static final int PERIODS = 200;

    private final SyntheticGrid grid = new SyntheticGrid(3, PERIODS, 23);

    @Test
    void itForecastsAndMergesToTheBitsOfTheMean() {
        var open = new Bench(grid, new MemoryOfModels(), Uplink.GOOD, Method.MEAN);
        var secure = new Bench(grid, new MemoryOfModels(), new Road(Set.of(), Set.of()), Method.SECURE_MEAN);
        for (int now = 0; now < PERIODS; now++) {
            assertThat(secure.ask(now)).isEqualTo(open.ask(now));
        }
        assertThat(secure.updates()).hasSameSizeAs(open.updates()).isNotEmpty();
        assertThat(hashes(secure)).isEqualTo(hashes(open));
    }

    @Test
    void oneThatAnnouncedItselfAndWasCutOffCostsOneMerge() {
        var bench = run(new Road(Set.of("L2"), Set.of()));
        assertThat(bench.refusals("L1"))
                .containsExactly("L2 announced itself and did not deliver: the sum stays masked");
        assertThat(bench.models()).extracting(GlobalModel::merged).containsExactly(0, 3, 3, 0, 3, 3, 3);
    }

    /** With an older base, and less weight, it takes part again. */
    @Test
    void oneThatDidNotAnnounceItselfIsNotWaitedFor() {
        var bench = new Bench(
                new SyntheticGrid(4, PERIODS, 23),
                new MemoryOfModels(),
                new Road(Set.of(), Set.of("L2")),
                Method.SECURE_MEAN);
        for (int now = 0; now < PERIODS; now++) {
            bench.ask(now);
        }
        assertThat(bench.refusals("L2")).containsExactly("nothing came");
        assertThat(bench.models()).extracting(GlobalModel::merged).containsExactly(0, 4, 4, 3, 4, 4, 4);
        assertThat(bench.updates().stream()
                        .filter(update -> update.prosumer().text().equals("L2"))
                        .map(update -> update.base()))
                .containsExactly(0, 1, 2, 4, 5);
    }

    @Test
    void afterARestartItMergesToTheSameModels() {
        var store = new MemoryOfModels();
        var once = run(new Road(Set.of(), Set.of()));
        var again = new Bench(grid, store, Uplink.GOOD, Method.SECURE_MEAN);
        for (int now = 0; now < PERIODS; now++) {
            if (now == 100) {
                again.restart(store, Uplink.GOOD, Method.SECURE_MEAN);
            }
            again.ask(now);
        }
        assertThat(hashes(again)).isEqualTo(hashes(once));
    }

    private Bench run(Uplink uplink) {
        var bench = new Bench(grid, new MemoryOfModels(), uplink, Method.SECURE_MEAN);
        for (int now = 0; now < PERIODS; now++) {
            bench.ask(now);
        }
        return bench;
    }

    private static List<String> hashes(Bench bench) {
        return bench.models().stream().map(GlobalModel::hash).toList();
    }

    /** Fails some cars at the third merge; nothing but what is masked may go along it. */
    private record Road(Set<String> losing, Set<String> cutOff) implements Uplink {

        private static boolean broken(MatchingPeriod at) {
            return at.equals(SyntheticGrid.period(3 * Bench.MERGE));
        }

        @Override
        public Arrival carry(ProsumerId prosumer, Optional<Update> sent, MatchingPeriod at) {
            assertThat(sent).isEmpty();
            return new Arrival(List.of(), !(broken(at) && cutOff.contains(prosumer.text())));
        }

        @Override
        public Optional<MaskedUpdate> carry(MaskedUpdate sent, MatchingPeriod at) {
            return broken(at) && losing.contains(sent.prosumer().text()) ? Optional.empty() : Optional.of(sent);
        }
    }
}
