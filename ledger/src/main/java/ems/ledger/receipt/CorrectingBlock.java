package ems.ledger.receipt;

import java.util.ArrayList;
import java.util.List;

import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.InventoryEntry;
import ems.market.record.MatchId;

/**
 * A block that corrects a match of an earlier one.
 *
 * @param lines of the block, in UTF-8 without their ends
 */
public record CorrectingBlock(BlockHeader block, List<byte[]> lines) {

    /** Whether the lines of a block correct this match. */
    public static boolean corrects(List<byte[]> lines, MatchId match) {
        return placeOf(lines, match) >= 0;
    }

    private static int placeOf(List<byte[]> lines, MatchId match) {
        String start = EntryKind.CORRECTION.prefix() + match + '|';
        for (int i = 0; i < lines.size(); i++) {
            if (SealedMatch.text(lines.get(i)).startsWith(start)) {
                return i;
            }
        }
        return -1;
    }

    /** The correction and what follows from it, with the paths that prove them. */
    List<ProvenEntry> entries(MatchId match, Sha256 sha) {
        var tree = MerkleTree.over(lines, sha);
        List<ProvenEntry> entries = new ArrayList<>();
        int place = placeOf(lines, match);
        entries.add(proven(place, tree));
        for (int i = place + 1; i < lines.size(); i++) {
            var next = proven(i, tree);
            if (!(next.entry() instanceof CorrectionLine)) {
                if (entries.size() > 1 && next.entry() instanceof InventoryEntry) {
                    entries.add(next);
                }
                return entries;
            }
            entries.add(next);
        }
        return entries;
    }

    private ProvenEntry proven(int place, MerkleTree tree) {
        return new ProvenEntry(place, Entry.parse(SealedMatch.text(lines.get(place))), HashPath.of(tree.proof(place)));
    }
}
