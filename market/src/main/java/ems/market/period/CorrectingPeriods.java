package ems.market.period;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.MembersByPeriod;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.LateReadings;

import static java.util.Objects.requireNonNull;

/**
 * What late and changed readings alter of settled periods, booked as the next period starts. The EV must be free then: its
 * inventory is the one that the period goes on from.
 */
final class CorrectingPeriods {

    /** A meter that was silent for a day has caught up in five minutes. */
    static final int MOST_AT_ONCE = 300;
    /** Those whose EV is not free must not hold up the rest. */
    private static final int MOST_LOOKED_AT = 10 * MOST_AT_ONCE;

    private final MembersByPeriod members;
    private final MarketPorts ports;

    CorrectingPeriods(MembersByPeriod members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
    }

    /**
     * What was found in a period's queue.
     *
     * @param entries to record
     * @param inventories as they are after these
     * @param taken readings that need no further look
     * @param refused readings that change nothing, and why
     */
    record Found(
            List<Entry> entries,
            Map<VehicleId, EnergyInventory> inventories,
            List<LateReading> taken,
            Map<LateReading, String> refused) {

        /** Once the entries are recorded. */
        void leave(LateReadings queue) {
            queue.taken(taken);
            refused.forEach(queue::refuse);
        }
    }

    /** A late reading of a home, or of a car's charger, that was matched. */
    private record Late(LateReading reading, PeriodRecord period, Match match) {}

    /** @param inventories of the EVs that are free as this period starts */
    Found correct(PeriodKey key, ActiveRules rules, Map<VehicleId, EnergyInventory> inventories) {
        var found = new Found(new ArrayList<>(), new HashMap<>(inventories), new ArrayList<>(), new LinkedHashMap<>());
        List<Late> matched = matched(key, found);
        if (matched.isEmpty()) {
            return found;
        }
        var windows = windows(key, rules, matched);
        var vehicles = members.in(key.period()).vehiclesById();
        Set<MatchId> corrected = new HashSet<>();
        for (Late late : matched) {
            var window = requireNonNull(windows.get(late.match().vehicle()));
            var refusal = refusal(key, late, window, vehicles.keySet());
            if (refusal.isPresent()) {
                found.refused().put(late.reading(), refusal.get());
            } else if (inventories.containsKey(late.match().vehicle())) {
                // home and charger may both be late of one match
                if (corrected.add(late.match().id())) {
                    correct(key, late, vehicles, window.rule(), found);
                }
                found.taken().add(late.reading());
            }
        }
        return found;
    }

    /** Those of periods that have ended, in their order, until enough are of free EVs. */
    private List<Late> matched(PeriodKey key, Found found) {
        Map<MatchingPeriod, PeriodRecord> records = new HashMap<>();
        List<Late> matched = new ArrayList<>();
        int free = 0;
        for (LateReading late : ports.lateReadings().waiting(MOST_LOOKED_AT)) {
            if (free == MOST_AT_ONCE || !late.period().isBefore(key.period())) {
                break;
            }
            var period =
                    records.computeIfAbsent(late.period(), of -> ports.journal().read(new PeriodKey(key.grid(), of)));
            if (period.steps().isEmpty()) {
                found.refused().put(late, "its period never ran, or what it recorded is no longer kept");
            } else if (period.isEnded()) {
                var match = period.match(late.party());
                if (match.isEmpty()) {
                    directWith(late.party(), period)
                            .ifPresentOrElse(
                                    other -> found.refused().put(late, refusal(period, other)),
                                    () -> found.taken().add(late));
                } else {
                    matched.add(new Late(late, period, match.get()));
                    free += found.inventories().containsKey(match.get().vehicle()) ? 1 : 0;
                }
            }
        }
        return matched;
    }

    private static String refusal(PeriodRecord period, Party other) {
        return abandoned(period)
                .orElse("it was paired with " + other + ", and what homes exchange with each other is settled once");
    }

    private static Optional<String> abandoned(PeriodRecord period) {
        return period.first(Abandonment.class).map(any -> "its period was abandoned, nothing was booked in it");
    }

    private static Optional<Party> directWith(Party party, PeriodRecord period) {
        return party instanceof ProsumerId home
                ? period.directMatch(home).map(match -> home.equals(match.seller()) ? match.buyer() : match.seller())
                : Optional.empty();
    }

    private Map<VehicleId, Verdict<Duration>> windows(PeriodKey key, ActiveRules rules, List<Late> matched) {
        List<VehicleId> vehicles =
                matched.stream().map(late -> late.match().vehicle()).distinct().toList();
        var proven = ports.ledger().participations(key.grid(), vehicles, key.period());
        var answers = rules.correctionWindows(vehicles.stream()
                .map(vehicle -> new ParticipationQuestion(vehicle, requireNonNull(proven.get(vehicle))))
                .toList());
        Map<VehicleId, Verdict<Duration>> windows = new HashMap<>();
        for (int i = 0; i < vehicles.size(); i++) {
            windows.put(vehicles.get(i), answers.get(i));
        }
        return windows;
    }

    /** Why a reading can change nothing, now and later. */
    private static Optional<String> refusal(
            PeriodKey key, Late late, Verdict<Duration> window, Set<VehicleId> members) {
        var vehicle = late.match().vehicle();
        if (!members.contains(vehicle)) {
            return Optional.of(vehicle + ", with which it was matched, is no member of the grid any more");
        }
        if (window instanceof Refused<Duration> no) {
            return Optional.of(vehicle + ", with which it was matched, takes no part: " + no.reason());
        }
        var granted = (Granted<Duration>) window;
        var age = Duration.between(late.reading().period().start(), key.period().start());
        if (age.compareTo(granted.grant()) > 0 || age.compareTo(Correction.LONGEST) > 0) {
            return Optional.of(tooLate(late.reading(), key, granted));
        }
        return abandoned(late.period());
    }

    private void correct(
            PeriodKey key, Late late, Map<VehicleId, ElectricVehicle> vehicles, RuleReference window, Found found) {
        var capacity = requireNonNull(vehicles.get(late.match().vehicle())).capacity();
        BookedMatch.of(late.period(), late.match().id())
                .ifPresent(settled -> correct(settled, key, capacity, window, found));
    }

    private static String tooLate(LateReading late, PeriodKey key, Granted<Duration> window) {
        return "late: its period " + late.period() + " lies more than "
                + window.grant().toMinutes() + " min before " + key.period()
                + ", and no longer corrected by " + window.rule();
    }

    private void correct(BookedMatch settled, PeriodKey key, Energy capacity, RuleReference window, Found found) {
        var match = settled.match();
        var booked = ports.journal()
                .correction(key.grid(), match.id())
                .map(settled::after)
                .orElse(settled);
        var known = Correction.samples(booked.exchanges(nets(booked)));
        if (!known.equals(booked.samples())) {
            var today = requireNonNull(found.inventories().get(match.vehicle()));
            var entries = booked.corrected(known, today, capacity, window);
            found.entries().addAll(entries);
            Entry.all(InventoryEntry.class, entries)
                    .forEach(changed -> found.inventories().put(changed.vehicle(), changed.inventory()));
        }
    }

    /** Where no trusted reading is left, the sample stays as it is known. */
    private List<Optional<SampleNet>> nets(BookedMatch booked) {
        var match = booked.match();
        var period = match.id().period();
        var readings = ports.readings(); // of one home: a store that fetches a period fetches all homes
        List<Optional<SampleNet>> nets = new ArrayList<>(MatchingPeriod.SAMPLES);
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var start = period.sampleStart(sample);
            nets.add(ExchangeMeasurement.net(
                    match,
                    booked.bid(),
                    start,
                    readings,
                    Optional.of(booked.samples().get(sample))));
        }
        return nets;
    }
}
