package ems.market.period;

import ems.market.party.PeriodKey;

/** The work of the matching periods of a grid. */
public interface PeriodSteps {

    /**
     * Performs a task of the process; performed again, it changes nothing.
     *
     * @return what was done, in words
     */
    String perform(Task task, PeriodKey key);

    /** Ends a period that will not be settled; its EVs are free again. A period that has ended stays as it is. */
    String abandon(PeriodKey key, String reason);
}
