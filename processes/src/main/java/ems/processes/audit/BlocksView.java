package ems.processes.audit;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Blocks of a grid, the highest first.
 *
 * @param clock the grid's
 * @param blocks how many there are in all
 * @param anchored how many of them are published everywhere
 * @param next what to give as {@code from} for the rest; empty: there is no more
 */
public record BlocksView(
        String grid, Instant clock, long blocks, long anchored, List<BlockView> rows, OptionalLong next) {

    /** One header. */
    public record BlockView(
            long height,
            Instant period,
            int entries,
            String hash,
            String previous,
            String root,
            List<String> signers) {}
}
