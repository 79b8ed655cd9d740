package ems.study.recorded;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;

/** Port: the process that takes a period of a market from its first task to its anchor, with its fallbacks. */
@FunctionalInterface
public interface PeriodProcess {

    /**
     * Returns when the period has ended.
     *
     * @param steps the market of the key's grid, the same one for all its periods
     * @throws RuntimeException if a step failed for good
     */
    void takeThrough(PeriodKey key, PeriodSteps steps);

    /**
     * The grid's market runs no further period.
     *
     * @param steps the market that ran; one of this grid that is another's goes on
     */
    default void end(GridId grid, PeriodSteps steps) {}
}
