package ems.ledger.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import ems.market.party.PeriodKey;
import ems.market.record.Entry;
import ems.market.record.EntryLines;
import ems.market.record.Step;
import ems.market.record.StepRecord;

/**
 * A period as the database holds it.
 *
 * @param bodies entry lines of each step, joined by line ends; empty for a step that recorded nothing
 */
record StoredPeriod(PeriodKey key, SortedMap<Step, String> bodies) {

    static StoredPeriod of(PeriodKey key, Map<Step, String> bodies) {
        return new StoredPeriod(key, new TreeMap<>(bodies));
    }

    /** Whether the period may be sealed. */
    boolean isEnded() {
        return Step.isEnded(bodies.keySet());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        bodies.values().forEach(body -> lines.addAll(lines(body)));
        return lines;
    }

    /** The same as they are hashed. */
    EntryLines entryLines() {
        return EntryLines.ofTexts(lines());
    }

    List<StepRecord> steps() {
        List<StepRecord> steps = new ArrayList<>();
        bodies.forEach((step, body) -> steps.add(step(step, body)));
        return steps;
    }

    static StepRecord step(Step step, String body) {
        return new StepRecord(step, Entry.parseAll(lines(body)));
    }

    static List<String> lines(String body) {
        return body.isEmpty() ? List.of() : Arrays.asList(body.split("\n", -1));
    }
}
