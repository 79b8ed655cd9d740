package ems.forecasting.federation;

import java.util.Locale;
import java.util.Optional;

/**
 * When an update is let into a merge, and how the merge is made.
 *
 * @param largestNorm an update that moves the parameters farther is refused; in (0, 64]
 * @param mostSamples an update that claims to have learnt from more, for each merge since its base, is refused; in [1, 10^6]
 * @param staleAfter an update that is based on a model more versions ago is refused; in [0, 10^6]
 * @param method how changes become one
 */
public record MergeRules(double largestNorm, long mostSamples, int staleAfter, Method method) {

    private static final int MILLION = 1_000_000;
    private static final int NORM_LIMIT = 64;

    /** Ways to make one change of many. */
    public enum Method {
        /** Weighted by samples. */
        MEAN,
        /** For each parameter without its lowest and highest fifth, at least one of three, then weighted by samples. */
        TRIMMED_MEAN,
        /** The same bits as the mean, from updates that nobody can read; {@link SecureMean} says what is given up for it. */
        SECURE_MEAN;

        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public MergeRules {
        if (!(largestNorm > 0 && largestNorm <= NORM_LIMIT)) {
            throw new IllegalArgumentException("largest norm " + largestNorm + " is outside (0, " + NORM_LIMIT + "]");
        }
        if (mostSamples < 1 || mostSamples > MILLION) {
            throw new IllegalArgumentException("most samples " + mostSamples + " is outside [1, " + MILLION + "]");
        }
        if (staleAfter < 0 || staleAfter > MILLION) {
            throw new IllegalArgumentException(
                    "stale after " + staleAfter + " versions is outside [0, " + MILLION + "]");
        }
    }

    public boolean isSecure() {
        return method == Method.SECURE_MEAN;
    }

    /** The same rules for another way to merge. */
    public MergeRules by(Method other) {
        return new MergeRules(largestNorm, mostSamples, staleAfter, other);
    }

    /** Why the update stays out; empty if it does not. */
    public Optional<String> refusal(Update update, GlobalParameters current) {
        if (update.change().length != current.values().length) {
            return Optional.of(
                    "it has " + update.change().length + " parameters, the model has " + current.values().length);
        }
        return refusal(update.base(), update.samples(), current.version()).or(() -> refusal(update.norm()));
    }

    /**
     * What can be said without its numbers.
     *
     * @param version of the current model
     */
    public Optional<String> refusal(int base, long samples, int version) {
        int age = version - base;
        String reason = null;
        if (base < 0) {
            reason = "its base, version " + base + ", never was";
        } else if (age < 0) {
            reason = "its base, version " + base + ", is ahead of version " + version;
        } else if (age > staleAfter) {
            reason = "its base is " + age + " versions old, the most is " + staleAfter;
        } else if (samples < 1 || samples > mostSamples * (1 + age)) {
            reason = "it has learnt from " + samples + " samples, outside [1, " + mostSamples * (1 + age) + "]";
        }
        return Optional.ofNullable(reason);
    }

    /**
     * Why a sum of updates that nobody can look at is not merged: the mean of some moves no farther than the one that moves farthest.
     *
     * @param change of each parameter
     */
    Optional<String> refusalOfMean(double[] change) {
        double squares = 0;
        for (double value : change) {
            squares += value * value;
        }
        double norm = Math.sqrt(squares);
        double rounding = Math.sqrt(change.length) * FixedPoint.ROUNDING;
        return norm <= largestNorm + rounding
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the mean of all moves by %.3g, the most of each is %.3g: somebody's is beyond it",
                        norm,
                        largestNorm));
    }

    private Optional<String> refusal(double norm) {
        String reason = null;
        if (!Double.isFinite(norm)) {
            reason = "it holds a number that is not finite";
        } else if (norm == 0) {
            reason = "it changes nothing";
        } else if (norm > largestNorm) {
            reason = String.format(Locale.ROOT, "it moves by %.3g, the most is %.3g", norm, largestNorm);
        }
        return Optional.ofNullable(reason);
    }

    /** Samples, less for each version that the base is old: {@code samples / (1 + age)}, at least 1. */
    static long weight(int base, long samples, GlobalParameters current) {
        return Math.max(1, samples / (1 + current.version() - base));
    }
}
