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

    BidLimit limit() {
        return new BidLimit(most, most);
    }

    /** Its bid, with the number of the period's minute as the sequence: that goes on after a restart. */
    String bid(MatchingPeriod period) {
        long minute = period.start().getEpochSecond() / MatchingPeriod.LENGTH.toSeconds();
        return new BidToken(party, grid, period, minute, most, most).sign(key);
    }

    String question(MatchingPeriod period) {
        return new QuestionToken(party, grid, period).sign(key);
    }
}
