package ems.processes.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A job as it stands.
 *
 * @param id number of the trail's line that says who started it
 * @param title what it is, in words
 * @param done of total; both 0 until it is known how much there is to do
 * @param words what it does just now, or how it ended
 * @param started when it was ordered, on the machine's clock
 */
public record Job(
        long id,
        JobKey key,
        String title,
        JobState state,
        long done,
        long total,
        String words,
        Instant started,
        Optional<Instant> ended) {

    static final String CUT_SHORT = "The market ended while this was under way: start it again.";

    static Job ordered(long id, JobOrder order, Instant now) {
        return new Job(
                id, order.key(), order.title(), JobState.WAITING, 0, 0, "waits for its turn", now, Optional.empty());
    }

    /** As it is told while it waits. @param before those that come first, the one that runs in front; at least one */
    Job waitingBehind(List<Job> before) {
        var first = before.get(0);
        var words = "waits behind " + (before.size() == 1 ? "one other" : before.size() + " others") + ": '"
                + first.title() + "', ordered at " + first.started().truncatedTo(ChronoUnit.SECONDS)
                + " of the machine's clock"
                + (first.state() == JobState.WAITING
                        ? ", is about to begin"
                        : ", runs" + (first.total() > 0 ? " (" + first.done() + " of " + first.total() + ")" : ""));
        return new Job(id, key, title, state, done, total, words, started, ended);
    }

    Job at(long newDone, long newTotal, String newWords) {
        return new Job(id, key, title, JobState.RUNNING, newDone, newTotal, newWords, started, Optional.empty());
    }

    Job ended(JobState state, String words, Instant now) {
        long reached = state == JobState.DONE ? total : done;
        return new Job(id, key, title, state, reached, total, words, started, Optional.of(now));
    }

    /** As it is told when nobody works at it any more. */
    Job cutShort() {
        return state.isEnd()
                ? this
                : new Job(id, key, title, JobState.INTERRUPTED, done, total, CUT_SHORT, started, Optional.empty());
    }
}
