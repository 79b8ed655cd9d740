package ems.study.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.apache.commons.statistics.distribution.TDistribution;

import ems.study.output.Cells;

/**
 * One number of a strategy over its seeds.
 *
 * @param halfWidth of the mean's 95 % confidence interval; empty with fewer than two seeds
 * @param worst of the seeds
 */
record OverSeeds(double mean, OptionalDouble halfWidth, double worst) {

    /** Probability beyond each end of a 95 % confidence interval. */
    private static final double BEYOND = 0.025;

    /** Which seed is the worst one. */
    enum Worst {
        SMALLEST,
        LARGEST
    }

    /**
     * {@code mean ± t * s / sqrt(n)}, where s² is the sum of squared deviations / (n - 1), and t is Student's of n - 1
     * degrees of freedom.
     *
     * @param values at least one
     */
    static OverSeeds of(List<Double> values, Worst worst) {
        double mean = values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
        var bounds = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return new OverSeeds(
                mean, halfWidth(values, mean), worst == Worst.SMALLEST ? bounds.getMin() : bounds.getMax());
    }

    private static OptionalDouble halfWidth(List<Double> values, double mean) {
        int degrees = values.size() - 1;
        if (degrees < 1) {
            return OptionalDouble.empty();
        }
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double standardError = Math.sqrt(squares / degrees / values.size());
        return OptionalDouble.of(TDistribution.of(degrees).inverseSurvivalProbability(BEYOND) * standardError);
    }

    double low() {
        return mean - halfWidth.orElse(0);
    }

    double high() {
        return mean + halfWidth.orElse(0);
    }

    /** Mean, half width of the interval, worst seed; the last two are empty for a strategy without seeds. */
    static List<String> cells(Optional<OverSeeds> number, int decimals, boolean seeds, String unknown) {
        List<String> cells = new ArrayList<>();
        cells.add(number.map(each -> Cells.decimals(each.mean(), decimals)).orElse(unknown));
        if (!seeds) {
            cells.addAll(List.of("", ""));
            return cells;
        }
        cells.add(number.filter(each -> each.halfWidth().isPresent())
                .map(each -> Cells.decimals(each.halfWidth().getAsDouble(), decimals))
                .orElse(unknown));
        cells.add(number.map(each -> Cells.decimals(each.worst(), decimals)).orElse(unknown));
        return cells;
    }
}
