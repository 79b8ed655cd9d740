package ems.study.whatif;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import ems.market.matching.Pairing;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.RuleReference;
import ems.market.record.VehicleBid;
import ems.study.whatif.MinutesEffect.ChangedMember;

/** Adds up who would have bid and been paired in each minute. */
final class MinutesTally {

    private final RowSums rows = new RowSums();
    private final Map<String, long[]> vehicles = new TreeMap<>();
    private long minutes;
    private long changedMinutes;
    private long bidsNow;
    private long bidsThen;
    private long newlyRefused;
    private long newlyAdmitted;
    private long pairsNow;
    private long pairsThen;
    private long otherPairs;
    private Energy energyNow = Energy.ZERO;
    private Energy energyThen = Energy.ZERO;

    MinutesTally(WhatIfWish wish) {
        wish.rows().stream().filter(rule -> !rule.table().equals("pricing")).forEach(rows::known);
    }

    /** Rows of a version that was active. */
    void active(List<RuleReference> version) {
        version.stream().filter(rule -> !rule.table().equals("pricing")).forEach(rows::active);
    }

    void add(ReplayedMinute now, ReplayedMinute then) {
        now.rows().forEach(rule -> rows.hit(false, rule, Optional.empty(), false));
        then.rows().forEach(rule -> rows.hit(true, rule, Optional.empty(), false));
        minutes++;
        changedMinutes += now.answers().equals(then.answers()) && now.pairs().equals(then.pairs()) ? 0 : 1;
        var biddingNow = bidding(now);
        var biddingThen = bidding(then);
        bidsNow += biddingNow.size();
        bidsThen += biddingThen.size();
        newlyRefused += without(biddingNow, biddingThen);
        newlyAdmitted += without(biddingThen, biddingNow);
        var pairedNow = paired(now.pairs());
        pairsNow += pairedNow.size();
        pairsThen += then.pairs().size();
        otherPairs += without(paired(then.pairs()), pairedNow);
        energyNow = energyNow.plus(Pairing.forecastEnergy(now.pairs()));
        energyThen = energyThen.plus(Pairing.forecastEnergy(then.pairs()));
        count(biddingNow, 0);
        count(biddingThen, 1);
        count(vehicles(now.pairs()), 2);
        count(vehicles(then.pairs()), 3);
    }

    private static Set<VehicleId> bidding(ReplayedMinute minute) {
        return minute.bids().stream().map(VehicleBid::vehicle).collect(Collectors.toSet());
    }

    private static Set<VehicleId> vehicles(List<Pairing> pairs) {
        return pairs.stream().map(pair -> pair.vehicle().vehicle()).collect(Collectors.toSet());
    }

    private static Set<String> paired(List<Pairing> pairs) {
        return pairs.stream()
                .map(pair -> pair.prosumer().prosumer() + "~" + pair.vehicle().vehicle())
                .collect(Collectors.toSet());
    }

    private static <T> long without(Set<T> some, Set<T> others) {
        var left = new HashSet<>(some);
        left.removeAll(others);
        return left.size();
    }

    private void count(Set<VehicleId> some, int place) {
        some.forEach(vehicle -> vehicles.computeIfAbsent(vehicle.account(), first -> new long[4])[place]++);
    }

    MinutesEffect effect() {
        return new MinutesEffect(
                minutes,
                changedMinutes,
                bidsNow,
                bidsThen,
                newlyRefused,
                newlyAdmitted,
                pairsNow,
                pairsThen,
                otherPairs,
                energyNow,
                energyThen,
                rows.effects(),
                vehicles.entrySet().stream()
                        .map(each -> new ChangedMember(
                                each.getKey(),
                                each.getValue()[0],
                                each.getValue()[1],
                                each.getValue()[2],
                                each.getValue()[3]))
                        .toList());
    }
}
