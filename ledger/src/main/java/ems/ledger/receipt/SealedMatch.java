package ems.ledger.receipt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import ems.ledger.tree.MerkleTree;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.record.EntryKind;
import ems.market.record.MatchId;

/**
 * What a ledger holds around a match.
 *
 * @param block that seals its period
 * @param lines of the block, in UTF-8 without their ends
 * @param log the tree over the hashes of all headers, from height 0
 * @param keys of validators that the ledger names; others may be among them
 * @param signatures under the newest block, lines of a note
 * @param anchored whether the block's hash is published
 * @param corrections later blocks that correct the match that is asked for, oldest first
 */
public record SealedMatch(
        BlockHeader block,
        List<byte[]> lines,
        MerkleTree log,
        List<String> keys,
        String signatures,
        boolean anchored,
        List<CorrectingBlock> corrections) {

    GridId grid() {
        return block.key().grid();
    }

    /** Whether the block has this match. */
    public boolean has(MatchId match) {
        return line(match).isPresent();
    }

    /** Its entry's line. */
    Optional<String> line(MatchId match) {
        String start = EntryKind.MATCH.prefix() + match + '|';
        String direct = EntryKind.DIRECT_MATCH.prefix() + match + '|';
        return lines.stream()
                .map(SealedMatch::text)
                .filter(line -> line.startsWith(start) || line.startsWith(direct))
                .findFirst();
    }

    static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
