package ems.processes.alert;

import java.time.Instant;

import ems.processes.alert.AlertRule.Wrong;

/**
 * What is remembered of an alert over a restart.
 *
 * @param since when it was seen first, on the machine's clock
 * @param told people know of it, with this value
 */
record RaisedAlert(AlertRule rule, Wrong wrong, Instant since, boolean told) {

    static RaisedAlert of(Alert alert, boolean told) {
        return new RaisedAlert(alert.rule(), alert.wrong(), alert.since(), told);
    }

    Alert.Key key() {
        return new Alert.Key(rule, wrong.figure());
    }

    Alert alert() {
        return new Alert(rule, wrong, since, told);
    }
}
