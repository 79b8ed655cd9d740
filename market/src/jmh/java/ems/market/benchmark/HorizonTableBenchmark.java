package ems.market.benchmark;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import ems.market.fixture.PaperGrid;
import ems.market.horizon.BackwardInduction;
import ems.market.horizon.DayFrontier;
import ems.market.horizon.ForecastFarHours;
import ems.market.horizon.HorizonPlan;
import ems.market.horizon.HorizonTable;
import ems.market.horizon.PastDay;
import ems.market.horizon.PastMinute;
import ems.market.party.FleetFill;
import ems.market.quantity.Energy;

/** What a day's table costs: ranking a day's bids, the induction over a week, the day's plan; and what ranking costs without its idea. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@State(Scope.Benchmark)
public class HorizonTableBenchmark {

    private static final int MINUTES = 24 * 60;
    /** Different minutes; a day repeats them. */
    private static final int DRAWN = 60;

    private static final int[] PRICES = {-980, -800, -600, -400, -200, 0, 200, 400, 600, 800, 980};
    private static final long WINDOW = Energy.ofKilowattHours("8.35").millijoules();

    @Param({"1000", "10000"})
    private int homes;

    /** A fifth of the homes, or as many. */
    @Param({"5", "1"})
    private int homesPerVehicle;

    private final long[][] nets = new long[DRAWN][];
    private int vehicles;
    private PastDay day;
    private List<DayFrontier> week;

    @Setup
    public void draw() {
        var draws = new SplittableRandom(42);
        Arrays.setAll(nets, minute -> draws.longs(homes, -180_000_000, 240_000_000).toArray());
        vehicles = homes / homesPerVehicle;
        day = ranked();
        week = Collections.nCopies(ForecastFarHours.KEPT_DAYS, DayFrontier.of(day));
    }

    /** One ranking of each side a minute serves all prices. */
    @Benchmark
    public DayFrontier frontier() {
        return DayFrontier.of(ranked());
    }

    /** Every home's worth ranked anew under every price. */
    @Benchmark
    public long frontierBySortingUnderEachPrice() {
        long moved = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int price : PRICES) {
                long[] worth = worth(nets[minute % DRAWN], price);
                Arrays.sort(worth);
                for (int place = Math.max(0, homes - vehicles); place < homes; place++) {
                    moved += worth[place];
                }
            }
        }
        return moved;
    }

    private static long[] worth(long[] nets, int price) {
        long[] worth = new long[nets.length];
        for (int home = 0; home < nets.length; home++) {
            worth[home] = nets[home] > 0 ? (1_000 + price) * nets[home] : (price - 1_000) * nets[home];
        }
        return worth;
    }

    @Benchmark
    public HorizonTable tableOfAWeek() {
        return BackwardInduction.table(week, new Energy(vehicles * WINDOW), BackwardInduction.CYCLE);
    }

    /** From yesterday's bids to today's table and choice. */
    @Benchmark
    public HorizonPlan plan() {
        return HorizonPlan.FIRST.after(ranked(), ForecastFarHours.AS_LAST_WEEK, true);
    }

    private PastDay ranked() {
        var capacity = new Energy(vehicles * WINDOW);
        var fleet = new FleetFill(capacity, capacity);
        return new PastDay(
                LocalDate.of(2019, 8, 4),
                IntStream.range(0, MINUTES)
                        .mapToObj(minute -> minute(nets[minute % DRAWN], fleet))
                        .toList());
    }

    private PastMinute minute(long[] nets, FleetFill fleet) {
        return PastMinute.of(
                Arrays.stream(nets).filter(net -> net > 0).toArray(),
                Arrays.stream(nets).filter(net -> net < 0).map(net -> -net).toArray(),
                vehicles,
                fleet,
                PaperGrid.PRICES);
    }
}
