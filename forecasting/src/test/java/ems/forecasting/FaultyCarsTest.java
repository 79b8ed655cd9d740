package ems.forecasting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.federation.Update;
import ems.forecasting.federation.Uplink;
import ems.forecasting.federation.Uplink.Arrival;
import ems.forecasting.fixture.Bench;
import ems.forecasting.fixture.MemoryOfModels;
import ems.forecasting.fixture.SyntheticGrid;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;

import static ems.forecasting.fixture.SyntheticGrid.period;
import static org.assertj.core.api.Assertions.assertThat;

/** Five homes, eight hours, a merge each half hour; what goes wrong with a car or its road harms nobody else. */
class FaultyCarsTest {

    private static final int PERIODS = 480;
    private static final int LEARNT = 240;

    private final SyntheticGrid grid = new SyntheticGrid(5, PERIODS, 11);
    private final Map<String, double[]> errors = new HashMap<>();

    @Test
    void withoutFaultsEachHomeBeatsTheLastMinute() {
        var bench = run(Uplink.GOOD);
        assertThat(bench.updates()).isNotEmpty();
        assertBetterThanPersistence("L1", "L2", "L3", "L4", "L5");
    }

    @Test
    void aCarThatWasCutOffIsHeardAgainAndAStaleOneIsNot() {
        var bench = run((prosumer, sent, at) -> {
            int merge = merge(at);
            boolean cut = prosumer.text().equals("L2") && merge >= 3 && merge < 6
                    || prosumer.text().equals("L4") && merge >= 3 && merge < 8;
            return cut
                    ? new Arrival(List.of(), false)
                    : new Arrival(sent.stream().toList(), true);
        });
        assertThat(bench.refusals("L2").stream().filter("nothing came"::equals)).hasSize(3);
        assertThat(bench.updates())
                .anyMatch(update -> update.prosumer().text().equals("L2") && update.samples() > 3 * 32 * Bench.MERGE);
        assertThat(bench.refusals("L4")).contains("its base is 5 versions old, the most is 3");
        assertBetterThanPersistence("L1", "L2", "L3", "L4", "L5");
    }

    @Test
    void anUpdateThatComesOneMergeLateStillCounts() {
        Map<ProsumerId, List<Update>> waiting = new HashMap<>();
        var bench = run((prosumer, sent, at) -> prosumer.text().equals("L2")
                ? new Arrival(late(waiting, prosumer, sent), true)
                : new Arrival(sent.stream().toList(), true));
        assertThat(bench.refusals("L2")).containsOnly("nothing came");
        // of fifteen merges the first one hears nothing
        assertThat(bench.updates().stream()
                        .filter(update -> update.prosumer().text().equals("L2")))
                .hasSize(14);
        assertBetterThanPersistence("L1", "L2", "L3", "L4", "L5");
    }

    private static List<Update> late(
            Map<ProsumerId, List<Update>> waiting, ProsumerId prosumer, Optional<Update> sent) {
        var before = waiting.put(prosumer, sent.stream().toList());
        return before == null ? List.of() : before;
    }

    @Test
    void numbersThatAreNoneStayOut() {
        var bench = run(spoilt("L3", value -> Float.NaN));
        assertThat(bench.refusals("L3")).contains("it holds a number that is not finite");
        assertThat(bench.updates()).noneMatch(update -> update.prosumer().text().equals("L3"));
        assertBetterThanPersistence("L1", "L2", "L4", "L5");
    }

    @Test
    void zerosStayOut() {
        var bench = run(spoilt("L3", value -> 0f));
        assertThat(bench.refusals("L3")).contains("it changes nothing");
        assertBetterThanPersistence("L1", "L2", "L4", "L5");
    }

    @Test
    void anUpdateTimesAThousandStaysOut() {
        var bench = run(spoilt("L3", value -> 1_000 * value));
        assertThat(bench.refusals("L3")).anyMatch(reason -> reason.endsWith("the most is 8.00"));
        assertBetterThanPersistence("L1", "L2", "L4", "L5");
    }

    @Test
    void theOppositeOfWhatWasLearntIsTrimmed() {
        var bench = run(spoilt("L3", value -> -3 * value));
        assertThat(bench.updates()).anyMatch(update -> update.prosumer().text().equals("L3"));
        assertBetterThanPersistence("L1", "L2", "L3", "L4", "L5");
    }

    @Test
    void anUpdateOfAStrangerStaysOut() {
        var stranger = new ProsumerId("X1");
        var bench = run((prosumer, sent, at) -> new Arrival(
                sent.stream()
                        .flatMap(update ->
                                List.of(update, new Update(stranger, update.base(), update.samples(), update.change()))
                                        .stream())
                        .toList(),
                true));
        assertThat(bench.updates()).noneMatch(update -> update.prosumer().equals(stranger));
        assertThat(bench.refusals("X1")).containsOnly("it is of nobody in this grid");
    }

    @Test
    void aHomeThatLeavesAndOneThatJoinsInTheMiddleOfARound() {
        grid.without("L1", 200, PERIODS).without("L5", 0, 223);
        var bench = run(Uplink.GOOD);
        assertThat(bench.refusals("L5")).startsWith("nothing came", "nothing came");
        assertThat(bench.updates()).anyMatch(update -> update.prosumer().text().equals("L5"));
        assertThat(bench.refusals("L1").stream().filter("nothing came"::equals)).hasSizeGreaterThan(7);
        assertBetterThanPersistence("L2", "L3", "L4", "L5");
    }

    @Test
    void nothingFromAnybodyMakesVersionsThatChangeNothing() {
        var store = new MemoryOfModels();
        var bench = run(store, (prosumer, sent, at) -> new Arrival(List.of(), true));
        assertThat(bench.updates()).isEmpty();
        assertThat(bench.models()).hasSize(PERIODS / Bench.MERGE);
        for (String home : Set.of("L1", "L2", "L3", "L4", "L5")) {
            assertThat(bench.refusals(home)).hasSize(PERIODS / Bench.MERGE - 1).containsOnly("nothing came");
        }
    }

    private Bench run(Uplink uplink) {
        return run(new MemoryOfModels(), uplink);
    }

    /** Every home whose last minute is known has a forecast in every period. */
    private Bench run(MemoryOfModels store, Uplink uplink) {
        var bench = new Bench(grid, store, uplink, Method.TRIMMED_MEAN);
        for (int now = 0; now < PERIODS; now++) {
            var forecasts = bench.ask(now);
            for (ProsumerId home : grid.homes()) {
                boolean known = grid.period(home, period(now - 1)).isPresent();
                assertThat(forecasts.containsKey(home))
                        .as("%s at %s", home, now)
                        .isEqualTo(known);
                if (now >= LEARNT && known) {
                    compare(home, forecasts.get(home), now);
                }
            }
        }
        return bench;
    }

    private void compare(ProsumerId home, NetEnergy forecast, int now) {
        grid.period(home, period(now)).ifPresent(actual -> {
            double[] own = errors.computeIfAbsent(home.text(), unseen -> new double[2]);
            own[0] += squared(forecast, actual);
            own[1] += squared(grid.period(home, period(now - 1)).orElseThrow(), actual);
        });
    }

    private static double squared(NetEnergy forecast, NetEnergy actual) {
        double error = signed(forecast) - signed(actual);
        return error * error;
    }

    private static double signed(NetEnergy net) {
        return net.surplus().millijoules() - net.demand().millijoules();
    }

    private void assertBetterThanPersistence(String... homes) {
        for (String home : homes) {
            double[] own = errors.get(home);
            assertThat(own[0]).as(home).isLessThan(own[1]);
        }
    }

    private static int merge(MatchingPeriod at) {
        return (int) (SyntheticGrid.START.periodsUntil(at) / Bench.MERGE);
    }

    private static Uplink spoilt(String home, UnaryOperator<Float> spoil) {
        return (prosumer, sent, at) -> new Arrival(
                sent.map(update -> prosumer.text().equals(home) ? spoilt(update, spoil) : update).stream()
                        .toList(),
                true);
    }

    private static Update spoilt(Update update, UnaryOperator<Float> spoil) {
        float[] change = Arrays.copyOf(update.change(), update.change().length);
        for (int i = 0; i < change.length; i++) {
            change[i] = spoil.apply(change[i]);
        }
        return new Update(update.prosumer(), update.base(), update.samples(), change);
    }
}
