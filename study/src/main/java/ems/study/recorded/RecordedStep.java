package ems.study.recorded;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.OptimalMatcher;
import ems.market.record.Entry;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;

/** What one step of a recorded period says. */
public final class RecordedStep {

    private static final Map<String, Matcher> MATCHERS =
            Map.of(OptimalMatcher.ALGORITHM, new OptimalMatcher(), GreedyMatcher.ALGORITHM, new GreedyMatcher());

    private RecordedStep() {}

    /** What the step recorded; nothing if it was not done. */
    public static List<Entry> entries(PeriodRecord period, Step step) {
        return period.steps().stream()
                .filter(done -> done.step() == step)
                .map(StepRecord::entries)
                .findFirst()
                .orElse(List.of());
    }

    /**
     * The matcher whose answer the period recorded: the fallback, where that took over. Empty if it was not matched.
     *
     * @throws ReplayRefused if no such matcher is known
     */
    public static Optional<Matcher> matcher(PeriodRecord period) {
        return period.first(MatchingResult.class).map(result -> {
            var matcher = MATCHERS.get(result.algorithm());
            if (matcher == null) {
                throw new ReplayRefused(period.key().period() + " was matched by '" + result.algorithm()
                        + "', which is not known here: there is no result.");
            }
            return matcher;
        });
    }
}
