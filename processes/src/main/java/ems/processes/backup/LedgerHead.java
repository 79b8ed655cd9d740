package ems.processes.backup;

import ems.market.party.GridId;

/**
 * The end of one grid's ledger in a backup.
 *
 * @param blocks number of its blocks
 * @param hash of the last one; 64 zeros without one
 */
public record LedgerHead(GridId grid, long blocks, String hash) {

    @Override
    public String toString() {
        return "grid " + grid + ", " + blocks + " blocks, head " + hash;
    }
}
