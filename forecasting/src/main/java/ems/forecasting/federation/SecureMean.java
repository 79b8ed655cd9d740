package ems.forecasting.federation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

/**
 * The federation's side of one secure merge: it sees announcements and masked numbers only, and comes to the bits of the
 * {@linkplain MergeRules.Method#MEAN mean}.
 *
 * <p>What is given up for it. The federation cannot look at a single update: nothing is trimmed, and a bound on how far an
 * update moves, or that it is finite, is checked by its own car alone. Only of their mean it can be seen that it moves farther than any
 * of them may, and then nothing is merged; so one liar moves the model up to that bound, where it likes, or costs everybody the merge. An
 * update of a past merge cannot come late, though a pair with an old base may take part. One that announces itself and then
 * is silent costs everybody this merge. An auditor can add up the masked files, but not check one of them. And if all pairs but one
 * share their updates, they know the last one.
 *
 * @param merged what went in, in order of the prosumers; all that announced themselves, or nothing
 * @param refusal why nothing went in
 */
record SecureMean(List<MaskedUpdate> merged, Optional<String> refusal, GlobalParameters next) {

    /** Fewest updates of a sum: of two, each pair could subtract its own and know the other's. */
    static final int LEAST = 3;

    /** @param announced of different prosumers, and within the rules */
    static SecureMean of(
            GlobalParameters current,
            List<Announcement> announced,
            List<MaskedUpdate> delivered,
            MergeRules rules,
            MatchingPeriod at) {
        Map<ProsumerId, MaskedUpdate> came = new HashMap<>();
        delivered.forEach(update -> came.putIfAbsent(update.prosumer(), update));
        var silent = announced.stream()
                .filter(each -> !answers(came.get(each.prosumer()), each, current))
                .map(Announcement::prosumer)
                .sorted()
                .toList();
        if (announced.size() < LEAST) {
            return nothing(current, at, "a sum of " + announced.size() + " hides nobody, the least is " + LEAST);
        }
        if (!silent.isEmpty()) {
            return nothing(current, at, silent.get(0) + " announced itself and did not deliver: the sum stays masked");
        }
        var merged = announced.stream()
                .map(each -> came.get(each.prosumer()))
                .sorted(Comparator.comparing(MaskedUpdate::prosumer))
                .toList();
        double[] change = change(current, merged);
        return rules.refusalOfMean(change)
                .map(reason -> nothing(current, at, reason))
                .orElseGet(() -> new SecureMean(merged, Optional.empty(), current.moved(change, at)));
    }

    private static boolean answers(@Nullable MaskedUpdate update, Announcement announced, GlobalParameters current) {
        return update != null
                && update.base() == announced.base()
                && update.samples() == announced.samples()
                && update.into() == current.version() + 1
                && update.values().length == current.values().length;
    }

    private static SecureMean nothing(GlobalParameters current, MatchingPeriod at, String reason) {
        return new SecureMean(List.of(), Optional.of(reason), current.moved(change(current, List.of()), at));
    }

    /** By which the merge moves the model; an auditor computes it again from the masked files. */
    static double[] change(GlobalParameters current, List<MaskedUpdate> merged) {
        long[] sums = new long[current.values().length];
        long weight = 0;
        for (MaskedUpdate update : merged) {
            weight = Math.addExact(weight, MergeRules.weight(update.base(), update.samples(), current));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += update.values()[i];
            }
        }
        return merged.isEmpty() ? new double[sums.length] : Mean.ofSums(sums, weight);
    }
}
