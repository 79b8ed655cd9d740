package ems.processes.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what is wrong by what was measured, and since when. Not thread-safe. */
final class AlertJudge {

    private final FigureHistory history = new FigureHistory();
    private Map<Alert.Key, Instant> since = new HashMap<>();

    /**
     * Takes a look into account.
     *
     * @param now on the machine's clock
     * @return all that is wrong now, in the order of the rules
     */
    List<Alert> look(Instant now, Map<Figure, Double> values) {
        history.add(now, values);
        Map<Alert.Key, Instant> still = new HashMap<>();
        List<Alert> alerts = new ArrayList<>();
        for (AlertRule rule : AlertRule.values()) {
            for (AlertRule.Wrong wrong : rule.now(history)) {
                var key = new Alert.Key(rule, wrong.figure());
                var begun = since.getOrDefault(key, now);
                var first = begun.isAfter(now) ? now : begun; // the clock was set back
                still.put(key, first);
                alerts.add(new Alert(rule, wrong, first, !now.isBefore(first.plus(rule.lasting()))));
            }
        }
        since = still;
        return alerts;
    }
}
