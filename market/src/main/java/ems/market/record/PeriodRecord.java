package ems.market.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.market.party.PeriodKey;

/**
 * All that is recorded of a period so far.
 *
 * @param steps the steps that are done, in order
 */
public record PeriodRecord(PeriodKey key, List<StepRecord> steps) {

    public PeriodRecord {
        steps = List.copyOf(steps);
    }

    public static PeriodRecord blank(PeriodKey key) {
        return new PeriodRecord(key, List.of());
    }

    /** @throws IllegalStateException if the step is done already: callers ask first */
    public PeriodRecord with(StepRecord done) {
        if (has(done.step())) {
            throw new IllegalStateException(key + " has done '" + done.step().words() + "' before");
        }
        List<StepRecord> more = new ArrayList<>(steps);
        more.add(done);
        return new PeriodRecord(key, more);
    }

    public boolean has(Step step) {
        return steps.stream().anyMatch(done -> done.step() == step);
    }

    public Stream<Entry> entries() {
        return steps.stream().flatMap(done -> done.entries().stream());
    }

    /** All entries of a type, in order of recording. */
    public <E extends Entry> List<E> all(Class<E> type) {
        List<E> found = new ArrayList<>();
        for (StepRecord done : steps) {
            for (Entry entry : done.entries()) {
                if (type.isInstance(entry)) {
                    found.add(type.cast(entry));
                }
            }
        }
        return found;
    }

    public <E extends Entry> Optional<E> first(Class<E> type) {
        return entries().filter(type::isInstance).map(type::cast).findFirst();
    }
}
