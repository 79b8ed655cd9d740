package ems.market.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import ems.market.fixture.InMemoryTelemetry;
import ems.market.fixture.PaperGrid;
import ems.market.matching.Matcher;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.period.ExchangeMeasurement;
import ems.market.period.MatchLimits;
import ems.market.period.MatchSettlement;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.AgreedPrice;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.RuleReference;
import ems.market.telemetry.VehicleStatus;

/** One period of five houses and five EVs: matching, six samples, settlement; no engine, rules, journal or ledger. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class OnePeriodBenchmark {

    private static final MatchingPeriod PERIOD = PaperGrid.FIRST;
    private static final AgreedPrice PRICE =
            new AgreedPrice(PaperGrid.PRICES.split(), RuleReference.ofCode("A price for all"));

    private final Matcher matcher = new OptimalMatcher();
    private final InMemoryTelemetry telemetry = new InMemoryTelemetry();
    private MatchingProblem problem;

    @Setup
    public void meters() {
        problem = RandomBids.of(5, 42);
        problem.prosumers().forEach(bid -> {
            var forecast = bid.forecast();
            var sample = new NetEnergy(
                    forecast.direction(), new Energy(forecast.energy().millijoules() / MatchingPeriod.SAMPLES));
            for (int i = 0; i < MatchingPeriod.SAMPLES; i++) {
                telemetry.accept(bid.prosumer(), PERIOD.sampleStart(i), sample);
            }
        });
        problem.vehicles()
                .forEach(bid -> telemetry.accept(
                        new VehicleStatus(bid.vehicle(), PERIOD.start(), true, Energy.ZERO, Optional.empty())));
    }

    @Benchmark
    public List<Entry> onePeriod() {
        List<Entry> entries = new ArrayList<>();
        for (Pairing pair : matcher.match(problem).pairs()) {
            var prosumer = pair.prosumer().prosumer();
            var vehicle = pair.vehicle().vehicle();
            var match = new Match(
                    MatchId.of(PERIOD, prosumer, vehicle), prosumer, vehicle, pair.forecastEnergy(), PRICE, PRICE);
            var exchanges = ExchangeMeasurement.of(match, pair.vehicle(), MatchLimits.NONE, PERIOD, telemetry);
            entries.add(match);
            entries.addAll(exchanges);
            entries.addAll(MatchSettlement.match(match, exchanges, pair.vehicle().inventory()));
        }
        return entries;
    }
}
