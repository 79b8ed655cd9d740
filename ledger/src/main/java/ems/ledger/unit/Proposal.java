package ems.ledger.unit;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import ems.ledger.chain.Checkpoints;
import ems.ledger.export.ExportedBlock;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;

/**
 * A block that a market wants signed: where validators' signatures will stand it carries the market's own, over the same
 * checkpoint, so that nobody else can lead a unit onto another chain.
 *
 * @param market key of who sends it
 */
public record Proposal(NoteVerifier market, ExportedBlock block) {

    /**
     * A block as its market sends it.
     *
     * @param log with this block
     */
    static Proposal of(ExportedBlock block, LogTree log, NoteSigner market, Sha256 sha) {
        var checkpoint = Checkpoints.of(block.header().key().grid(), log, sha);
        return new Proposal(market.verifier(), block.signed(Checkpoints.signatures(checkpoint.sign(market))));
    }

    /**
     * @param followed the market whose blocks are taken; empty: the first that sends one
     * @param before log of the headers before the block
     * @throws IllegalArgumentException if another sends it, or its signature is not that market's
     */
    void refuseUnlessOf(Optional<NoteVerifier> followed, LogTree before, Sha256 sha) {
        if (followed.isPresent() && !followed.get().equals(market)) {
            throw new IllegalArgumentException("the market " + market.text() + " sends it, and this unit follows "
                    + followed.get().text());
        }
        if (block.signatures().isEmpty()) {
            throw new IllegalArgumentException("the signature of the market that sends it is missing");
        }
        var log = before.with(HexFormat.of().parseHex(block.header().hash()), sha);
        var note = Checkpoints.note(Checkpoints.of(block.header().key().grid(), log, sha), block.signatures());
        if (note.signedBy(List.of(market)).isEmpty()) {
            throw new IllegalArgumentException("its signature is not that of the market " + market.text());
        }
    }
}
