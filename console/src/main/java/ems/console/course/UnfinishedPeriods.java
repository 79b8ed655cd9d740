package ems.console.course;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.quantity.MatchingPeriod;

/**
 * Earlier periods that have not ended.
 *
 * @param shown oldest first; of those that stand still, the oldest
 * @param moreStopped how many more stand still
 */
public record UnfinishedPeriods(List<UnfinishedPeriod> shown, int moreStopped) {

    public List<PeriodNow> rows() {
        return shown.stream().map(UnfinishedPeriod::row).toList();
    }

    /** The version that each of them was opened under. */
    public Map<MatchingPeriod, String> rules() {
        Map<MatchingPeriod, String> rules = new HashMap<>();
        shown.forEach(unfinished -> unfinished.rules().ifPresent(version -> rules.put(unfinished.period(), version)));
        return rules;
    }
}
