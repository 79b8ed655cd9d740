package ems.processes.agent;

import ems.ledger.key.SigningKey;
import ems.ledger.token.BidToken;
import ems.ledger.token.QuestionToken;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.BidLimit;

/**
 * A party that an agent signs for: its home, or the car.
 *
 * @param most energy that it signs for in a period, either way
 */
public record AgentParty(GridId grid, Party party, SigningKey key, Energy most) {

    private static final int ROOM = 16;

    BidLimit limit() {
        return new BidLimit(most, most);
    }

    /**
     * Its bid. The sequence comes from the period in which it is signed, with room for those ahead: so it goes on
     * after a restart, and what is signed later for a period that had a bid lies above that.
     *
     * @param current in which it is signed, at most nine before the bid's
     */
    String bid(MatchingPeriod period, MatchingPeriod current) {
        long now = minute(current);
        return new BidToken(party, grid, period, now * ROOM + minute(period) - now, most, most).sign(key);
    }

    private static long minute(MatchingPeriod period) {
        return period.start().getEpochSecond() / MatchingPeriod.LENGTH.toSeconds();
    }

    String question(MatchingPeriod period) {
        return new QuestionToken(party, grid, period).sign(key);
    }
}
