package ems.study.whatif;

import java.util.Optional;

import ems.market.rule.PricedDirection;

/**
 * What one row of a table did, and would have done. Rows of two versions are the same if they have the same sentence.
 *
 * @param rule its sentence
 * @param direction in which it does, of a row that sets prices
 * @param rowNow its line in the latest tables that were active and had it; 0: it is not in them
 * @param rowThen its line in the draft; 0: it is not in it
 */
public record RowEffect(
        String table, String rule, Optional<PricedDirection> direction, int rowNow, int rowThen, Sums now, Sums then) {

    /**
     * What it did.
     *
     * @param hits how often it answered
     * @param cut how often the grid's bound cut its price
     * @param millijoules energy of the lines that it priced
     * @param micropence paid for it by those who took the energy
     */
    public record Sums(long hits, long cut, long millijoules, long micropence) {
        static final Sums NONE = new Sums(0, 0, 0, 0);
    }
}
