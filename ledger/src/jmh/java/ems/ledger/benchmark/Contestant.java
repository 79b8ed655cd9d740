package ems.ledger.benchmark;

import java.util.List;

/** One way to check a fleet's bids, on the thread that calls. */
interface Contestant {

    String name();

    /**
     * @param tokens one of each of the fleet's vehicles, in their order
     * @return how many are signed as they should be
     */
    int good(List<String> tokens) throws Exception;
}
