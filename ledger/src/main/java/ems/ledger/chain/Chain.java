package ems.ledger.chain;

import java.util.HexFormat;
import java.util.Optional;

import ems.ledger.contract.Refuse;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;

/**
 * The headers of one grid's blocks, each bound to the one before, immutable.
 *
 * @param head the last header; empty before the first one
 * @param log over the hashes of all headers
 */
public record Chain(Optional<BlockHeader> head, LogTree log) {

    public static final Chain EMPTY = new Chain(Optional.empty(), LogTree.EMPTY);

    /**
     * The chain with one header more.
     *
     * @param published what was anchored for the height; empty: nothing
     * @throws IllegalArgumentException if the header does not go on from this chain, or is not the one that was anchored
     */
    public Chain next(BlockHeader next, Optional<Anchor> published, Sha256 sha) {
        Refuse.when(!HeaderText.isSound(next, sha), "its hash is not the hash of its fields");
        Refuse.when(next.height() != length(), "its height should be " + length());
        Refuse.when(!next.previous().equals(headHash()), "its previous hash is not the hash of the block before");
        Refuse.when(
                head.isPresent() && !head.get().key().grid().equals(next.key().grid()),
                "the blocks before it are of another grid");
        Refuse.when(
                !next.logRoot().equals(HexFormat.of().formatHex(log.root(sha))),
                "its log root is not the root over the blocks before it");
        Refuse.when(
                published.isPresent() && !published.get().hash().equals(next.hash()),
                "it is not the block that was anchored, with hash "
                        + published.map(Anchor::hash).orElse(""));
        return new Chain(Optional.of(next), log.with(HexFormat.of().parseHex(next.hash()), sha));
    }

    public long length() {
        return log.size();
    }

    /** Hash of the last header, or what the first one has in its place. */
    public String headHash() {
        return head.map(BlockHeader::hash).orElse(HeaderText.NO_PREVIOUS);
    }

    /** Empty before the first header. */
    public String grid() {
        return head.map(header -> header.key().grid().text()).orElse("");
    }
}
