package ems.study.report;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The figures of the paper's tables I to III as printed there, from other data than ours. */
final class PaperResults {

    /** Kilowatts summed over ten-second samples exceed kilowatt-hours by this factor. */
    static final BigDecimal LIKELY_FACTOR = BigDecimal.valueOf(360);

    private static final Map<String, BigDecimal> ORIGINAL =
            numbers("L1", "4884.36", "L2", "8672.30", "L3", "2967.63", "R2", "1039.07", "Z0", "6558.82");
    private static final Map<String, BigDecimal> BENEFIT =
            numbers("L1", "58.76", "L2", "8.35", "L3", "93.32", "R2", "94.11", "Z0", "200.42");
    private static final Map<String, BigDecimal> OPTIMAL_OVER_GREEDY =
            numbers("1 EV", "19.9", "2 EV", "27.8", "3 EV", "12.0", "4 EV", "10.3", "5 EV", "5.4");
    private static final Map<String, BigDecimal> FEDERATED_AGAINST_PERFECT = numbers(
            "Isolated", "0.0", "1 EV", "-1.5e-14", "2 EV", "-3.7", "3 EV", "1.40", "4 EV", "-1.7", "5 EV", "-1.3");

    private PaperResults() {}

    /** Table I, "kWh" as printed. */
    static Optional<BigDecimal> original(String prosumer) {
        return Optional.ofNullable(ORIGINAL.get(prosumer));
    }

    /** Table I, "kWh" as printed. */
    static Optional<BigDecimal> benefit(String prosumer) {
        return Optional.ofNullable(BENEFIT.get(prosumer));
    }

    /** Table II, aggregate, in percent. */
    static Optional<BigDecimal> optimalOverGreedy(String scenario) {
        return Optional.ofNullable(OPTIMAL_OVER_GREEDY.get(scenario));
    }

    /** Table III, in percent. */
    static Optional<BigDecimal> federatedAgainstPerfect(String scenario) {
        return Optional.ofNullable(FEDERATED_AGAINST_PERFECT.get(scenario));
    }

    private static Map<String, BigDecimal> numbers(String... namesAndValues) {
        var numbers = new HashMap<String, BigDecimal>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            numbers.put(namesAndValues[i], new BigDecimal(namesAndValues[i + 1]));
        }
        return Map.copyOf(numbers);
    }
}
