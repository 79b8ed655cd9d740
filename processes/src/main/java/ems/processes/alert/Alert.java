package ems.processes.alert;

import java.time.Instant;

import ems.processes.alert.AlertRule.Wrong;

/**
 * Something that is wrong now.
 *
 * @param since when it was seen first, on the machine's clock
 * @param firing it has lasted so long that somebody is told
 */
record Alert(AlertRule rule, Wrong wrong, Instant since, boolean firing) {

    /** What stays the same while it lasts. */
    record Key(AlertRule rule, Figure figure) {}

    Key key() {
        return new Key(rule, wrong.figure());
    }

    String grid() {
        return wrong.figure().grid();
    }

    String summary() {
        return rule.summary(wrong);
    }

    String advice() {
        return rule.advice(wrong);
    }
}
