package ems.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jdbi.v3.core.Handle;

import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.journal.Entries;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;

/**
 * The blocks that questions about one period rest on: each is read and hashed once, however many EVs ask, and never
 * trusted in the next period.
 */
final class ProvenBlocks {

    static final ProvenBlocks NONE = new ProvenBlocks(null, null);

    private final GridId grid;
    private final MatchingPeriod before;
    private final Map<MatchingPeriod, Block> blocks = new ConcurrentHashMap<>();

    /** A header that is sound by itself, and the tree that the journal's lines make today. */
    private record Block(BlockHeader header, List<byte[]> leaves, MerkleTree tree) {}

    ProvenBlocks(GridId grid, MatchingPeriod before) {
        this.grid = grid;
        this.before = before;
    }

    boolean isOf(GridId otherGrid, MatchingPeriod otherBefore) {
        return otherGrid.equals(grid) && otherBefore.equals(before);
    }

    Optional<Evidence> latest(Handle sql, Party party, String kind) {
        return BlockTables.latest(sql, grid, party, kind, before).map(place -> {
            var block = blocks.get(place.period());
            if (block == null) {
                block = read(sql, new PeriodKey(grid, place.period()));
                blocks.put(place.period(), block);
            }
            return evidence(block, place.entry(), party, kind);
        });
    }

    private static Block read(Handle sql, PeriodKey key) {
        var sha = new Sha256();
        var header = BlockTables.of(sql, key)
                .orElseThrow(() -> new IllegalStateException("no block holds " + key + ", which evidence points to"));
        if (!HeaderText.isSound(header, sha)) {
            throw new IllegalStateException("the header of " + Blocks.name(header) + " is not what was sealed");
        }
        var leaves = PeriodTables.read(sql, key).leaves();
        return new Block(header, leaves, MerkleTree.over(leaves, sha));
    }

    private static Evidence evidence(Block block, int entry, Party party, String kind) {
        if (block.leaves().size() != block.header().entries()) {
            throw new IllegalStateException(Blocks.name(block.header()) + " sealed "
                    + block.header().entries() + " entries, the journal holds "
                    + block.leaves().size());
        }
        byte[] leaf = entry < block.leaves().size() ? block.leaves().get(entry) : new byte[0];
        if (!isAbout(new String(leaf, StandardCharsets.UTF_8), party, kind)) {
            throw new IllegalStateException("entry " + (entry + 1) + " of " + Blocks.name(block.header()) + " is no "
                    + kind + " of " + party.account());
        }
        byte[] root = HexFormat.of().parseHex(block.header().root());
        return new Evidence(block.header(), root, leaf, block.tree().proof(entry));
    }

    private static boolean isAbout(String line, Party party, String kind) {
        try {
            var entry = Entries.parse(line);
            return entry.kind().equals(kind)
                    && BlockTables.subject(entry).filter(party::equals).isPresent();
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }
}
