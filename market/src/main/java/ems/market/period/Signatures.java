package ems.market.period;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.SignedBid;

/** Who signed a bid for a period, and who takes no part for lack of a signature. */
final class Signatures {

    private final Set<Party> changing;
    private final Set<Party> signers;
    private final Set<Party> signed;

    private Signatures(Set<Party> changing, Set<Party> signers, List<SignedBid> bids) {
        this.changing = changing;
        this.signers = signers;
        this.signed = bids.stream().map(SignedBid::party).collect(Collectors.toSet());
    }

    /** Those that the period has recorded. */
    static Signatures in(PeriodRecord period, MarketPorts ports) {
        return of(period.key(), period.all(SignedBid.class), ports);
    }

    private static Signatures of(PeriodKey key, List<SignedBid> bids, MarketPorts ports) {
        return new Signatures(
                ports.journal().changing(key.grid(), key.period()),
                ports.ledger().signers(key.grid()),
                bids);
    }

    /** Those that arrived before the period started, of parties that the registry is sure of. */
    static List<SignedBid> arrived(PeriodKey key, MarketPorts ports) {
        var known = of(key, List.of(), ports);
        return ports.signedBids().of(key).stream()
                .filter(bid -> known.signers.contains(bid.party()) && !known.changing.contains(bid.party()))
                .toList();
    }

    Optional<Rejection> refused(Party party) {
        if (changing.contains(party)) {
            return Optional.of(new Rejection(party, "its registration is changing", CodeRules.CHANGING));
        }
        return signers.contains(party) && !signed.contains(party)
                ? Optional.of(new Rejection(party, "it signed no bid for this period", CodeRules.UNSIGNED))
                : Optional.empty();
    }
}
