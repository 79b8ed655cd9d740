package ems.study.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.matching.Pairing;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.record.Abandonment;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.ShadowPrice;
import ems.market.record.Step;
import ems.market.record.TrailSeal;
import ems.market.record.VehicleBid;
import ems.study.recorded.RecordedStep;
import ems.study.recorded.ReplayRefused;

/**
 * Lets a what-if through only if the rules that were active then lead to what is booked: every line, inventory, EV bid and pair,
 * entry by entry. The first one that differs is named, and there is no result.
 */
final class ReplayGate {

    private static final String END = ". There is no result.";

    private long lines;
    private long bids;
    private long pairs;

    /** Settlement and correction lines that came out as they are booked. */
    long lines() {
        return lines;
    }

    long bids() {
        return bids;
    }

    long pairs() {
        return pairs;
    }

    /** @throws ReplayRefused if the period books otherwise */
    void trades(PeriodRecord period, List<Entry> replayed) {
        boolean abandoned = period.first(Abandonment.class).isPresent();
        int next = 0;
        int number = 0;
        for (Entry recorded : period.entries().toList()) {
            number++;
            if (isOfTrades(recorded, abandoned)) {
                var again = next < replayed.size() ? Optional.of(replayed.get(next)) : Optional.<Entry>empty();
                refuseUnlessEqual(period, number, recorded, again);
                next++;
                lines += recorded instanceof SettlementLine || recorded instanceof CorrectionLine ? 1 : 0;
            }
        }
        if (next < replayed.size()) {
            throw new ReplayRefused(intro(period) + "it books no line for '"
                    + replayed.get(next).text() + "', to which the rules of that time lead" + END);
        }
    }

    private static String intro(PeriodRecord period) {
        return "This replay does not reproduce the books of " + period.key().period() + ": ";
    }

    private static boolean isOfTrades(Entry entry, boolean abandoned) {
        return entry instanceof InventoryEntry
                || entry instanceof Correction
                || entry instanceof CorrectionLine
                || !abandoned && (entry instanceof Match || entry instanceof SettlementLine);
    }

    private static void refuseUnlessEqual(PeriodRecord period, int number, Entry recorded, Optional<Entry> again) {
        if (!again.equals(Optional.of(recorded))) {
            throw differs(period, number, recorded, again.map(Entry::text));
        }
    }

    private static ReplayRefused differs(PeriodRecord period, int number, Entry recorded, Optional<String> again) {
        return new ReplayRefused(intro(period) + "line " + number + " of it says '" + recorded.text()
                + "', and the rules of that time lead to "
                + again.map(text -> "'" + text + "'").orElse("no such line")
                + END);
    }

    /**
     * All that a period recorded, save what does not come from the rules: what the forecaster learnt, how the matcher proved its pairs,
     * and the trail's seal.
     *
     * @throws ReplayRefused if the period records otherwise
     */
    void day(PeriodRecord period, PeriodRecord again) {
        var replayed = again.entries().filter(ReplayGate::isOfTheRules).toList();
        int next = 0;
        int number = 0;
        for (Entry recorded : period.entries().toList()) {
            number++;
            if (isOfTheRules(recorded)) {
                var other = next < replayed.size() ? Optional.of(replayed.get(next)) : Optional.<Entry>empty();
                refuseUnlessEqual(period, number, recorded, other);
                next++;
            }
        }
        if (next < replayed.size()) {
            throw new ReplayRefused(intro(period) + "it has no line for '"
                    + replayed.get(next).text() + "', to which the rules of that time lead" + END);
        }
        lines += period.all(SettlementLine.class).size()
                + period.all(DirectLine.class).size();
        bids += period.all(VehicleBid.class).size();
        pairs += period.all(Match.class).size() + period.all(DirectMatch.class).size();
    }

    private static boolean isOfTheRules(Entry entry) {
        return !(entry instanceof TrailSeal
                || entry instanceof ModelUpdate
                || entry instanceof ModelRefusal
                || entry instanceof GlobalModel
                || entry instanceof ShadowPrice
                || entry instanceof MatchingResult);
    }

    /** @throws ReplayRefused if other EVs bid, or others were paired */
    void minute(PeriodRecord period, ReplayedMinute again) {
        int number = 0;
        int next = 0;
        for (Entry recorded : period.entries().toList()) {
            number++;
            if (recorded instanceof VehicleBid bid) {
                next = place(again.answers(), bid, next);
                if (next == again.answers().size() || !again.answers().get(next).equals(bid)) {
                    throw differs(period, number, bid, answer(again.answers(), bid.vehicle()));
                }
                bids++;
            }
        }
        if (bidding(again.answers()) != period.all(VehicleBid.class).size()) {
            var more = Entry.all(VehicleBid.class, again.answers()).stream()
                    .filter(bid -> period.bid(bid.vehicle()).isEmpty())
                    .findFirst()
                    .orElseThrow();
            throw new ReplayRefused(intro(period) + more.vehicle()
                    + " did not bid, and the rules of that time lead to '" + more.text() + "'" + END);
        }
        pairs(period, again.pairs());
    }

    private static long bidding(List<Entry> answers) {
        return Entry.all(VehicleBid.class, answers).size();
    }

    private static int place(List<Entry> answers, VehicleBid bid, int from) {
        int at = from;
        while (at < answers.size()
                && !(answers.get(at) instanceof VehicleBid other
                        && other.vehicle().equals(bid.vehicle()))) {
            at++;
        }
        return at;
    }

    private static Optional<String> answer(List<Entry> answers, VehicleId vehicle) {
        return answers.stream()
                .filter(answer ->
                        answer instanceof VehicleBid bid && bid.vehicle().equals(vehicle)
                                || answer instanceof Rejection refusal
                                        && refusal.party().equals(vehicle))
                .map(Entry::text)
                .findFirst();
    }

    private void pairs(PeriodRecord period, List<Pairing> again) {
        var recorded = recordedPairs(period);
        List<String> names = again.stream()
                .map(pair -> name(pair.prosumer().prosumer(), pair.vehicle().vehicle()))
                .toList();
        for (int i = 0; i < Math.max(recorded.size(), names.size()); i++) {
            var was = i < recorded.size() ? recorded.get(i) : "no further pair";
            var is = i < names.size() ? names.get(i) : "no further pair";
            if (!was.equals(is)) {
                throw new ReplayRefused(intro(period) + "pair " + (i + 1) + " of it is " + was
                        + ", and the matcher of that time pairs " + is + END);
            }
            pairs++;
        }
    }

    /** Matches, and pairs that got no price, in their order. */
    private static List<String> recordedPairs(PeriodRecord period) {
        List<String> pairs = new ArrayList<>();
        boolean result = false;
        Optional<ProsumerId> refused = Optional.empty();
        for (Entry entry : RecordedStep.entries(period, Step.MATCH)) {
            if (entry instanceof MatchingResult) {
                result = true;
            } else if (entry instanceof Match match) {
                pairs.add(name(match.prosumer(), match.vehicle()));
            } else if (result && entry instanceof Rejection refusal) {
                if (refusal.party() instanceof ProsumerId prosumer) {
                    refused = Optional.of(prosumer);
                } else if (refusal.party() instanceof VehicleId vehicle) {
                    pairs.add(name(refused.orElseThrow(), vehicle));
                }
            }
        }
        return pairs;
    }

    private static String name(ProsumerId prosumer, VehicleId vehicle) {
        return prosumer + " with " + vehicle;
    }
}
