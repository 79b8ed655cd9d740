package ems.processes.agent;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.market.party.Party;
import ems.market.record.Entry;
import ems.market.record.ForecastRefusal;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.SignedBid;
import ems.market.record.SignedForecast;
import ems.market.record.VehicleBid;

/**
 * What became of a party in a period, so far.
 *
 * @param ended whether the period was settled, or given up
 * @param sealed whether its block is in the ledger
 * @param entries lines of the ledger, or to be: what the party signed to move and to expect or why that does not count, its bid or why it has
 *     none, and its match
 * @param receipt of the match, as {@code ./ems verify} reads it; empty: there is no match, or it is not sealed
 */
public record AgentAnswer(boolean ended, boolean sealed, List<String> entries, Optional<String> receipt) {

    static AgentAnswer of(PeriodRecord record, Party party, boolean sealed, Optional<String> receipt) {
        var own = record.entries()
                .filter(entry -> parties(entry).anyMatch(party::equals))
                .map(Entry::text)
                .toList();
        return new AgentAnswer(record.isClosed(), sealed, own, receipt);
    }

    /** Whose entry it is, if agents are told of it. */
    private static Stream<Party> parties(Entry entry) {
        if (entry instanceof SignedBid signed) {
            return Stream.of(signed.party());
        } else if (entry instanceof SignedForecast signed) {
            return Stream.of(signed.prosumer());
        } else if (entry instanceof ForecastRefusal refusal) {
            return Stream.of(refusal.prosumer());
        } else if (entry instanceof ProsumerBid bid) {
            return Stream.of(bid.prosumer());
        } else if (entry instanceof VehicleBid bid) {
            return Stream.of(bid.vehicle());
        } else if (entry instanceof Rejection rejection) {
            return Stream.of(rejection.party());
        } else if (entry instanceof Match match) {
            return Stream.of(match.prosumer(), match.vehicle());
        }
        return Stream.empty();
    }
}
