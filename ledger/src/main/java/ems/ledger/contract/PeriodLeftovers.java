package ems.ledger.contract;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import ems.market.direct.DirectPair;
import ems.market.direct.LeftoverHomes;
import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.MatchIds;
import ems.market.record.Rejection;

/**
 * Pairs of homes that the EVs of a period left: all of them, by size, and none before the pairs with EVs. The rules answer once for
 * all of them: one price, or one refusal.
 */
final class PeriodLeftovers {

    private final Queue<DirectPair> due = new ArrayDeque<>();
    private @Nullable LeftoverHomes left;
    private @Nullable AgreedPrice price;
    private @Nullable Rejection refusal;
    private @Nullable ProsumerId unpaired;

    boolean arePaired() {
        return left != null;
    }

    /** @param homes whom the pairs before it leave */
    void result(DirectResult result, LeftoverHomes homes) {
        Refuse.when(arePaired(), "the homes that the EVs left are paired twice");
        var bound = homes.bound();
        Refuse.when(
                !bound.equals(result.forecastEnergy()),
                () -> "the homes that the EVs left can move " + bound.millijoules() + " mJ with each other");
        left = homes;
        due.addAll(homes.pairs());
    }

    void match(DirectMatch match, MatchIds ids, GridPrices prices) {
        PairRules.check(match, next(match.seller(), match.buyer()), ids, prices);
        var no = refusal;
        Refuse.when(no != null, () -> "the pair of homes before it is refused: " + (no == null ? "" : no.reason()));
        var agreed = price;
        if (agreed == null) {
            price = match.price();
        } else {
            Refuse.when(
                    !agreed.equals(match.price()),
                    () -> "all pairs of homes have the price of the first, " + agreed.price() + " by " + agreed.rule());
        }
    }

    /** Both homes of a pair that the rules give no price to, the seller first. */
    void refuse(Rejection rejection) {
        Refuse.when(!(rejection.party() instanceof ProsumerId), "only homes are paired after the EVs");
        refuseOtherAnswer(rejection);
        var home = (ProsumerId) rejection.party();
        if (unpaired == null) {
            refuseUnlessLeft(home);
            unpaired = home;
            return;
        }
        var seller = unpaired;
        unpaired = null;
        next(seller, home);
    }

    private void refuseOtherAnswer(Rejection rejection) {
        Refuse.when(price != null, "the pair of homes before it has a price, and all of them have one");
        var first = refusal;
        if (first == null) {
            refusal = rejection;
        } else {
            Refuse.when(
                    !first.reason().equals(rejection.reason()) || !first.rule().equals(rejection.rule()),
                    () -> "all pairs of homes are refused as the first: " + first.reason() + ", by " + first.rule());
        }
    }

    private DirectPair next(ProsumerId seller, ProsumerId buyer) {
        refuseUnpaired();
        refuseUnlessLeft(seller);
        refuseUnlessLeft(buyer);
        var pair = Refuse.ifMissing(due.poll(), "all homes that the EVs left are paired before it");
        Refuse.when(
                !pair.seller().prosumer().equals(seller)
                        || !pair.buyer().prosumer().equals(buyer),
                () -> "the next pair by size is " + names(pair));
        return pair;
    }

    private void refuseUnlessLeft(ProsumerId home) {
        Refuse.ifMissing(left, "no pairing of homes is recorded before it")
                .whyNot(home)
                .ifPresent(why -> Refuse.when(true, why));
    }

    /** The matching is over: all its pairs are there. */
    void refuseMissingPairs() {
        refuseUnpaired();
        var next = due.peek();
        Refuse.when(next != null, () -> "the homes " + (next == null ? "" : names(next)) + " are left, and not paired");
    }

    private void refuseUnpaired() {
        Refuse.when(unpaired != null, () -> "the home that was paired with " + unpaired + " is missing before it");
    }

    private static String names(DirectPair pair) {
        return pair.seller().prosumer() + " and " + pair.buyer().prosumer();
    }
}
