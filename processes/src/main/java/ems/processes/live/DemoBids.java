package ems.processes.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ems.ledger.door.BidSigner;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;

/**
 * What members of the demonstration sign ahead: for each period one bid of each, with all that it can move. The sequence is
 * the number of the period's minute since 1970, so that it goes on after a restart.
 */
final class DemoBids {

    /** One less than the door takes. */
    private static final int PERIODS_AHEAD = 9;
    /** A bid that is signed now is at the door by then. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    private final BidSigner signing;
    private final Map<Party, Energy> most;
    private MatchingPeriod next;

    /**
     * @param most energy of each member in either direction
     * @param next earliest period that has no bids yet
     */
    DemoBids(BidSigner signing, Map<Party, Energy> most, MatchingPeriod next) {
        this.signing = signing;
        this.most = Map.copyOf(most);
        this.next = next;
    }

    /** Bids, as compact JWS, that were not handed out before, for the next few periods. */
    synchronized List<String> due(Instant now) {
        var open = MatchingPeriod.containing(now.plus(ON_ITS_WAY)).next();
        var last = new MatchingPeriod(open.start().plus(MatchingPeriod.LENGTH.multipliedBy(PERIODS_AHEAD - 1L)));
        List<String> tokens = new ArrayList<>();
        next = next.isBefore(open) ? open : next;
        while (!last.isBefore(next)) {
            long sequence = next.start().getEpochSecond() / MatchingPeriod.LENGTH.toSeconds();
            for (Map.Entry<Party, Energy> member : most.entrySet()) {
                tokens.add(signing.sign(member.getKey(), next, sequence, member.getValue(), member.getValue()));
            }
            next = next.next();
        }
        return tokens;
    }
}
