package ems.ledger.contract;

import java.util.List;

import ems.market.direct.DirectPair;
import ems.market.matching.Pairing;
import ems.market.party.GridPrices;
import ems.market.record.AgreedPrice;
import ems.market.record.BidLimit;
import ems.market.record.DirectMatch;
import ems.market.record.Match;
import ems.market.record.MatchIds;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** What holds for two bids and the match of the two, whoever else bids in the period. */
final class PairRules {

    private PairRules() {}

    /** The match has the id of its period and parties, bids that suit each other, the energy that these exchange, and prices that suit both. */
    static void check(Match match, Pairing pair, MatchIds ids, GridPrices prices) {
        var id = ids.of(match.prosumer(), match.vehicle());
        Refuse.when(!match.id().equals(id), () -> "its id should be " + id);
        Refuse.when(
                !pair.vehicle().suits(pair.prosumer().forecast()),
                () -> "its bids would exchange less than the least power of " + match.vehicle());
        var energy = pair.forecastEnergy();
        Refuse.when(
                !match.forecastEnergy().equals(energy),
                () -> "its bids would exchange " + energy.millijoules() + " mJ under the forecast");
        for (var agreed : List.of(match.storing(), match.releasing())) {
            check(agreed, prices);
        }
    }

    /** The same for two homes: one has a surplus, the other a demand. */
    static void check(DirectMatch match, DirectPair pair, MatchIds ids, GridPrices prices) {
        var id = ids.of(match.seller(), match.buyer());
        Refuse.when(!match.id().equals(id), () -> "its id should be " + id);
        Refuse.when(!pair.seller().forecast().isSurplus(), () -> match.seller() + " has nothing to sell");
        Refuse.when(pair.buyer().forecast().isSurplus(), () -> match.buyer() + " has no need to buy");
        var energy = pair.forecastEnergy();
        Refuse.when(energy.isZero(), "homes that trade with each other would move something");
        Refuse.when(
                !match.forecastEnergy().equals(energy),
                () -> "its bids would exchange " + energy.millijoules() + " mJ under the forecast");
        check(match.price(), prices);
    }

    private static void check(AgreedPrice agreed, GridPrices prices) {
        Refuse.when(
                !prices.suit(agreed.price()),
                () -> "the price of " + agreed.price() + " is outside the grid's [" + prices.sell() + ", "
                        + prices.buy() + "]");
    }

    /** @param signed the most that the prosumer signed for */
    static void check(ProsumerBid bid, BidLimit signed) {
        Refuse.when(!signed.of(bid.forecast()).equals(bid.forecast()), () -> bid.prosumer() + signedForLess(signed));
    }

    /** @param signed the most that the EV signed for */
    static void check(VehicleBid bid, BidLimit signed) {
        var narrowed = signed.of(bid.window(), bid.inventory().energy());
        Refuse.when(!narrowed.equals(bid.window()), () -> bid.vehicle() + signedForLess(signed));
    }

    private static String signedForLess(BidLimit signed) {
        return " signed for less than its bid: " + signed.in().millijoules() + " mJ in and "
                + signed.out().millijoules() + " mJ out";
    }
}
