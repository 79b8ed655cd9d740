package ems.study.evaluation;

import java.util.OptionalLong;

/**
 * One forecaster of the comparison.
 *
 * @param seed of its first parameters and draws; empty for a strategy that learns nothing
 */
record Entrant(String strategy, OptionalLong seed) {

    static Entrant of(String strategy) {
        return new Entrant(strategy, OptionalLong.empty());
    }

    /** For a cell; empty without a seed. */
    String seedText() {
        return seed.isPresent() ? Long.toString(seed.getAsLong()) : "";
    }
}
