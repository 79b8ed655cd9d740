package ems.processes.agent;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.record.Entry;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.ForecastRefusal;
import ems.market.record.HomeMetering.Mode;
import ems.market.record.Match;
import ems.market.record.MatchedPair;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;
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
 * @param metering whether the home that it is about, or is matched with, is private: then home and EV sign what they exchange; empty: an EV
 *     without a match
 * @param entries lines of the ledger, or to be: what the party signed to move and to expect or why that does not count, its bid or why it has
 *     none, what became of what it had learnt, its match, with an EV or with another home, the bid of that EV, and what home and EV signed of
 *     their exchange or why that does not count
 * @param receipt of the match, as {@code ./ems verify} reads it; empty: there is no match, or it is not sealed
 * @param setPoint of the match; empty: there is none
 */
public record AgentAnswer(
        boolean ended,
        boolean sealed,
        Optional<Mode> metering,
        List<String> entries,
        Optional<String> receipt,
        Optional<PairSetPoint> setPoint) {

    /**
     * @param isPrivate whether a home is private in the period
     * @param stated what parties signed of their exchange, and the period has not recorded yet
     */
    static AgentAnswer of(
            PeriodRecord record,
            Party party,
            Predicate<ProsumerId> isPrivate,
            Collection<ExchangeStatement> stated,
            boolean sealed,
            Optional<String> receipt) {
        var match = record.match(party);
        var home = party instanceof ProsumerId own ? Optional.of(own) : match.map(Match::prosumer);
        var own = Stream.concat(record.entries(), stated.stream())
                .filter(entry -> parties(entry).anyMatch(party::equals)
                        || match.filter(made -> isOf(entry, made)).isPresent())
                .map(Entry::text)
                .toList();
        return new AgentAnswer(
                record.isClosed(),
                sealed,
                home.map(asked -> isPrivate.test(asked) ? Mode.PRIVATE : Mode.METERED),
                own,
                receipt,
                PairSetPoint.of(record, party));
    }

    /** Both parties of a match know the EV's bid and what both signed of their exchange, as its receipt shows them. */
    private static boolean isOf(Entry entry, Match match) {
        return entry instanceof VehicleBid bid && bid.vehicle().equals(match.vehicle())
                || entry instanceof ExchangeStatement said && said.match().equals(match.id())
                || entry instanceof ExchangeRefusal refusal && refusal.match().equals(match.id());
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
        } else if (entry instanceof ModelUpdate update) {
            return Stream.of(update.prosumer());
        } else if (entry instanceof ModelRefusal refusal) {
            return Stream.of(refusal.prosumer());
        } else if (entry instanceof MatchedPair pair) {
            return pair.parties().stream();
        }
        return Stream.empty();
    }
}
