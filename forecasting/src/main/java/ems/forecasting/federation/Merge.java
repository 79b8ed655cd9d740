package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ems.forecasting.federation.MergeRules.Method;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

/**
 * One merge of updates into a global model: a pure function, so that anybody who has the files gets the same bits.
 *
 * <pre>
 * next = current + sum of weight * change / sum of weight      weight = samples / (1 + age of the base)
 * </pre>
 *
 * <p>Source: McMahan et al. 2017 (weights by samples); Nguyen et al. 2022, "FedBuff" (changes against the base that each
 * pair had, less weight for older ones); Yin et al. 2018 (trimmed mean).
 *
 * @param merged what went in, in order of the prosumers
 * @param refused what did not, and why, in order of arrival
 * @param next with the parameters of the current one if nothing went in
 */
public record Merge(List<Update> merged, List<Refusal> refused, GlobalParameters next) {

    /** An update that stayed out. */
    public record Refusal(Update update, String reason) {}

    /**
     * @param updates in order of arrival; of two by the same prosumer the first one counts
     * @param at from which period on the result is used
     */
    public static Merge of(GlobalParameters current, List<Update> updates, MergeRules rules, MatchingPeriod at) {
        Map<ProsumerId, Update> taken = new LinkedHashMap<>();
        List<Refusal> refused = new ArrayList<>();
        for (Update update : updates) {
            var reason = rules.refusal(update, current);
            if (reason.isPresent()) {
                refused.add(new Refusal(update, reason.get()));
            } else if (taken.putIfAbsent(update.prosumer(), update) != null) {
                refused.add(new Refusal(update, "it is the second one of " + update.prosumer()));
            }
        }
        var merged = taken.values().stream()
                .sorted(Comparator.comparing(Update::prosumer))
                .toList();
        return new Merge(merged, List.copyOf(refused), next(current, merged, rules.method(), at));
    }

    private static GlobalParameters next(
            GlobalParameters current, List<Update> merged, Method method, MatchingPeriod at) {
        if (merged.isEmpty()) {
            return current.moved(new double[current.values().length], at);
        }
        long[] weights = merged.stream()
                .mapToLong(update -> MergeRules.weight(update.base(), update.samples(), current))
                .toArray();
        double[] change = switch (method) {
            case MEAN -> Mean.of(merged, weights);
            case TRIMMED_MEAN -> TrimmedMean.of(merged, weights);
            case SECURE_MEAN -> throw new IllegalStateException("a secure merge sees no single update");
        };
        return current.moved(change, at);
    }
}
