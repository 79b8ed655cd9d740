package ems.study.result;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ems.market.ledger.BlockHeader;
import ems.market.quantity.Energy;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.SettlementLine;

/**
 * The largest trade of a run, from the meter to the ledger; it stored energy in every sample of its period.
 *
 * @param readAt instant of the meter reading that falls in the first sample
 * @param milliwatts surplus of that reading
 * @param forecast energy that the prosumer's bid asks to store
 * @param room of the EV's bid
 * @param why this EV and not another one, in words
 * @param samples of the match, in time order
 * @param entry position of the settlement line among the block's entries, from 0
 */
public record FollowedTrade(
        Instant readAt,
        long milliwatts,
        Energy forecast,
        Energy room,
        Match match,
        Optional<String> why,
        List<Exchange> samples,
        SettlementLine settlement,
        BlockHeader block,
        int entry) {

    public FollowedTrade {
        samples = List.copyOf(samples);
    }
}
