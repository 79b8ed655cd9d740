package ems.ledger.chain;

import java.util.HexFormat;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.Refuse;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;

/** The headers of one grid's blocks, each bound to the one before. Complaints are {@link IllegalArgumentException}s. */
public final class Chain {

    private final Sha256 sha;
    private LogTree log = LogTree.EMPTY;
    private @Nullable BlockHeader head;

    public Chain(Sha256 sha) {
        this.sha = sha;
    }

    public void append(BlockHeader next, Optional<Anchor> published) {
        Refuse.when(!HeaderText.isSound(next, sha), "its hash is not the hash of its fields");
        Refuse.when(next.height() != length(), "its height should be " + length());
        Refuse.when(!next.previous().equals(headHash()), "its previous hash is not the hash of the block before");
        Refuse.when(
                head != null && !head.key().grid().equals(next.key().grid()),
                "the blocks before it are of another grid");
        Refuse.when(
                !next.logRoot().equals(HexFormat.of().formatHex(log.root(sha))),
                "its log root is not the root over the blocks before it");
        Refuse.when(
                published.isPresent() && !published.get().hash().equals(next.hash()),
                "it is not the block that was anchored, with hash "
                        + published.map(Anchor::hash).orElse(""));
        head = next;
        log = log.with(HexFormat.of().parseHex(next.hash()), sha);
    }

    /** Over the hashes of all headers. */
    public LogTree log() {
        return log;
    }

    public long length() {
        return head == null ? 0 : head.height() + 1;
    }

    /** Hash of the last header, or what the first one has in its place. */
    public String headHash() {
        return head == null ? HeaderText.NO_PREVIOUS : head.hash();
    }

    public String grid() {
        return head == null ? "" : head.key().grid().text();
    }
}
