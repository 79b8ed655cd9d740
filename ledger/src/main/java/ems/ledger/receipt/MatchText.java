package ems.ledger.receipt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.ledger.contract.MatchRules;
import ems.market.quantity.Energy;
import ems.market.record.CorrectionLine;
import ems.market.record.Flow;
import ems.market.record.SettlementLine;

/** What became of a home and an EV that were paired, as sentences. */
final class MatchText {

    private final Receipt receipt;
    private final MatchRules rules;
    private final List<CorrectionRules> corrections;

    MatchText(Receipt receipt, MatchRules rules, List<CorrectionRules> corrections) {
        this.receipt = receipt;
        this.rules = rules;
        this.corrections = corrections;
    }

    String text() {
        return moved() + " in the minute from " + receipt.block().key().period() + ". " + weighed() + measured()
                + stated() + corrected();
    }

    private String moved() {
        var match = rules.match();
        if (rules.isAbandoned()) {
            return match.prosumer() + " and " + match.vehicle()
                    + " were matched, and nothing was booked: the period was" + " abandoned";
        }
        if (rules.refusal().isPresent()) {
            return match.prosumer() + " and " + match.vehicle() + " were matched, and nothing was settled ("
                    + rules.refusal().get().reason() + ")";
        }
        List<String> moved = new ArrayList<>();
        for (SettlementLine line : rules.lines()) {
            String amount = plain(line.energy().toKilowattHours()) + " kWh";
            moved.add((line.flow() == Flow.STORED
                            ? match.vehicle() + " stored " + amount + " of " + match.prosumer()
                            : match.vehicle() + " released " + amount + " to " + match.prosumer())
                    + " and " + line.debit().text() + " paid "
                    + plain(line.amount().toPence()) + " p to " + line.credit().text());
        }
        return moved.isEmpty()
                ? match.prosumer() + " and " + match.vehicle() + " were matched, and this receipt proves no energy"
                : String.join("; ", moved);
    }

    /** Why a pair may have been taken that moved less. */
    private String weighed() {
        return rules.horizon()
                .map(price -> "A stored kWh was worth "
                        + plain(rules.valueOfStored().orElseThrow().toPencePerKilowattHour())
                        + " p in that minute: what counted when pairs were chosen was " + price.weights() + ". ")
                .orElse("");
    }

    private String measured() {
        return rules.registers()
                .map(signed -> "The meter of " + rules.match().vehicle() + "'s charger signed that "
                        + plain(signed.stored(), "went in") + " and " + plain(signed.released(), "came out")
                        + ", with the key " + signed.key() + ": compare it with the charger's. ")
                .orElse("");
    }

    private String stated() {
        return rules.statements().isEmpty()
                ? ""
                : rules.match().prosumer()
                        + " is a private home: what it exchanged is what both signed, the smaller of both in"
                        + " each ten seconds, and no reading of it. ";
    }

    private static String plain(Optional<Energy> energy, String went) {
        return energy.map(known -> "at most " + plain(known.toKilowattHours()) + " kWh")
                        .orElse("an unknown amount")
                + ' '
                + went;
    }

    private String corrected() {
        var text = new StringBuilder();
        for (int i = 0; i < corrections.size(); i++) {
            var block = receipt.corrections().get(i).block();
            text.append("Corrected in the minute from ")
                    .append(block.key().period())
                    .append(" (block ")
                    .append(block.height())
                    .append("): ")
                    .append(corrected(corrections.get(i)))
                    .append(". ");
        }
        return text.toString();
    }

    private static String corrected(CorrectionRules correction) {
        List<String> words = new ArrayList<>();
        for (CorrectionLine each : correction.lines()) {
            var line = each.line();
            words.add(line.vehicle().text() + (line.flow() == Flow.STORED ? " stored " : " released ")
                    + plain(line.energy().toKilowattHours()) + " kWh " + (each.takenBack() ? "less" : "more") + ", and "
                    + line.debit().text() + " paid " + plain(line.amount().toPence()) + " p to "
                    + line.credit().text());
        }
        if (!correction.correction().isBookedInFull()) {
            words.add("the rest could not be booked: the battery held too much or too little");
        }
        return String.join("; ", words);
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
