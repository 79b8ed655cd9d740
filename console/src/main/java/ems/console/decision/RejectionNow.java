package ems.console.decision;

import ems.market.party.ProsumerId;
import ems.market.record.Rejection;

/**
 * The market said no to a party in the current period.
 *
 * @param role prosumer or EV
 * @param row line of the rule's table; 0: a rule of the market itself
 */
public record RejectionNow(
        String party, String role, String reason, String rule, String table, int row, String version) {

    public static RejectionNow of(Rejection rejection) {
        var rule = rejection.rule();
        return new RejectionNow(
                rejection.party().text(),
                rejection.party() instanceof ProsumerId ? "prosumer" : "EV",
                rejection.reason(),
                rule.rule(),
                rule.table(),
                rule.row(),
                rule.version());
    }
}
