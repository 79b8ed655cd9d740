package ems.market.benchmark;

import java.util.function.DoubleBinaryOperator;

/** What a solver's time grows with, roughly: it decides how often to measure, and what to skip. */
enum Work {
    PARTIES(Double::sum),
    PARTIES_SQUARED((n, m) -> (n + m) * (n + m)),
    PAIRS((n, m) -> n * m),
    /** The shorter side is filled up. */
    PAIRS_OF_A_SQUARE((n, m) -> Math.pow(Math.max(n, m), 2)),
    PATHS((n, m) -> Math.min(n, m) * n * m),
    PATHS_OF_A_SQUARE((n, m) -> Math.pow(Math.max(n, m), 3));

    private final DoubleBinaryOperator ofSides;

    Work(DoubleBinaryOperator ofSides) {
        this.ofSides = ofSides;
    }

    double of(Size size) {
        return ofSides.applyAsDouble(size.prosumers(), size.vehicles());
    }
}
