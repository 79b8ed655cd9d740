package ems.ledger.store;

import java.util.HashMap;
import java.util.Map;

import org.jdbi.v3.core.Jdbi;

import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/**
 * The headers that wait for one target: the blocks above its height, and again those that it lost. Used by one thread, but
 * for {@link #height}.
 */
final class HeaderQueue {

    /** Headers of one grid that are sent before another grid has its turn. */
    static final int TURN = 64;

    private final String name;
    private final AnchorTarget target;
    private final Jdbi jdbi;
    /** Where a target that lost headers is given them again: below its height. */
    private final Map<GridId, Long> again = new HashMap<>();

    HeaderQueue(String name, AnchorTarget target, Jdbi jdbi) {
        this.name = name;
        this.target = target;
        this.jdbi = jdbi;
    }

    /** The height of the last header that the target took; -1: none yet. */
    long height(GridId grid) {
        return jdbi.withHandle(sql -> AnchorTables.height(sql, grid, name));
    }

    long waiting(GridId grid) {
        return jdbi.withHandle(sql -> BlockTables.head(sql, grid))
                .map(head -> head.height() - next(grid) + 1)
                .orElse(0L);
    }

    private long next(GridId grid) {
        return again.getOrDefault(grid, height(grid) + 1);
    }

    /**
     * @return number of headers that the target took, at most {@value #TURN}
     * @throws AnchorUnavailable if it does not take one; also if it falls back twice
     */
    int sendSome(GridId grid) {
        boolean fellBack = false;
        int taken = 0;
        while (taken < TURN) {
            long height = next(grid);
            var header = jdbi.withHandle(sql -> BlockTables.at(sql, grid, height));
            if (header.isEmpty()) {
                break;
            }
            try {
                send(header.get());
                taken++;
            } catch (AnchorMissing e) {
                if (fellBack || e.next() < 0 || e.next() >= height) {
                    throw new AnchorUnavailable(e.getMessage(), e);
                }
                fellBack = true;
                again.put(grid, e.next());
            }
        }
        return taken;
    }

    private void send(BlockHeader header) {
        var grid = header.key().grid();
        target.publish(header);
        jdbi.useTransaction(sql -> AnchorTables.reached(sql, header, name));
        if (header.height() < height(grid)) {
            again.put(grid, header.height() + 1);
        } else {
            again.remove(grid);
        }
    }
}
