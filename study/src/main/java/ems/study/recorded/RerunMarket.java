package ems.study.recorded;

import java.util.List;
import java.util.Map;

import ems.market.ledger.FindTrailHead;
import ems.market.matching.GreedyMatcher;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.MembersByPeriod;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.period.GridMarket;
import ems.market.period.MarketPorts;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Entry;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.rule.RuleBook;
import ems.market.telemetry.LateReadings;
import ems.market.telemetry.Readings;

/**
 * The market of a grid once more, on books of its own: what no table decides is as recorded, what meters and cars reported is
 * asked again, and what each EV holds rolls on from period to period.
 */
final class RerunMarket {

    private final GridId grid;
    private final RerunBooks books;
    private final GridMarket market;
    private final PeriodProcess process;

    /**
     * @param grid a name of its own
     * @param inputs turned to each period before it runs
     * @param beginning is changed from here on
     */
    RerunMarket(
            GridId grid,
            MembersByPeriod members,
            RuleBook rules,
            RecordedInputs inputs,
            Beginning beginning,
            Readings readings,
            RerunPlugs plugs) {
        this.grid = grid;
        this.books = new RerunBooks(inputs, beginning);
        this.process = plugs.process();
        var ports = new MarketPorts(
                inputs,
                readings,
                LateReadings.NONE,
                inputs,
                inputs,
                rules,
                inputs,
                inputs,
                inputs,
                new GreedyMatcher(),
                books,
                books,
                plugs.physics(),
                FindTrailHead.NONE,
                inputs,
                inputs,
                inputs);
        this.market = new GridMarket(grid, members.in(beginning.period()), members, ports);
    }

    /** What each EV holds. */
    Map<VehicleId, EnergyInventory> held() {
        return books.held();
    }

    /** The period in which each EV stood last. */
    Map<VehicleId, MatchingPeriod> stood() {
        return books.stood();
    }

    /** The same period again: what changed the registry as it is recorded, then each step that it did. */
    PeriodRecord run(PeriodRecord recorded) {
        var key = new PeriodKey(grid, recorded.key().period());
        List<Entry> enrolments = RecordedStep.entries(recorded, Step.ENROL);
        if (!enrolments.isEmpty()) {
            books.once(key, Step.ENROL, before -> enrolments);
        }
        if (Task.WITHOUT_FALLBACKS.stream()
                .flatMap(task -> task.step().stream())
                .allMatch(recorded::has)) {
            process.takeThrough(key, market);
        } else {
            Task.WITHOUT_FALLBACKS.stream()
                    .filter(task -> task.step().filter(recorded::has).isPresent())
                    .forEach(task -> market.perform(task, key));
            recorded.first(Abandonment.class).ifPresent(end -> market.abandon(key, end.reason()));
        }
        return books.end(key);
    }

    void end() {
        process.end(grid, market);
    }
}
