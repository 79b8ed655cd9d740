package ems.processes.operations;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Abandonment;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.sandbox.SandboxPlan;

/** A live grid on which one home sells to one EV, with a clock set by the test and tasks that break while they are told to. */
public final class OperatedGrid {

    public static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));

    private static final AtomicInteger GRIDS = new AtomicInteger();
    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final VehicleId CAR = new VehicleId("EV1");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON.start());
    private final Set<Task> broken = EnumSet.noneOf(Task.class);
    private final GridTicker ticking;
    private final LiveGrid grid;

    public OperatedGrid(LiveGrids grids, GridTicker ticking) {
        this(grids, ticking, Path.of("../rules/tables"));
    }

    /** @param tables folder in which its rules change */
    public OperatedGrid(LiveGrids grids, GridTicker ticking, Path tables) {
        this(grids, ticking, tables, new GridId("operated-" + GRIDS.incrementAndGet()));
    }

    public OperatedGrid(LiveGrids grids, GridTicker ticking, Path tables, GridId id) {
        this.ticking = ticking;
        var car = new SandboxPlan.Vehicle(
                "EV1", new BigDecimal(80), BigDecimal.ZERO, null, null, null, new BigDecimal(40), new BigDecimal(15));
        var plan = new SandboxPlan(
                NOON.start(),
                new BigDecimal("6.4"),
                new BigDecimal("29.49"),
                "optimal",
                "persistence",
                List.of("L1"),
                List.of(car),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        this.grid = grids.open(plan.setup(id, tables), clock::get, true, this::breaking);
        sells(NOON);
    }

    private PeriodSteps breaking(PeriodSteps market) {
        return new PeriodSteps() {
            @Override
            public String perform(Task task, PeriodKey key) {
                if (broken.contains(task)) {
                    throw new IllegalStateException("out of pencils");
                }
                return market.perform(task, key);
            }

            @Override
            public String abandon(PeriodKey key, String reason) {
                return market.abandon(key, reason);
            }
        };
    }

    /** The home had 3 kW to spare in the minute before, and the car is there. */
    public void sells(MatchingPeriod period) {
        grid.telemetry()
                .accept(new MeterReading(
                        HOME,
                        period.previous().start(),
                        MatchingPeriod.LENGTH,
                        Power.ofKilowatts(new BigDecimal(3)),
                        Power.ZERO));
        grid.telemetry().accept(new VehicleStatus(CAR, period.start(), true, Energy.ZERO, Optional.empty()));
    }

    public void breakDown(Task task) {
        broken.add(task);
    }

    public void mend() {
        broken.clear();
    }

    /** Time passes, and the market is not told. */
    public void waitsUntil(Instant now) {
        clock.set(now);
    }

    public void tick(Instant now) {
        waitsUntil(now);
        ticking.tick(grid, now);
    }

    /** The period starts, the home has 3 kW to spare in it, and it is settled. */
    public void trades(MatchingPeriod period) {
        tick(period.start().plusSeconds(3));
        sells(period.next());
        tick(period.end().plusSeconds(3));
    }

    /** The period starts, and is taken as far as it comes. */
    public void runs(MatchingPeriod period) {
        tick(period.start().plusSeconds(3));
        tick(period.end().plusSeconds(3));
    }

    public String name() {
        return grid.setup().grid().text();
    }

    public LiveGrid live() {
        return grid;
    }

    public List<String> abandoned(MatchingPeriod period) {
        return grid.journal().read(grid.key(period)).all(Abandonment.class).stream()
                .map(Abandonment::reason)
                .toList();
    }
}
