package ems.study.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.matching.MatchingProblem;
import ems.market.matching.Pairing;
import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.VehicleId;
import ems.market.period.VehicleAnswer;
import ems.market.record.Entry;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;
import ems.market.rule.ActiveRules;
import ems.market.rule.ParticipationQuestion;
import ems.study.recorded.BidHistory;
import ems.study.recorded.RecordedStep;
import ems.study.recorded.ReplayRefused;

import static java.util.Objects.requireNonNull;

/**
 * A period again from what was recorded as it started: the rules say who takes part and within which limits, and the matcher that
 * was used then pairs them.
 *
 * @param answers of the EVs that stood by, in their order of arrival: a bid or a rejection each
 * @param pairs empty if the period was not matched
 * @param rows that answered about limits and participation, EV by EV
 */
record ReplayedMinute(List<Entry> answers, List<Pairing> pairs, List<RuleReference> rows) {

    /**
     * Empty if the rules were not asked in this period.
     *
     * @param members of this period
     */
    static Optional<ReplayedMinute> of(
            PeriodRecord period, GridMembers members, BidHistory history, ActiveRules rules) {
        if (!period.has(Step.VERIFY_AND_LIMIT)) {
            return Optional.empty();
        }
        List<RuleReference> rows = new ArrayList<>();
        var answers = answers(period, members, history, rules, rows);
        return Optional.of(new ReplayedMinute(answers, pairs(period, members, answers), rows));
    }

    List<VehicleBid> bids() {
        return Entry.all(VehicleBid.class, answers);
    }

    private static List<Entry> answers(
            PeriodRecord period, GridMembers members, BidHistory history, ActiveRules rules, List<RuleReference> rows) {
        List<VehicleStanding> standings = period.all(VehicleStanding.class);
        var vehicles = members.vehiclesById();
        var key = period.key().period();
        var limits = rules.limits(standings.stream()
                .map(standing -> VehicleAnswer.question(standing, member(standing, vehicles, period)))
                .toList());
        var permissions = rules.participation(standings.stream()
                .map(standing -> new ParticipationQuestion(standing.vehicle(), history.of(standing.vehicle(), key)))
                .toList());
        Map<VehicleId, Entry> recorded = recorded(period);
        Map<VehicleId, Entry> answers = new HashMap<>();
        for (int i = 0; i < standings.size(); i++) {
            var standing = standings.get(i);
            var then = recorded.get(standing.vehicle());
            if (then instanceof Rejection refusal && !VehicleAnswer.isOfTheVerdicts(refusal)) {
                answers.put(standing.vehicle(), refusal);
                continue;
            }
            rows.add(permissions.get(i).rule());
            rows.add(limits.get(i).rule());
            answers.put(
                    standing.vehicle(),
                    VehicleAnswer.of(
                            standing,
                            member(standing, vehicles, period),
                            period.limit(standing.vehicle()),
                            permissions.get(i),
                            limits.get(i)));
        }
        return recorded.keySet().stream()
                .map(vehicle -> requireNonNull(answers.get(vehicle)))
                .toList();
    }

    private static ElectricVehicle member(
            VehicleStanding standing, Map<VehicleId, ElectricVehicle> vehicles, PeriodRecord period) {
        var vehicle = vehicles.get(standing.vehicle());
        if (vehicle == null) {
            throw new ReplayRefused("In " + period.key().period() + " " + standing.vehicle()
                    + " stands by, and the members of that time do not name it: there is no result.");
        }
        return vehicle;
    }

    /** In their order of arrival. */
    private static Map<VehicleId, Entry> recorded(PeriodRecord period) {
        Map<VehicleId, Entry> recorded = new LinkedHashMap<>();
        for (Entry entry : RecordedStep.entries(period, Step.VERIFY_AND_LIMIT)) {
            if (entry instanceof VehicleBid bid) {
                recorded.put(bid.vehicle(), bid);
            } else if (entry instanceof Rejection refusal && refusal.party() instanceof VehicleId vehicle) {
                recorded.put(vehicle, refusal);
            }
        }
        return recorded;
    }

    private static List<Pairing> pairs(PeriodRecord period, GridMembers members, List<Entry> answers) {
        var matcher = RecordedStep.matcher(period);
        if (matcher.isEmpty()) {
            return List.of();
        }
        var gone = seenLater(period);
        List<VehicleBid> free = Entry.all(VehicleBid.class, answers).stream()
                .filter(bid -> !gone.contains(bid.vehicle()))
                .toList();
        return matcher.get()
                .match(new MatchingProblem(
                        period.all(ProsumerBid.class), free, members.partners(), period.horizonPrice()))
                .pairs();
    }

    /** Those that were free no longer when the period was matched: their refusals come before its result. */
    private static Set<VehicleId> seenLater(PeriodRecord period) {
        Set<VehicleId> gone = new HashSet<>();
        for (Entry entry : RecordedStep.entries(period, Step.MATCH)) {
            if (entry instanceof MatchingResult) {
                break;
            }
            if (entry instanceof Rejection refusal && refusal.party() instanceof VehicleId vehicle) {
                gone.add(vehicle);
            }
        }
        return gone;
    }
}
