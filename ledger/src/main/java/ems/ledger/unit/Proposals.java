package ems.ledger.unit;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.LongStream;

import ems.ledger.chain.SealedBlock;
import ems.ledger.export.ExportedBlock;
import ems.ledger.note.NoteSigner;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;

/** A new block as its market proposes it, and those before it, for units that lack some. */
final class Proposals {

    private final SealedBlock newest;
    private final NoteSigner market;
    private final EarlierBlocks earlier;

    Proposals(SealedBlock newest, NoteSigner market, EarlierBlocks earlier) {
        this.newest = newest;
        this.market = market;
        this.earlier = earlier;
    }

    Proposal newest() {
        var block = new ExportedBlock(newest.header(), "", false, newest.lines().toList());
        return Proposal.of(block, newest.head().log(), market, new Sha256());
    }

    /**
     * The blocks from this height on, without the newest.
     *
     * @throws IllegalStateException as the next one is asked for, if its entries are forgotten
     */
    Iterator<Proposal> from(long height) {
        var sha = new Sha256();
        var grid = newest.header().key().grid();
        var hashes = earlier.hashes(grid, newest.header().height());
        var log = new LogTree[] {LogTree.EMPTY};
        hashes.subList(0, (int) height)
                .forEach(hash -> log[0] = log[0].with(HexFormat.of().parseHex(hash), sha));
        return LongStream.range(height, hashes.size())
                .mapToObj(at -> {
                    var block = earlier.block(grid, at)
                            .orElseThrow(
                                    () -> new IllegalStateException(
                                            "it lacks block " + at
                                                    + ", whose entries are forgotten here: start it with a copy of another unit's folder"));
                    log[0] = log[0].with(HexFormat.of().parseHex(block.header().hash()), sha);
                    return Proposal.of(block, log[0], market, sha);
                })
                .iterator();
    }
}
