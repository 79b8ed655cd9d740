package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.bid.ProsumerBid;
import ems.market.bid.VehicleBid;
import ems.market.journal.PeriodOpened;
import ems.market.journal.PeriodRecord;
import ems.market.matching.Matcher;
import ems.market.matching.MatchingProblem;
import ems.market.matching.MatchingResult;
import ems.market.matching.Pairing;
import ems.market.party.GridMembers;
import ems.market.record.Entry;

/** Step 4: pairs the period's bids and fixes their prices. */
final class MatchingBids {

    private final GridMembers members;
    private final MarketPorts ports;

    MatchingBids(GridMembers members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
    }

    /** The result first, then matches and rejections; nothing if the period was never opened. */
    List<Entry> match(PeriodRecord before, Matcher matcher) {
        var opened = before.first(PeriodOpened.class);
        return opened.isPresent() ? match(before, opened.get(), matcher) : List.of();
    }

    private List<Entry> match(PeriodRecord before, PeriodOpened opened, Matcher matcher) {
        List<Entry> refused = new ArrayList<>();
        List<VehicleBid> free = new ArrayList<>();
        List<VehicleBid> bids = before.all(VehicleBid.class);
        var seen = ports.journal()
                .lastStandings(
                        before.key().grid(),
                        bids.stream().map(VehicleBid::vehicle).toList());
        for (VehicleBid bid : bids) {
            CollectingBids.seenLater(seen, before.key(), bid.vehicle())
                    .ifPresentOrElse(refused::add, () -> free.add(bid));
        }
        var problem = new MatchingProblem(before.all(ProsumerBid.class), free, members);
        List<Pairing> pairs = matcher.match(problem);
        List<Pairing> firstCome = ports.fallbackMatcher().match(problem);
        List<Entry> entries = new ArrayList<>();
        entries.add(new MatchingResult(
                matcher.algorithm(), Matcher.forecastEnergy(pairs), Matcher.forecastEnergy(firstCome)));
        entries.addAll(refused);
        entries.addAll(AgreeingPrices.of(before.key(), opened, ports.rules().version(opened.rules()), pairs));
        return entries;
    }
}
