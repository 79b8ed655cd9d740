package ems.processes.watch;

import java.util.List;
import java.util.Optional;

import ems.ledger.unit.UnitView;
import ems.ledger.unit.WantedChange;

/**
 * How the books and the store of a grid stand.
 *
 * @param height of the newest block; -1: none yet
 * @param quorum how many signatures each block has; 0: nobody signs
 * @param validators how many may sign
 * @param wanted other validators that are wanted and have not got their votes yet
 * @param units that run elsewhere, and how they are known to do; empty: all sign in this process
 * @param storage how much the data folder holds and how long its disk lasts, in words; empty before it is measured
 */
public record GridStanding(
        long height,
        List<TargetStanding> anchors,
        int quorum,
        int validators,
        Optional<WantedChange> wanted,
        List<UnitView> units,
        Optional<String> storage) {

    /**
     * How far one target has taken the headers.
     *
     * @param lag blocks that it has not taken yet
     * @param trouble why it does not take the next one; empty if it does
     */
    public record TargetStanding(String target, long height, long lag, Optional<String> trouble) {}
}
