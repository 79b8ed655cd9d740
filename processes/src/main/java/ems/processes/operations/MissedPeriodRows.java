package ems.processes.operations;

import java.util.ArrayList;
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

    private final InstanceRows instances;
    private final Interventions interventions;

    public MissedPeriodRows(InstanceRows instances, Interventions interventions) {
        this.instances = instances;
        this.interventions = interventions;
    }

    /** Newest period first, but for those in the archive. */
    List<PeriodRow> list(LiveGrid grid, InstanceQuery asked) {
        if (asked.step().isPresent()
                || asked.state().filter(PeriodState::hasInstance).isPresent()) {
            return List.of();
        }
        var orders = orders();
        List<PeriodRow> rows = new ArrayList<>();
        var before = asked.before();
        List<PeriodRecord> abandoned;
        do {
            abandoned = grid.journal().abandoned(asked.grid(), asked.from(), before, asked.limit());
            rows.addAll(rows(abandoned, orders, asked));
            before = last(abandoned);
        } while (rows.size() < asked.limit() && abandoned.size() == asked.limit());
        return rows;
    }

    private static Optional<MatchingPeriod> last(List<PeriodRecord> records) {
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(records.get(records.size() - 1).key().period());
    }

    /** A period whose instance is known stands in the list by that. */
    private List<PeriodRow> rows(
            List<PeriodRecord> abandoned, LongFunction<Optional<Intervention>> orders, InstanceQuery asked) {
        var started = instances.known(abandoned.stream().map(PeriodRecord::key).toList());
        return abandoned.stream()
                .filter(record -> !started.contains(record.key()))
                .flatMap(record -> MissedPeriods.of(record, orders).stream())
                .filter(missed -> asked.state().isEmpty() || asked.state().get() == missed.state())
                .filter(missed -> asked.error().isEmpty()
                        || missed.words()
                                .toLowerCase(Locale.ROOT)
                                .contains(asked.error().get()))
                .map(PeriodRow::of)
                .toList();
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
