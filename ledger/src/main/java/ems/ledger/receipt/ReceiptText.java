package ems.ledger.receipt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.ledger.contract.MatchRules;
import ems.ledger.note.NoteVerifier;
import ems.market.quantity.Energy;
import ems.market.record.CorrectionLine;
import ems.market.record.Flow;
import ems.market.record.SettlementLine;

/** A receipt that is right, as sentences. */
final class ReceiptText {

    private final Receipt receipt;
    private final Trust trust;
    private final MatchRules rules;
    private final List<CorrectionRules> corrections;

    ReceiptText(Receipt receipt, Trust trust, MatchRules rules, List<CorrectionRules> corrections) {
        this.corrections = corrections;
        this.receipt = receipt;
        this.trust = trust;
        this.rules = rules;
    }

    String text() {
        var block = receipt.block();
        return moved() + " in the minute from " + block.key().period() + ". " + weighed() + measured() + stated()
                + corrected()
                + new SignersText(receipt, trust, rules.match()).text() + " Block " + block.height() + " of grid "
                + block.key().grid() + ", hash " + block.hash() + ", is one of the "
                + receipt.checkpoint().size() + " blocks of the checkpoint with root "
                + receipt.checkpoint().root() + ", " + signed() + "; " + anchored();
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
                        + " p in that minute: storing counted " + plain(times(price.stored())) + " and releasing "
                        + plain(times(price.released())) + " times its energy when pairs were chosen. ")
                .orElse("");
    }

    private static BigDecimal times(int perMille) {
        return BigDecimal.valueOf(perMille, 3);
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

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private String signed() {
        if (receipt.signers().isEmpty()) {
            return "which nobody signed";
        }
        String names = String.join(
                ", ", receipt.signers().stream().map(NoteVerifier::name).toList());
        return "signed by " + names
                + (trust.validators().isPresent()
                        ? ", whom you trust"
                        : " with keys that only this receipt names: compare them with --validators");
    }

    private String anchored() {
        if (trust.anchors().isPresent()) {
            return "your own anchors hold it.";
        }
        return receipt.anchored()
                ? "the receipt says that it is anchored: compare with --anchors."
                : "not yet anchored when the receipt was made.";
    }
}
