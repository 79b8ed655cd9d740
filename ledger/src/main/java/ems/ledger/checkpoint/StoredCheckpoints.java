package ems.ledger.checkpoint;

import java.util.HexFormat;
import java.util.List;

import ems.ledger.chain.Checkpoints;
import ems.ledger.note.Checkpoint;
import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerStore;
import ems.ledger.tree.ConsistencyProof;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.party.GridId;

/** Checkpoints of a stored ledger, the newest and earlier ones, and the proofs between them. */
public final class StoredCheckpoints {

    private final LedgerBlocks blocks;

    public StoredCheckpoints(LedgerStore store) {
        this.blocks = new LedgerBlocks(store);
    }

    /**
     * The checkpoint with so many blocks, and the signatures under its last one, if any signed.
     *
     * @throws IllegalArgumentException if there are fewer blocks, or none are asked for
     */
    public String note(GridId grid, long size) {
        List<byte[]> hashes = hashes(grid, size);
        Checkpoint checkpoint =
                Checkpoints.of(grid, size, MerkleTree.over(hashes, new Sha256()).root());
        String signatures = blocks.signatures(grid, size - 1);
        return signatures.isEmpty() ? checkpoint.text() : checkpoint.text() + '\n' + signatures;
    }

    /** @throws IllegalArgumentException if it is not 1 &lt;= from &lt;= to &lt;= number of blocks */
    public ConsistencyProof proof(GridId grid, long from, long to) {
        List<byte[]> hashes = hashes(grid, to);
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("'from' is " + from + ", and should be in [1, " + to + "].");
        }
        return MerkleTree.over(hashes, new Sha256()).consistency((int) from);
    }

    private List<byte[]> hashes(GridId grid, long size) {
        List<byte[]> hashes =
                blocks.hashes(grid, size).stream().map(HexFormat.of()::parseHex).toList();
        if (size < 1 || hashes.size() < size) {
            throw new IllegalArgumentException(
                    "a checkpoint of " + size + " blocks is asked for, and the ledger of grid " + grid + " has "
                            + blocks.hashes(grid, Integer.MAX_VALUE).size() + ".");
        }
        return hashes;
    }
}
