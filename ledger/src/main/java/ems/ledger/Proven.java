package ems.ledger;

import java.util.Optional;
import java.util.OptionalLong;

import ems.ledger.tree.Sha256;
import ems.market.ledger.Participation;
import ems.market.period.MatchingPeriod;

/** The latest entries about an EV, from which its part in the market follows once each is checked. */
record Proven(Optional<Evidence> enrolment, Optional<Evidence> revocation, Optional<Evidence> acceptedBid) {

    static final Proven NOTHING = new Proven(Optional.empty(), Optional.empty(), Optional.empty());

    Proven withEnrolment(Evidence evidence) {
        return new Proven(Optional.of(evidence), revocation, acceptedBid);
    }

    Proven withRevocation(Evidence evidence) {
        return new Proven(enrolment, Optional.of(evidence), acceptedBid);
    }

    Proven withAcceptedBid(Evidence evidence) {
        return new Proven(enrolment, revocation, Optional.of(evidence));
    }

    Participation checked(MatchingPeriod before, Sha256 sha) {
        enrolment.ifPresent(found -> found.checked(sha));
        boolean revoked = revocation
                .filter(found -> enrolment.isEmpty() || found.checked(sha).isAfter(enrolment.get()))
                .isPresent();
        var since = acceptedBid.map(found -> periodsBetween(found.checked(sha).period(), before));
        return new Participation(
                enrolment.isPresent(), revoked, since.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static long periodsBetween(MatchingPeriod earlier, MatchingPeriod later) {
        return earlier.periodsUntil(later);
    }
}
