package ems.study.recorded;

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
public final class BidHistory {

    private final Map<VehicleId, MatchingPeriod> lastBids;
    private final Set<Party> enrolled;

    private BidHistory(Map<VehicleId, MatchingPeriod> lastBids, Set<Party> enrolled) {
        this.lastBids = new HashMap<>(lastBids);
        this.enrolled = new HashSet<>(enrolled);
    }

    /** As the books stand before this period. */
    public static BidHistory before(MatchingPeriod from, Collection<VehicleId> vehicles, SettledPeriods books) {
        var history = new BidHistory(Map.of(), Set.of());
        history.register(books.registrations(from));
        Set<VehicleId> sought = new HashSet<>(vehicles);
        WalkingBack.overAWeek(books).from(from, sought::isEmpty, record -> {
            for (VehicleBid bid : record.all(VehicleBid.class)) {
                if (sought.remove(bid.vehicle())) {
                    history.lastBids.put(bid.vehicle(), record.key().period());
                }
            }
        });
        return history;
    }

    /** Another that begins as this one stands. */
    BidHistory copy() {
        return new BidHistory(lastBids, enrolled);
    }

    public Participation of(VehicleId vehicle, MatchingPeriod period) {
        var last = lastBids.get(vehicle);
        boolean known = enrolled.contains(vehicle);
        return new Participation(
                true, !known, last == null ? OptionalLong.empty() : OptionalLong.of(last.periodsUntil(period)));
    }

    /** What the period adds to it. */
    public void add(PeriodRecord period) {
        register(period.entries().toList());
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
