package ems.ledger.replay;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import ems.market.bid.Rejection;
import ems.market.bid.VehicleBid;
import ems.market.exchange.Exchange;
import ems.market.matching.Match;
import ems.market.matching.MatchId;
import ems.market.matching.MatchingResult;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Entry;
import ems.market.settlement.SettlementLine;

/** The matches of one period, from pairing to booking: nobody in two, and what is booked follows from what was exchanged. */
final class MatchesOfAPeriod {

    private final Map<MatchId, MatchReplay> matches = new LinkedHashMap<>();
    private final Map<MatchId, VehicleId> vehicles = new HashMap<>();
    private final Set<Party> taken = new HashSet<>();
    private final Map<Party, Money> accounts = new HashMap<>();
    private MatchingResult result;
    private Energy forecast = Energy.ZERO;
    private ProsumerId unpaired;
    private Queue<Entry> due;

    void result(MatchingResult found) {
        refuseIf(result != null, "the period is matched twice");
        result = found;
    }

    void add(Match match, VehicleBid bid) {
        refuseIf(result == null, "no matching is recorded before it");
        refuseIf(!taken.add(match.prosumer()), match.prosumer() + " is matched twice");
        refuseIf(!taken.add(match.vehicle()), match.vehicle() + " is matched twice");
        paired(match.forecastEnergy());
        matches.put(match.id(), new MatchReplay(match, bid));
        vehicles.put(match.id(), match.vehicle());
    }

    boolean isMatched() {
        return result != null;
    }

    /** Both parties of a pair that the rules give no price to, the prosumer first. */
    void refuse(Rejection rejection, BidsOfAPeriod bids, Register register) {
        refuseIf(!taken.add(rejection.party()), rejection.party().text() + " is in another pair");
        if (rejection.party() instanceof ProsumerId prosumer) {
            refuseIf(unpaired != null, "the EV that was paired with " + unpaired + " is missing before it");
            unpaired = prosumer;
        } else if (rejection.party() instanceof VehicleId vehicle) {
            refuseIf(unpaired == null, "the prosumer that was paired with " + vehicle + " is missing before it");
            var pair = bids.pair(unpaired, vehicle, register);
            unpaired = null;
            bids.refuseUnlessMade(pair);
            paired(pair.forecastEnergy());
        }
    }

    private void paired(Energy energy) {
        refuseIf(unpaired != null, "the EV that was paired with " + unpaired + " is missing before it");
        forecast = forecast.plus(energy);
        refuseIf(
                forecast.compareTo(result.forecastEnergy()) > 0,
                "the pairs exceed the matching's " + result.forecastEnergy().millijoules() + " mJ");
    }

    /** The matching is over: all its pairs are there. */
    void refuseMissingPairs() {
        refuseIf(unpaired != null, "the EV that was paired with " + unpaired + " is missing before it");
        refuseIf(
                result != null && !forecast.equals(result.forecastEnergy()),
                "the pairs before it move " + forecast.millijoules() + " mJ of the matching's "
                        + (result == null ? 0 : result.forecastEnergy().millijoules()) + " mJ");
    }

    void exchange(Exchange exchange) {
        var match = matches.get(exchange.match());
        refuseIf(match == null, "this period has no match " + exchange.match());
        match.exchange(exchange);
    }

    VehicleId vehicle(MatchId match) {
        return vehicles.get(match);
    }

    void settle(Entry booked) {
        var expected = due().poll();
        refuseIf(expected == null, "the exchanges leave nothing more to settle");
        refuseIf(!expected.equals(booked), "the exchanges and prices lead to '" + expected.text() + "'");
        if (booked instanceof SettlementLine line) {
            accounts.merge(line.debit(), line.amount().negated(), Money::plus);
            accounts.merge(line.credit(), line.amount(), Money::plus);
        }
    }

    boolean isSettled() {
        return due != null;
    }

    void refuseUnsettled() {
        var next = due().peek();
        refuseIf(next != null, "'" + (next == null ? "" : next.text()) + "' is missing after it");
    }

    void refuseImbalance() {
        var sum = accounts.values().stream().reduce(Money.ZERO, Money::plus);
        refuseIf(!sum.equals(Money.ZERO), "the period's lines sum to " + sum.micropence() + " micro-pence");
    }

    private Queue<Entry> due() {
        if (due == null) {
            due = new ArrayDeque<>();
            matches.values().forEach(match -> due.addAll(match.settlement()));
        }
        return due;
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
