package ems.market.matching;

import java.util.List;
import java.util.Optional;

/**
 * What a matcher answers.
 *
 * @param pairs those that are to trade
 * @param optimum pairs that move the most; empty if nobody looked for them
 * @param certificate says how much no pairs exceed, and that the optimum reaches it
 */
public record Matching(List<Pairing> pairs, Optional<List<Pairing>> optimum, Certificate certificate) {

    public Matching {
        pairs = List.copyOf(pairs);
        optimum = optimum.map(List::copyOf);
    }

    static Matching proven(List<Pairing> pairs, Certificate certificate) {
        return new Matching(pairs, Optional.of(pairs), certificate);
    }

    /** Nobody looked for better pairs. */
    static Matching unproven(List<Pairing> pairs) {
        return new Matching(pairs, Optional.empty(), Certificate.WITHOUT_PRICES);
    }
}
