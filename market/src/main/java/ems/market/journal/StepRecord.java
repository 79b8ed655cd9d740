package ems.market.journal;

import java.util.List;

import ems.market.period.Step;
import ems.market.record.Entry;

/** What one step of a period recorded, in order; a step that recorded nothing was done all the same. */
public record StepRecord(Step step, List<Entry> entries) {

    public StepRecord {
        entries = List.copyOf(entries);
    }
}
