package ems.processes.operations;

import java.util.Optional;

/**
 * What became of one of several periods that were to be retried.
 *
 * @param start of the period
 * @param outcome as of a single order; empty: the order did not fit, and nothing was done
 * @param words one or two sentences
 * @param trail its number in the trail; empty if nothing was done
 */
public record RetryOutcome(String start, Optional<OrderAnswer.Outcome> outcome, String words, Optional<Long> trail) {

    static RetryOutcome of(String start, OrderAnswer answer) {
        return new RetryOutcome(start, Optional.of(answer.outcome()), answer.words(), Optional.of(answer.trail()));
    }

    static RetryOutcome refused(String start, OrderRefused refusal) {
        return new RetryOutcome(start, Optional.empty(), String.valueOf(refusal.getMessage()), Optional.empty());
    }
}
