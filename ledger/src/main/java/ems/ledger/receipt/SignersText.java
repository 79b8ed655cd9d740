package ems.ledger.receipt;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.party.Party;
import ems.market.record.MatchedPair;
import ems.market.record.SignedBid;

/** What a right receipt says about the signatures of bids: a sentence for those checked, unchecked and missing. */
final class SignersText {

    private final Receipt receipt;
    private final Trust trust;
    private final List<Party> parties;
    private final Set<Party> signers;

    SignersText(Receipt receipt, Trust trust, MatchedPair match) {
        this.receipt = receipt;
        this.trust = trust;
        this.parties = match.parties();
        this.signers = receipt.entries().stream()
                .map(ProvenEntry::entry)
                .filter(SignedBid.class::isInstance)
                .map(bid -> ((SignedBid) bid).party())
                .collect(Collectors.toSet());
    }

    String text() {
        var known = names(party -> signers.contains(party) && hasKey(party));
        var unknown = names(party -> signers.contains(party) && !hasKey(party));
        var silent = names(party -> !signers.contains(party));
        return Stream.of(
                        sentence("The bids of ", known, " and ", " are signed with the keys you gave."),
                        sentence(
                                "The signatures of bids of ",
                                unknown,
                                " and ",
                                " are not checked: "
                                        + (trust.keys().isEmpty() ? "no --keys." : "not in the keys you gave.")),
                        sentence("It holds no signed bid of ", silent, " or ", "."))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String sentence(String start, List<String> names, String between, String end) {
        return names.isEmpty() ? "" : start + String.join(between, names) + end;
    }

    private List<String> names(Predicate<Party> those) {
        return parties.stream().filter(those).map(Party::toString).toList();
    }

    private boolean hasKey(Party party) {
        return trust.key(receipt.block().key().grid(), party).isPresent();
    }
}
