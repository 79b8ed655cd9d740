package ems.ledger.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import ems.market.bid.ProsumerBid;
import ems.market.bid.Rejection;
import ems.market.bid.VehicleBid;
import ems.market.journal.Abandonment;
import ems.market.journal.PeriodOpened;
import ems.market.journal.VehicleStanding;
import ems.market.matching.Match;
import ems.market.matching.MatchId;
import ems.market.matching.MatchingResult;
import ems.market.matching.ShadowPrice;
import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.Step;
import ems.market.record.Entry;

/**
 * Bids and matches: who bids once, and pairs that follow from the bids, by the algorithm that the result names.
 *
 * <p>Holds {@code bid|account = period of the EV's latest accepted bid}.
 */
final class MatchingContract implements Contract {

    private static final String BID = "bid";

    @Override
    public Execution on(State before, Registered registered, MatchingPeriod period) {
        return new Block(registered, period);
    }

    static String bid(VehicleId vehicle) {
        return BID + '|' + vehicle.account();
    }

    private static final class Block implements Execution {

        private final Registered registered;
        private final MatchingPeriod period;
        private final Map<VehicleId, EnergyInventory> standings = new HashMap<>();
        private final BidsOfAPeriod bids = new BidsOfAPeriod();
        private final PairsOfAPeriod pairs = new PairsOfAPeriod();
        private final SortedMap<String, String> writes = new TreeMap<>();
        private final List<Event> events = new ArrayList<>();
        private PeriodOpened opened;
        private boolean abandoned;

        Block(Registered registered, MatchingPeriod period) {
            this.registered = registered;
            this.period = period;
        }

        @Override
        public void next(Entry command) {
            if (EntryStep.earliest(command).compareTo(Step.MATCH) > 0) {
                refuseMissingPairs();
            }
            if (command instanceof PeriodOpened prices) {
                Refuse.when(opened != null, "the period is opened twice");
                opened = prices;
            } else if (command instanceof VehicleStanding standing) {
                Refuse.when(opened == null, "the period is not opened");
                boolean stands = standings.put(standing.vehicle(), standing.inventory()) != null;
                Refuse.when(stands, standing.vehicle() + " stands twice");
            } else if (command instanceof ProsumerBid bid) {
                bids.bid(bid);
            } else if (command instanceof VehicleBid bid) {
                bid(bid);
            } else if (command instanceof ShadowPrice price) {
                Refuse.when(pairs.isMatched(), "the period is matched before");
                bids.price(price);
            } else if (command instanceof MatchingResult result) {
                pairs.result(result);
                bids.check(result, registered.partners());
            } else if (command instanceof Match match) {
                match(match);
            } else if (command instanceof Rejection rejection) {
                refuse(rejection);
            } else if (command instanceof Abandonment) {
                abandoned = true;
            }
        }

        private void bid(VehicleBid bid) {
            var vehicle = bid.vehicle();
            var inventory = standings.get(vehicle);
            Refuse.when(inventory == null, vehicle + " has no standing in this period");
            Refuse.when(!bid.inventory().equals(inventory), "its inventory is not that of the EV's standing");
            bids.bid(bid);
            writes.put(MatchingContract.bid(vehicle), period.toString());
        }

        /** Before the matching a party, after it the two of a pair. */
        private void refuse(Rejection rejection) {
            if (pairs.isMatched()) {
                pairs.refuse(rejection, bids, registered);
            } else {
                bids.refuse(rejection.party());
            }
        }

        private void match(Match match) {
            var pair = bids.pair(match.prosumer(), match.vehicle(), registered);
            var id = MatchId.of(period, match.prosumer(), match.vehicle());
            Refuse.when(!match.id().equals(id), "its id should be " + id);
            var energy = pair.forecastEnergy();
            Refuse.when(
                    !match.forecastEnergy().equals(energy),
                    "its bids would exchange " + energy.millijoules() + " mJ under the forecast");
            for (var agreed : List.of(match.storing(), match.releasing())) {
                Refuse.when(
                        !opened.prices().suit(agreed.price()),
                        "the price of " + agreed.price() + " is outside the grid's ["
                                + opened.prices().sell() + ", "
                                + opened.prices().buy() + "]");
            }
            pairs.add(match);
            bids.refuseUnlessMade(pair);
            events.add(new Event.Paired(match));
        }

        private void refuseMissingPairs() {
            Refuse.when(bids.arePriced() && !pairs.isMatched(), "no matching is recorded after the shadow prices");
            pairs.refuseMissingPairs();
            bids.refuseMissingPairs();
        }

        /** A period that was opened is matched, unless it was abandoned. */
        @Override
        public Outcome end() {
            refuseMissingPairs();
            Refuse.when(
                    opened != null && !pairs.isMatched() && !abandoned, "the period is neither matched nor abandoned");
            return new Outcome(writes, events);
        }
    }
}
