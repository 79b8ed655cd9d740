package ems.market.record;

import ems.market.party.Party;

/**
 * An operator ordered what this block says of a member: its enrolment, its revocation, its new key for bids, or how its exchanges are known. A ledger is for
 * ever, so it holds neither a name nor free text.
 *
 * @param trail number under which the operator's trail keeps who ordered it, and why; at least 1
 */
public record MembershipOrder(Party party, Change change, long trail) implements Entry {

    /** What was ordered. */
    public enum Change {
        ENROL,
        REVOKE,
        KEY,
        /** A home is private from then on. */
        PRIVATE,
        /** A home is metered from then on. */
        METERED;

        /** Whether the party comes or goes with it. */
        public boolean isTurn() {
            return this == ENROL || this == REVOKE;
        }

        /** Whether it is about how a home's exchanges are known. */
        public boolean isMetering() {
            return this == PRIVATE || this == METERED;
        }

        /** Whether one may be recorded while the other is not sealed yet: of a key, and of how a home's exchanges are known. */
        public boolean leavesAlone(Change other) {
            return this == KEY && other.isMetering() || isMetering() && other == KEY;
        }
    }

    public MembershipOrder {
        if (trail < 1) {
            throw new IllegalArgumentException("trail " + trail + " is no number of the trail: they begin with 1");
        }
    }

    public static MembershipOrder readFrom(EntryReader line) {
        return new MembershipOrder(Party.parse(line.text()), line.word(Change.class), line.number());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.MEMBERSHIP_ORDER;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(party.spelledAccount()).text(change.name()).number(trail);
    }
}
