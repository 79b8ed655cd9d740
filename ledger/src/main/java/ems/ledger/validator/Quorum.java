package ems.ledger.validator;

import java.util.List;

import ems.ledger.note.NoteVerifier;
import ems.ledger.note.SignedNote;
import ems.market.record.Validators;

/**
 * Whose signatures under a note count, and how many are needed.
 *
 * @param least how many of them must sign, in [1, number of verifiers]
 */
public record Quorum(int least, List<NoteVerifier> verifiers) {

    /** @throws IllegalArgumentException if a text is no verifier's key */
    public static Quorum of(Validators validators) {
        return new Quorum(
                validators.quorum(),
                validators.keys().stream().map(Quorum::verifier).toList());
    }

    private static NoteVerifier verifier(String key) {
        try {
            return NoteVerifier.parse(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + key + "' is no validator's key: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if fewer of the validators signed than must, one that signed did not sign this, or others signed, too */
    public void refuseUnlessSigned(SignedNote note) {
        var signed = note.signedBy(verifiers);
        if (signed.size() < note.signatures().size()) {
            throw new IllegalArgumentException("it carries a signature that is no validator's, or one twice");
        }
        refuseFewer(signed.size());
    }

    /** @throws IllegalArgumentException if fewer of the validators signed than must, or one that signed did not sign this */
    public void refuseUnlessSignedAmongOthers(SignedNote note) {
        refuseFewer(note.signedBy(verifiers).size());
    }

    private void refuseFewer(int signed) {
        if (signed < least) {
            throw new IllegalArgumentException("it is signed by " + signed + " of " + verifiers.size()
                    + " validators, and " + least + " must sign");
        }
    }
}
