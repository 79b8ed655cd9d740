package ems.processes.operations;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import jakarta.inject.Singleton;

import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;
import ems.processes.grid.LiveGrid;

/** Finds periods that were never started. The ledger says so of each, and the trail by whose order: nothing else is kept. */
@Singleton
public class MissedPeriodRows {

    /** Records that one look goes through: who looks for few among many looks on from there. */
    static final int MOST_LOOKED_AT = 1_000;

    private final InstanceRows instances;
    private final Interventions interventions;

    public MissedPeriodRows(InstanceRows instances, Interventions interventions) {
        this.instances = instances;
        this.interventions = interventions;
    }

    /**
     * Rows that were found.
     *
     * @param rows newest period first
     * @param downTo how far back was looked; empty: as far as there is anything
     */
    record Found(List<PeriodRow> rows, Optional<MatchingPeriod> downTo) {}

    /** All but those in the archive; of many, as far as one look goes. */
    Found list(LiveGrid grid, InstanceQuery asked) {
        if (asked.step().isPresent()
                || asked.state().filter(PeriodState::hasInstance).isPresent()) {
            return new Found(List.of(), Optional.empty());
        }
        boolean isAnyWanted = asked.state().isEmpty() && asked.error().isEmpty();
        int most = isAnyWanted ? asked.limit() : MOST_LOOKED_AT;
        var abandoned = grid.journal().abandoned(asked.grid(), asked.from(), asked.before(), most);
        var orders = orders();
        var fitting = abandoned.stream()
                .flatMap(record -> MissedPeriods.of(record, orders).stream())
                .filter(missed -> fits(missed, asked))
                .limit(asked.limit())
                .toList();
        return new Found(notStarted(asked, fitting), downTo(asked, fitting, abandoned.size() < most, abandoned));
    }

    private static boolean fits(MissedPeriods missed, InstanceQuery asked) {
        return asked.state().filter(state -> state != missed.state()).isEmpty()
                && asked.error()
                        .filter(part -> !missed.words().toLowerCase(Locale.ROOT).contains(part))
                        .isEmpty();
    }

    /** A period whose instance is known stands in the list by that. */
    private List<PeriodRow> notStarted(InstanceQuery asked, List<MissedPeriods> missed) {
        var started = instances.known(
                missed.stream().map(each -> key(asked, each.last())).toList());
        return missed.stream()
                .filter(each -> !started.contains(key(asked, each.last())))
                .map(PeriodRow::of)
                .toList();
    }

    private static PeriodKey key(InstanceQuery asked, Instant start) {
        return new PeriodKey(asked.grid(), new MatchingPeriod(start));
    }

    private static Optional<MatchingPeriod> downTo(
            InstanceQuery asked, List<MissedPeriods> fitting, boolean isAll, List<PeriodRecord> abandoned) {
        if (fitting.size() == asked.limit()) {
            return Optional.of(
                    new MatchingPeriod(fitting.get(fitting.size() - 1).last()));
        }
        return isAll
                ? Optional.empty()
                : Optional.of(abandoned.get(abandoned.size() - 1).key().period());
    }

    /** What is known of a period that was never started; empty: it was, or nothing is known of it. */
    Optional<MissedPeriods> find(LiveGrid grid, PeriodKey key) {
        return grid.journal()
                .firstFrom(key)
                .flatMap(record -> MissedPeriods.of(record, orders()))
                .filter(missed -> missed.holds(key.period()));
    }

    /** One order stands behind many periods. */
    private LongFunction<Optional<Intervention>> orders() {
        Map<Long, Optional<Intervention>> known = new HashMap<>();
        return number -> known.computeIfAbsent(number, interventions::find);
    }
}
