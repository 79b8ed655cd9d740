package ems.processes.roster;

/** Port: where whoever gave an order reads what became of it. */
public interface OrderAnswers {

    /**
     * Keeps what became of an order, in place of what was said of it earlier.
     *
     * @param number of the order in the trail
     */
    void answer(long number, String answer);
}
