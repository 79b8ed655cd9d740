package ems.features.crash;

import java.util.List;
import java.util.stream.Stream;

import ems.market.quantity.MatchingPeriod;

/**
 * What is left after the ordeal.
 *
 * @param begun every task that began, in all lives
 * @param errors what the log complained of
 * @param first period that was settled in the last life
 * @param last period that was settled last in peace
 * @param books the exported ledger
 * @param engine periods whose instances were not at their end
 */
record Aftermath(
        List<Kill> kills,
        List<Task> begun,
        List<String> errors,
        MatchingPeriod first,
        MatchingPeriod last,
        Books books,
        EngineView engine) {

    /** Every period from the first that was begun to the last that was settled, whether it was begun or not. */
    List<MatchingPeriod> periods() {
        return Stream.iterate(begun.get(0).key().period(), period -> !last.isBefore(period), MatchingPeriod::next)
                .toList();
    }

    /** Periods that were matched before the market was killed in them. */
    List<MatchingPeriod> matchedBeforeTheKill() {
        return kills.stream()
                .filter(kill -> kill.moment().isAfterMatching())
                .map(Kill::period)
                .toList();
    }
}
