package ems.ledger.validator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SignerName;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.note.SignedNote;
import ems.market.party.GridId;
import ems.market.record.Validators;

/**
 * Validators of a grid in place of those that sign now: what these vote on. A vote is a signature under the {@link #text()},
 * which no other grid, no other validators before or after, and no later change between the same two has.
 *
 * @param number of the change among those of the grid, from 1
 * @param from who signs now, and votes
 * @param to who signs after it: none of their names or keys twice
 */
public record ValidatorChange(GridId grid, long number, Validators from, Validators to) {

    /** No checkpoint begins like this, which the same keys sign. */
    private static final String ORIGIN = "ems-validators-1/";

    private static final char PLUS = '+';

    /** @throws IllegalArgumentException if those that shall sign are none that may be voted for */
    public ValidatorChange {
        from = from.withoutVotes();
        to = to.withoutVotes();
        refuseUnfit(to);
    }

    /**
     * Refuses validators that nobody may vote for.
     *
     * @throws IllegalArgumentException if one has a key that is none, or a name that is not plain, or two of them would count
     *     once
     */
    public static void refuseUnfit(Validators next) {
        var verifiers = Quorum.of(next).verifiers();
        verifiers.forEach(verifier -> SignerName.refuseUnlessPlain(verifier.name()));
        Set<String> names = new HashSet<>();
        Set<Ed25519Key> keys = new HashSet<>();
        for (var verifier : verifiers) {
            if (!names.add(verifier.name()) || !keys.add(verifier.key())) {
                throw new IllegalArgumentException(
                        "two of the new validators have the same name or the same key, and would" + " count once: '"
                                + verifier.text() + "' is the second");
            }
        }
    }

    /** Lines of ASCII, each with its end; the keys in their order, so that one set has one text. */
    public String text() {
        return ORIGIN + grid + "\nchange " + number + "\nfrom " + sorted(from) + "to " + sorted(to);
    }

    private static String sorted(Validators validators) {
        return ValidatorsText.of(new Validators(
                validators.quorum(), validators.keys().stream().sorted().toList()));
    }

    /** Whether a vote of this one counts. */
    public boolean isVoter(NoteVerifier verifier) {
        return from.keys().contains(verifier.text());
    }

    public NoteSignature vote(NoteSigner signer) {
        return SignedNote.of(text(), signer).signatures().get(0);
    }

    /** Whether it is a vote for this change of one of those that sign now. */
    public boolean counts(NoteSignature vote) {
        try {
            return !new SignedNote(text(), List.of(vote))
                    .signedBy(Quorum.of(from).verifiers())
                    .isEmpty();
        } catch (IllegalArgumentException forged) {
            return false;
        }
    }

    /** The entry that makes the change. */
    public Validators voted(List<NoteSignature> votes) {
        return new Validators(
                to.quorum(),
                to.keys(),
                votes.stream().map(vote -> vote.name() + PLUS + vote.base64()).toList());
    }

    /**
     * @param votes as an entry has them
     * @throws IllegalArgumentException if they are not those of a quorum, each once, or others stand among them
     */
    public void refuseUnlessVoted(List<String> votes) {
        if (votes.isEmpty()) {
            throw new IllegalArgumentException("only votes of the validators change who signs, and " + from.quorum()
                    + " of " + from.keys().size() + " must vote: none did");
        }
        try {
            var note = new SignedNote(
                    text(), votes.stream().map(ValidatorChange::signature).toList());
            Quorum.of(from).refuseUnlessSigned(note);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the votes of the validators so far do not suffice for change " + number + ": " + e.getMessage(),
                    e);
        }
    }

    private static NoteSignature signature(String vote) {
        int plus = vote.indexOf(PLUS);
        return new NoteSignature(vote.substring(0, plus), vote.substring(plus + 1));
    }
}
