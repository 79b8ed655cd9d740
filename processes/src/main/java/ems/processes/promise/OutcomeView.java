package ems.processes.promise;

import ems.processes.promise.PromiseResults.Last;

/**
 * How a scenario ended the last time.
 *
 * @param place {@code pricing/energy-prices.feature:10}
 * @param by against which tables, in words, or by the command
 */
public record OutcomeView(String place, boolean kept, String step, String reason, String at, String by) {

    static OutcomeView of(String place, Last last) {
        var outcome = last.outcome();
        return new OutcomeView(
                place,
                outcome.kept(),
                outcome.step(),
                outcome.reason(),
                last.at().toString(),
                last.by());
    }
}
