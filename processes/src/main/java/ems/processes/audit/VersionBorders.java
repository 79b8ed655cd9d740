package ems.processes.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import ems.market.quantity.MatchingPeriod;
import ems.rules.Activation;

/**
 * Where one version of the rules follows another. A period whose opening failed is opened again while later ones run: it may find
 * the rules of a later period, or be the first to bring new rules, while later periods have the old ones.
 *
 * @param activations in the order in which they came
 * @param named the version that a period recorded; empty: it never opened
 */
record VersionBorders(List<Activation> activations, Function<MatchingPeriod, Optional<String>> named) {

    /** Retries go on for ten minutes; what an operator does then, by hand, is done soon. */
    static final Duration LATEST = Duration.ofHours(1);

    /** Whether a retry at a border explains that the period has this version; both sides of the border must be as they are listed. */
    boolean mayHaveBeenOpenedLate(MatchingPeriod period, String version) {
        return IntStream.range(0, activations.size())
                .filter(i -> activations.get(i).version().equals(version))
                .anyMatch(i -> isBefore(period, activations.get(i))
                        || i + 1 < activations.size() && isBehind(period, activations.get(i + 1)));
    }

    /** It was opened once the later period had begun with these rules. */
    private boolean isBefore(MatchingPeriod period, Activation later) {
        var border = later.first().period();
        return period.isBefore(border) && isNear(period, border) && isAsListed(later);
    }

    /** It was opened before the earlier period came, late, and brought the next rules. */
    private boolean isBehind(MatchingPeriod period, Activation earlier) {
        var border = earlier.first().period();
        return border.isBefore(period) && isNear(border, period) && isAsListed(earlier);
    }

    private static boolean isNear(MatchingPeriod one, MatchingPeriod later) {
        return Duration.between(one.start(), later.start()).compareTo(LATEST) <= 0;
    }

    private boolean isAsListed(Activation activation) {
        return named.apply(activation.first().period())
                .filter(activation.version()::equals)
                .isPresent();
    }
}
