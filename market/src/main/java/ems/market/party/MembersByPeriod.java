package ems.market.party;

import ems.market.quantity.MatchingPeriod;

/** Port: who belongs to a grid, period by period. Who trades in a period that has begun stays; who is heard in it may grow. */
@FunctionalInterface
public interface MembersByPeriod {

    /** Who trades in this period. */
    GridMembers in(MatchingPeriod period);

    /**
     * Whose messages of this period are taken: those of members, and of parties that are about to become members, as a home is
     * forecast from what it measured before.
     */
    default GridMembers heardIn(MatchingPeriod period) {
        return in(period);
    }

    /** Whether the market keeps no reading of this home in the period. */
    default boolean isPrivate(ProsumerId home, MatchingPeriod period) {
        return false;
    }

    /** The same at any time. */
    static MembersByPeriod always(GridMembers members) {
        return period -> members;
    }
}
