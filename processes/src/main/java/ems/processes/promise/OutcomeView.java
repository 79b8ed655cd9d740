package ems.processes.promise;

import ems.processes.promise.PromiseResults.Last;

/**
 * How a scenario ended the last time.
 *
 * @param place {@code pricing/energy-prices.feature:10}
 * @param by against which tables, or by the command
 * @param ofActive whether against what the active tables say
 */
public record OutcomeView(
        String place, boolean kept, String step, String reason, String at, String by, boolean ofActive) {

    static OutcomeView of(String place, Last last, String active) {
        var outcome = last.outcome();
        return new OutcomeView(
                place,
                outcome.kept(),
                outcome.step(),
                outcome.reason(),
                last.at().toString(),
                last.by(),
                last.hash().equals(active));
    }
}
