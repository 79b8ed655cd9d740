package ems.study.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

import ems.market.fixture.InMemoryTelemetry;
import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.fixture.PerfectForesight;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.OptimalMatcher;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.ExchangeMeasurement;
import ems.market.period.Task;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.DirectTrade;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.PeriodRecord;
import ems.market.record.VehicleStanding;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.telemetry.LateReading;

/**
 * A few homes and cars over some periods, drawn from a seed: cars drive, charge elsewhere and are measured, meters are silent and
 * catch up later, a period is abandoned. Prices decide nothing of it, so that the same day can be run under other prices.
 */
final class RandomDay {

    static final int PERIODS = 8;
    private static final long BATTERY = 100_000;

    private final long seed;
    private final boolean catchingUp;
    private final Optional<PaperGrid> measuredIn;
    private final DirectTrade directTrade;

    RandomDay(long seed) {
        this(seed, true, Optional.empty(), DirectTrade.NONE);
    }

    private RandomDay(long seed, boolean catchingUp, Optional<PaperGrid> measuredIn, DirectTrade directTrade) {
        this.seed = seed;
        this.catchingUp = catchingUp;
        this.measuredIn = measuredIn;
        this.directTrade = directTrade;
    }

    /** The same day, in which meters that were silent stay so. */
    RandomDay inTime() {
        return new RandomDay(seed, false, measuredIn, directTrade);
    }

    /** The same day with the same batteries: what they hold more or less than in the other run, they measure. */
    RandomDay withBatteriesOf(PaperGrid other) {
        return new RandomDay(seed, catchingUp, Optional.of(other), directTrade);
    }

    /** The same day, on which homes that the cars leave trade with each other. */
    RandomDay tradingDirectly() {
        return new RandomDay(seed, catchingUp, measuredIn, DirectTrade.LEFTOVERS);
    }

    PaperGrid run(Function<PricingQuestion, Verdict<Price>> pricing) {
        return run(new PaperRules().pricing(pricing));
    }

    PaperGrid run(PaperRules rules) {
        var random = new Random(seed);
        List<ProsumerId> homes =
                named("L", 1 + random.nextInt(3)).stream().map(ProsumerId::new).toList();
        List<ElectricVehicle> cars = named("EV", 1 + random.nextInt(4)).stream()
                .map(name -> new ElectricVehicle(
                        new VehicleId(name),
                        new Energy(BATTERY / 2 + random.nextInt((int) BATTERY)),
                        new Energy(random.nextInt((int) BATTERY / 10)),
                        random.nextBoolean() ? Optional.empty() : Optional.of(new Power(500 + random.nextInt(2_000)))))
                .toList();
        var truth = new InMemoryTelemetry();
        var grid = new PaperGrid(GridMembers.everyoneWithEveryone(homes, cars), rules)
                .with(directTrade)
                .with(random.nextBoolean() ? new OptimalMatcher() : new GreedyMatcher())
                .with(new PerfectForesight(truth));
        Map<VehicleId, EnergyInventory> joining = new HashMap<>();
        cars.forEach(car -> joining.put(
                car.id(),
                new EnergyInventory(
                        new Energy(random.nextInt((int) car.capacity().millijoules())),
                        new Money(random.nextInt(2_000)))));
        grid.market().open(PaperGrid.FIRST, joining);
        for (int number = 0; number < PERIODS; number++) {
            var key = PaperGrid.period(number);
            cars.forEach(car -> report(grid, car, key.period(), random));
            homes.forEach(home -> measure(grid, truth, home, key.period(), random));
            if (number > 0 && random.nextInt(3) > 0 && catchingUp) {
                correct(grid, homes.get(random.nextInt(homes.size())), random.nextInt(number), random);
            }
            if (random.nextInt(6) == 0) {
                grid.match(key);
                grid.market().abandon(key, "a fuse blew");
                grid.market().perform(Task.ANCHOR, key);
            } else {
                grid.match(key);
                cars.forEach(car -> reportOnTheWay(grid, car, key, random));
                List.of(Task.MEASURE_EXCHANGE, Task.SETTLE, Task.ANCHOR)
                        .forEach(task -> grid.market().perform(task, key));
            }
        }
        return grid;
    }

    private static List<String> named(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    private void report(PaperGrid grid, ElectricVehicle car, MatchingPeriod period, Random random) {
        var driven = random.nextInt(4) == 0 ? new Energy(random.nextInt((int) BATTERY / 20)) : Energy.ZERO;
        Optional<Energy> stored = random.nextInt(6) == 0
                ? Optional.of(new Energy(random.nextInt((int) car.capacity().millijoules())))
                : Optional.empty();
        grid.reported(
                car.id(),
                period.start(),
                random.nextInt(6) > 0,
                driven,
                stored.map(measured -> shifted(grid, car, period, measured)));
    }

    private Energy shifted(PaperGrid grid, ElectricVehicle car, MatchingPeriod period, Energy measured) {
        if (measuredIn.isEmpty()) {
            return measured;
        }
        long there = held(measuredIn.get(), car.id(), period);
        long shifted = measured.millijoules() + held(grid, car.id(), period) - there;
        return new Energy(Math.max(0, Math.min(car.capacity().millijoules(), shifted)));
    }

    /** While the period runs, some cars report between two of its samples. */
    private void reportOnTheWay(PaperGrid grid, ElectricVehicle car, PeriodKey key, Random random) {
        if (random.nextInt(4) > 0) {
            return;
        }
        int sample = 1 + random.nextInt(MatchingPeriod.SAMPLES - 1);
        boolean pluggedIn = random.nextInt(4) > 0;
        var measured = new Energy(random.nextInt((int) car.capacity().millijoules()));
        grid.reported(
                car.id(),
                key.period().sampleStart(sample),
                pluggedIn,
                Energy.ZERO,
                Optional.of(shiftedOnTheWay(grid, car, key, sample, measured)));
    }

    private Energy shiftedOnTheWay(PaperGrid grid, ElectricVehicle car, PeriodKey key, int sample, Energy measured) {
        if (measuredIn.isEmpty()) {
            return measured;
        }
        var there = measuredIn.get();
        var record = grid.journal().read(key);
        var recordThere = there.journal().read(key);
        long here = collected(grid, car, record) + moved(car, exchanges(record, grid), sample, record);
        long elsewhere =
                collected(there, car, recordThere) + moved(car, recordThere.all(Exchange.class), sample, recordThere);
        long shifted = measured.millijoules() + here - elsewhere;
        return new Energy(Math.max(0, Math.min(car.capacity().millijoules(), shifted)));
    }

    private static long collected(PaperGrid grid, ElectricVehicle car, PeriodRecord period) {
        return period.all(VehicleStanding.class).stream()
                .filter(standing -> standing.vehicle().equals(car.id()))
                .mapToLong(standing -> standing.inventory().energy().millijoules())
                .findFirst()
                .orElseGet(() -> held(grid, car.id(), period.key().period()));
    }

    private static List<Exchange> exchanges(PeriodRecord record, PaperGrid grid) {
        return ExchangeMeasurement.in(record, grid.telemetry()).stream()
                .filter(Exchange.class::isInstance)
                .map(Exchange.class::cast)
                .toList();
    }

    private static long moved(ElectricVehicle car, List<Exchange> exchanges, int before, PeriodRecord period) {
        return exchanges.stream()
                .filter(exchange -> exchange.sample() < before)
                .filter(exchange ->
                        period.match(exchange.match()).orElseThrow().vehicle().equals(car.id()))
                .mapToLong(exchange -> exchange.energy().millijoules() * (exchange.flow() == Flow.STORED ? 1 : -1))
                .sum();
    }

    /** As the period starts. */
    private static long held(PaperGrid grid, VehicleId car, MatchingPeriod period) {
        return grid.journal().all().stream()
                .filter(record -> record.key().period().isBefore(period))
                .flatMap(record -> record.all(InventoryEntry.class).stream())
                .filter(entry -> entry.vehicle().equals(car))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .inventory()
                .energy()
                .millijoules();
    }

    private static void measure(
            PaperGrid grid, InMemoryTelemetry truth, ProsumerId home, MatchingPeriod period, Random random) {
        boolean sells = random.nextBoolean();
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var net = net(sells ^ random.nextInt(8) == 0, random);
            truth.accept(home, period.sampleStart(sample), net);
            if (random.nextInt(8) > 0) {
                grid.telemetry().accept(home, period.sampleStart(sample), net);
            }
        }
    }

    private static NetEnergy net(boolean surplus, Random random) {
        var energy = new Energy(1 + random.nextInt((int) BATTERY / 30));
        return surplus ? NetEnergy.between(energy, Energy.ZERO) : NetEnergy.between(Energy.ZERO, energy);
    }

    /** Readings of an earlier period come in, or turn out to have been others. */
    private static void correct(PaperGrid grid, ProsumerId home, int number, Random random) {
        var period = PaperGrid.period(number).period();
        for (int i = 0; i < 3; i++) {
            grid.telemetry()
                    .accept(
                            home,
                            period.sampleStart(random.nextInt(MatchingPeriod.SAMPLES)),
                            net(random.nextBoolean(), random));
        }
        grid.late().add(new LateReading(period, home));
    }
}
