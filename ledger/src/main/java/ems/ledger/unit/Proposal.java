package ems.ledger.unit;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import ems.ledger.chain.Checkpoints;
import ems.ledger.export.ExportedBlock;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.note.SignedNote;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.Quorum;
import ems.market.record.Validators;

/**
 * A block that a market wants signed: where validators' signatures will stand it carries the market's own, over the same
 * checkpoint, so that nobody else can lead a unit onto another chain; and then those that it has already, so that the market
 * alone cannot either.
 *
 * @param market key of who sends it
 */
public record Proposal(NoteVerifier market, ExportedBlock block) {

    /**
     * A block as its market sends it.
     *
     * @param block with the signatures that it has so far
     * @param log with this block
     */
    static Proposal of(ExportedBlock block, LogTree log, NoteSigner market, Sha256 sha) {
        var checkpoint = Checkpoints.of(block.header().key().grid(), log, sha);
        return new Proposal(
                market.verifier(), block.signed(Checkpoints.signatures(checkpoint.sign(market)) + block.signatures()));
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
        if (note(before, sha).signedBy(List.of(market)).isEmpty()) {
            throw new IllegalArgumentException("its signature is not that of the market " + market.text());
        }
    }

    private SignedNote note(LogTree before, Sha256 sha) {
        var log = before.with(HexFormat.of().parseHex(block.header().hash()), sha);
        return Checkpoints.note(Checkpoints.of(block.header().key().grid(), log, sha), block.signatures());
    }

    /**
     * For units that do not sign the block themselves: the market alone could tell them of another past.
     *
     * @param validators who sign the block
     * @param before log of the headers before the block
     * @throws IllegalArgumentException if too few of them have
     */
    void refuseUnlessSignedBy(Validators validators, LogTree before, Sha256 sha) {
        try {
            Quorum.of(validators).refuseUnlessSignedAmongOthers(note(before, sha));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "this unit takes no block " + block.header().height()
                            + " that it does not sign itself and its validators have not signed: " + e.getMessage(),
                    e);
        }
    }
}
