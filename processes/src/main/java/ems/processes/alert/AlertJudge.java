package ems.processes.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what is wrong by what was measured, and since when. Not thread-safe. */
final class AlertJudge {

    private final FigureHistory history = new FigureHistory();
    private Map<Alert.Key, Instant> since = new HashMap<>();
    /** Alerts of before a restart whose figures have not come back so far that they can be judged. */
    private final Set<Alert.Key> awaited = new HashSet<>();

    private Instant awaitedUntil = Instant.MIN;

    /** Goes on from what was wrong before a restart. Its figures may take some looks to come back. */
    void resume(Map<Alert.Key, Instant> before, Instant now) {
        since.putAll(before);
        awaited.addAll(before.keySet());
        awaitedUntil = now.plus(FigureHistory.KEPT);
    }

    /** Whether it was wrong before a restart, and cannot be judged yet. */
    boolean awaits(Alert.Key key) {
        return awaited.contains(key);
    }

    /**
     * Takes a look into account.
     *
     * @param now on the machine's clock
     * @return all that is wrong now, in the order of the rules
     */
    List<Alert> look(Instant now, Map<Figure, Double> values) {
        history.add(now, values);
        awaited.removeIf(key -> now.isAfter(awaitedUntil) || history.looksAt(key.figure()) > 1);
        Map<Alert.Key, Instant> still = new HashMap<>();
        awaited.forEach(key -> still.put(key, since.get(key)));
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
