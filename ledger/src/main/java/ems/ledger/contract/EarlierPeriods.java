package ems.ledger.contract;

import java.util.Optional;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;

/** The earlier blocks of a grid, for a contract that must know what one of them recorded. */
@FunctionalInterface
public interface EarlierPeriods {

    /** Where nothing is corrected later, as in a study. */
    EarlierPeriods NONE = period -> {
        throw new IllegalArgumentException("no period is corrected here, nor is that of " + period);
    };

    /**
     * @return what the period's block holds; empty if its entries are no longer there
     * @throws IllegalArgumentException if no earlier block is of this period
     */
    Optional<PeriodRecord> block(MatchingPeriod period);
}
