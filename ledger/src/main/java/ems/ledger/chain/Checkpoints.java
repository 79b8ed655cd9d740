package ems.ledger.chain;

import java.util.HexFormat;

import ems.ledger.note.Checkpoint;
import ems.ledger.note.SignedNote;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;
import ems.market.party.GridId;

/**
 * What validators sign: a checkpoint of the log of a grid's headers, which names the newest block and all before it by one
 * root. Its origin is {@code ems/<grid>}.
 */
public final class Checkpoints {

    private Checkpoints() {}

    public static Checkpoint of(GridId grid, LogTree log, Sha256 sha) {
        return of(grid, log.size(), log.root(sha));
    }

    /**
     * @param size number of blocks
     * @param root of the log over the hashes of their headers
     */
    public static Checkpoint of(GridId grid, long size, byte[] root) {
        return new Checkpoint("ems/" + grid, size, HexFormat.of().formatHex(root));
    }

    /**
     * The checkpoint with signatures as a block carries them.
     *
     * @param signatures lines of a note, each with its end
     * @throws IllegalArgumentException if they are no such lines
     */
    public static SignedNote note(Checkpoint checkpoint, String signatures) {
        return SignedNote.parse(checkpoint.text() + '\n' + signatures);
    }

    /** The signature lines of a note. */
    public static String signatures(SignedNote note) {
        return note.note().substring(note.text().length() + 1);
    }
}
