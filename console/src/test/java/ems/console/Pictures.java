package ems.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.console.RulesNow.RefusedTable;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.telemetry.DeadLetter;

/** Sources of the snapshots that tests and the page's author look at. */
final class Pictures {

    static final Instant CLOCK = Instant.parse("2026-06-14T12:04:37Z");
    private static final String PROCESS = "tradeOnePeriod";
    private static final String HASH = "4be1c07a93d25f68";

    private Pictures() {}

    /** A sunny noon, 23 s before the exchange window closes. */
    static MarketSources trading() {
        var meters = MetersUntil.sunny(CLOCK);
        var current = FiveHomes.period(FiveHomes.NOON, Step.MATCH, meters);
        return sources(CLOCK, RunningPeriod.active(current, PROCESS, "6f1f6f0e-1"), meters, List.of());
    }

    /** Nothing has happened yet. */
    static MarketSources firstPeriod() {
        var blank = PeriodRecord.blank(FiveHomes.key(FiveHomes.NOON));
        var clock = FiveHomes.NOON.start().plusSeconds(2);
        return new MarketSources(
                FiveHomes.MEMBERS,
                clock,
                "live",
                RunningPeriod.notStarted(blank),
                List.of(),
                List.of(),
                Map.of(),
                new MetersUntil(clock, Map.of(), Set.of()),
                FiveHomes.PRICES,
                new RulesNow(FiveHomes.RULES, Optional.empty(), List.of()),
                new DaySoFar().totals(clock),
                new DeadLettersNow(0, List.of()),
                "federated",
                "optimal");
    }

    /** The match of this period failed, and the one before waits for its settlement. */
    static MarketSources broken() {
        var meters = MetersUntil.sunny(CLOCK).without("R2");
        var current = RunningPeriod.failed(
                FiveHomes.period(FiveHomes.NOON, Step.VERIFY_AND_LIMIT, meters),
                PROCESS,
                "6f1f6f0e-2",
                "Match",
                "price of 31.0000 p/kWh set by pricing row 6 is outside the grid's [6.4000 p/kWh, 29.4900 p/kWh]");
        var stuck = RunningPeriod.failed(
                FiveHomes.period(FiveHomes.NOON.previous(), Step.MEASURE_EXCHANGE, meters),
                PROCESS,
                "6f1f6f0e-1",
                "Settle",
                "the journal's database did not answer within 5 s");
        return sources(CLOCK, current, meters, List.of(stuck));
    }

    private static MarketSources sources(
            Instant clock, RunningPeriod current, MetersUntil meters, List<RunningPeriod> unfinished) {
        var newest = unfinished.isEmpty()
                ? FiveHomes.NOON.previous()
                : FiveHomes.NOON.previous().previous();
        var ended = ended(newest, meters);
        var day = new DaySoFar();
        ended.forEach(period -> day.add(period.record()));
        return new MarketSources(
                FiveHomes.MEMBERS,
                clock,
                "replay of a summer week",
                current,
                unfinished,
                ended,
                FiveHomes.inventories(),
                meters,
                FiveHomes.PRICES,
                new RulesNow(
                        FiveHomes.RULES,
                        Optional.of(Instant.parse("2026-06-14T11:30:00Z")),
                        List.of(new RefusedTable(
                                "pricing.csv",
                                6,
                                "price",
                                "a resale at 115 % of 29.49 p/kWh is above the grid's price of 29.49 p/kWh"))),
                day.totals(clock),
                deadLetters(clock),
                "federated",
                "optimal");
    }

    private static List<EndedPeriod> ended(MatchingPeriod newest, MetersUntil meters) {
        List<EndedPeriod> ended = new ArrayList<>();
        var period = newest;
        for (int i = 0; i < 8; i++) {
            var dimmer = meters.with("L1", 2_860 - 90 * i).with("L3", i % 3 == 1 ? 640 : -1_905 + 70 * i);
            var record = switch (i) {
                case 3 -> FiveHomes.period(period, Step.SETTLE, dimmer, "persistence", "greedy");
                case 5 ->
                    FiveHomes.period(period, Step.MATCH, dimmer)
                            .with(new StepRecord(Step.ABANDON, List.of(new Abandonment("the settlement was skipped"))));
                default -> FiveHomes.period(period, Step.SETTLE, dimmer);
            };
            ended.add(new EndedPeriod(record, Optional.of(block(record, 312L - i)), i > 0, 3));
            period = period.previous();
        }
        return ended;
    }

    private static BlockHeader block(PeriodRecord record, long height) {
        String hash = Long.toHexString(0x4be1c07a93d25f68L * (height + 1)) + HASH;
        return new BlockHeader(
                record.key(),
                height,
                (int) record.entries().count(),
                HASH,
                new StateRoots(HASH, HASH, HASH, HASH),
                HASH,
                HASH,
                hash);
    }

    private static DeadLettersNow deadLetters(Instant clock) {
        return new DeadLettersNow(
                17,
                List.of(
                        new DeadLetter(
                                "meter-readings",
                                clock.minusSeconds(14),
                                "{\"meter\":\"R2\",\"production\":\"-40 W\"}",
                                "power of -40 W is negative"),
                        new DeadLetter(
                                "vehicle-status",
                                clock.minusSeconds(95),
                                "{\"vehicle\":\"<img src=x onerror=alert(1)>\",\"soc\":104}",
                                "state of charge of 104 % is outside [0, 100] %")));
    }
}
