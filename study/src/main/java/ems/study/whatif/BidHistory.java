package ems.study.whatif;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import ems.market.ledger.Participation;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.PeriodRecord;
import ems.market.record.Revocation;
import ems.market.record.VehicleBid;

/** What the ledger proved about EVs before each period: their registration, and when they bid last. */
final class BidHistory {

    /** A week and a bit: older bids count as never made. */
    static final int LOOK_BACK = 10_140;

    private final Map<VehicleId, MatchingPeriod> lastBids = new HashMap<>();
    private final Set<Party> enrolled = new HashSet<>();

    /** As the books stand before this period. */
    static BidHistory before(MatchingPeriod from, Collection<VehicleId> vehicles, SettledPeriods books) {
        var history = new BidHistory();
        history.register(books.registrations(from));
        Set<VehicleId> sought = new HashSet<>(vehicles);
        var until = from;
        while (!sought.isEmpty()) {
            var latest = books.latest(until); // however long nothing was recorded: the market remembers the bid
            if (latest.isEmpty() || latest.get().periodsUntil(from) > LOOK_BACK) {
                break;
            }
            var end = latest.get().next();
            var start = new MatchingPeriod(end.start().minus(MatchingPeriod.LENGTH.multipliedBy(WhatIf.AT_ONCE)));
            var records = books.read(start, end);
            for (int i = records.size() - 1; i >= 0; i--) {
                var record = records.get(i);
                for (VehicleBid bid : record.all(VehicleBid.class)) {
                    if (sought.remove(bid.vehicle())) {
                        history.lastBids.put(bid.vehicle(), record.key().period());
                    }
                }
            }
            until = start;
        }
        return history;
    }

    Participation of(VehicleId vehicle, MatchingPeriod period) {
        var last = lastBids.get(vehicle);
        boolean known = enrolled.contains(vehicle);
        return new Participation(
                true, !known, last == null ? OptionalLong.empty() : OptionalLong.of(last.periodsUntil(period)));
    }

    /** What the period adds to it. */
    void add(PeriodRecord period) {
        register(period.entries()
                .filter(entry -> entry instanceof Enrolment || entry instanceof Revocation)
                .toList());
        period.all(VehicleBid.class)
                .forEach(bid -> lastBids.put(bid.vehicle(), period.key().period()));
    }

    private void register(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry instanceof Enrolment enrolment) {
                enrolled.add(enrolment.party());
            } else if (entry instanceof Revocation revocation) {
                enrolled.remove(revocation.party());
            }
        }
    }
}
