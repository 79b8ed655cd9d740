package ems.rules.engine;

import ems.market.ledger.Participation;

/** What the ledger proves about an EV. */
public final class ParticipationFact extends Fact {

    private static final long NEVER = Long.MAX_VALUE;

    private final Participation proven;

    ParticipationFact(int number, Participation proven) {
        super(number);
        this.proven = proven;
    }

    public boolean isEnrolled() {
        return proven.enrolled();
    }

    public boolean isRevoked() {
        return proven.revoked();
    }

    /** At least 1; an EV without any accepted bid counts as older than every number. */
    public long getPeriodsSinceAcceptedBid() {
        return proven.periodsSinceAcceptedBid().orElse(NEVER);
    }

    @Override
    long[] values() {
        return new long[] {yesOrNo(isEnrolled()), yesOrNo(isRevoked()), getPeriodsSinceAcceptedBid()};
    }

    @Override
    String inWords() {
        long ago = getPeriodsSinceAcceptedBid();
        return (isEnrolled() ? "enrolled" : "not enrolled")
                + (isRevoked() ? ", revoked" : ", not revoked")
                + (ago == NEVER ? ", no accepted bid" : ", accepted bid " + ago + " periods ago");
    }
}
