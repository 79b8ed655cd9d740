package ems.ledger.receipt;

import ems.ledger.contract.DirectRules;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.DirectLine;

/** What became of two homes that were paired, as sentences. */
final class DirectText {

    private final DirectRules rules;
    private final MatchingPeriod period;

    DirectText(DirectRules rules, MatchingPeriod period) {
        this.rules = rules;
        this.period = period;
    }

    String text() {
        return moved() + " in the minute from " + period + ". ";
    }

    private String moved() {
        var match = rules.match();
        if (rules.isAbandoned()) {
            return match.seller() + " and " + match.buyer()
                    + " were matched, and nothing was booked: the period was abandoned";
        }
        return rules.line()
                .map(DirectText::moved)
                .orElse(match.seller() + " and " + match.buyer() + " were matched, and this receipt proves no energy");
    }

    private static String moved(DirectLine line) {
        var paid = line.amount();
        boolean isPrice = paid.micropence() >= 0;
        return line.buyer() + " took " + MatchText.plain(line.energy().toKilowattHours()) + " kWh of " + line.seller()
                + " directly and " + (isPrice ? line.buyer() : line.seller()) + " paid "
                + MatchText.plain((isPrice ? paid : paid.negated()).toPence()) + " p to "
                + (isPrice ? line.seller() : line.buyer());
    }
}
