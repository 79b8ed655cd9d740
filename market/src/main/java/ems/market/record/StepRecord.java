package ems.market.record;

import java.util.List;

/** What one step of a period recorded, in order; a step that recorded nothing was done all the same. */
public record StepRecord(Step step, List<Entry> entries) {

    public StepRecord {
        entries = List.copyOf(entries);
    }
}
