package ems.ledger.contract;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import ems.market.direct.DirectPair;
import ems.market.direct.LeftoverHomes;
import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.MatchIds;
import ems.market.record.Rejection;

/**
 * Pairs of homes that the EVs of a period left: all of them, by size, and none before the pairs with EVs.
 */
final class PeriodLeftovers {

    private final Queue<DirectPair> due = new ArrayDeque<>();
    private @Nullable LeftoverHomes left;
    private @Nullable DirectAnswer answer;
    private @Nullable ProsumerId unpaired;

    boolean arePaired() {
        return left != null;
    }

    /**
     * @param homes whom the pairs before it leave
     * @param rules what they may answer
     */
    void result(DirectResult result, LeftoverHomes homes, DirectAnswer rules) {
        Refuse.when(arePaired(), "the homes that the EVs left are paired twice");
        var bound = homes.bound();
        Refuse.when(
                !bound.equals(result.forecastEnergy()),
                () -> "the homes that the EVs left can move " + bound.millijoules() + " mJ with each other");
        left = homes;
        answer = rules;
        due.addAll(homes.pairs());
    }

    void match(DirectMatch match, MatchIds ids, GridPrices prices) {
        PairRules.check(match, next(match.seller(), match.buyer()), ids, prices);
        answer().price(match);
    }

    /** Both homes of a pair that the rules give no price to, the seller first. */
    void refuse(Rejection rejection) {
        Refuse.when(!(rejection.party() instanceof ProsumerId), "only homes are paired after the EVs");
        answer().refuse(rejection);
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

    private DirectAnswer answer() {
        return Refuse.ifMissing(answer, "no pairing of homes is recorded before it");
    }

    /** What the rules said of these pairs, as later periods must know it; empty: nobody asked. */
    Optional<String> answered() {
        return Optional.ofNullable(answer).flatMap(DirectAnswer::held);
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
