package ems.ledger.chain;

import java.util.List;
import java.util.stream.Stream;

import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.note.SignedNote;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.ValidatorChange;
import ems.market.record.Validators;

/** The road-side units of this installation, with their keys. */
public final class BlockSigner implements BlockSigning {

    public static final BlockSigner NOBODY = new BlockSigner(List.of());

    private final List<NoteSigner> signers;

    public BlockSigner(List<NoteSigner> signers) {
        this.signers = List.copyOf(signers);
    }

    /** What a grid records of them as it opens. */
    public Validators validators(int quorum) {
        return new Validators(
                quorum,
                signers.stream()
                        .map(NoteSigner::verifier)
                        .map(NoteVerifier::text)
                        .toList());
    }

    /** Whether the keys of so many of them are here as must sign. */
    public boolean isQuorumOf(Validators validators) {
        return count(validators) >= validators.quorum();
    }

    /** The keys of how many of them are here. */
    public long count(Validators validators) {
        return of(validators.keys()).count();
    }

    /** Votes for new validators, of those that sign now and are here. */
    public List<NoteSignature> votes(ValidatorChange change) {
        return of(change.from().keys()).map(change::vote).toList();
    }

    private Stream<NoteSigner> of(List<String> keys) {
        return signers.stream().filter(signer -> keys.contains(signer.verifier().text()));
    }

    @Override
    public boolean asksOthers() {
        return false;
    }

    /**
     * By those signers that are validators of the grid.
     *
     * @throws IllegalStateException if too few of the validators are here
     */
    @Override
    public String sign(SealedBlock block, Validators validators) {
        var head = block.head();
        var checkpoint = Checkpoints.of(head.header().orElseThrow().key().grid(), head.log(), new Sha256());
        SignedNote note = null;
        for (NoteSigner signer : of(validators.keys()).toList()) {
            note = note == null ? checkpoint.sign(signer) : note.and(signer);
        }
        int signed = note == null ? 0 : note.signatures().size();
        if (note == null || signed < validators.quorum()) {
            throw new IllegalStateException(HeaderText.name(head.header().orElseThrow()) + " can be signed by " + signed
                    + " of " + validators.keys().size() + " validators here, and " + validators.quorum()
                    + " must sign: their keys are missing");
        }
        return Checkpoints.signatures(note);
    }
}
