package ems.ledger.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ems.ledger.key.Ed25519Key;

/**
 * A text and who signed it: the text, an empty line, and a line for each signature.
 *
 * <p>Source: C2SP signed-note, signatures of the type 0x01 (Ed25519). Others are kept and count for nobody.
 *
 * @param text lines that each end in a line feed, no other control character
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_SIGNATURES = 100;

    public SignedNote {
        if (text.length() > MOST_CHARACTERS
                || !text.endsWith("\n")
                || text.codePoints().anyMatch(SignedNote::isForeign)) {
            throw new IllegalArgumentException("a note's text is not lines, each with its end, of at most "
                    + MOST_CHARACTERS + " characters in all");
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException(
                    "a note with " + signatures.size() + " signatures is outside [1, " + MOST_SIGNATURES + "]");
        }
        signatures = List.copyOf(signatures);
    }

    private static boolean isForeign(int character) {
        return character < ' ' && character != '\n' || Character.getType(character) == Character.SURROGATE;
    }

    /** @throws IllegalArgumentException if the text is no note; whether its signatures are true is not looked at */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (note.length() > 2 * MOST_CHARACTERS || end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("a note is not a text, an empty line and lines with signatures");
        }
        String lines = note.substring(end + 2);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a note has no signature");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", MOST_SIGNATURES + 1)) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    public static SignedNote of(String text, NoteSigner signer) {
        return new SignedNote(text, List.of(signer.sign(text)));
    }

    /** Signed by one more, last; what the same key signed before is replaced. */
    public SignedNote and(NoteSigner signer) {
        var verifier = signer.verifier();
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.removeIf(before -> before.isOf(verifier));
        all.add(signer.sign(text));
        return new SignedNote(text, all);
    }

    /** As it is written and sent. */
    public String note() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /**
     * Who of these signed it; each name counts once, however many keys it has.
     *
     * @throws IllegalArgumentException if a signature that names one of these keys is not the key's, or the keys are
     *     ambiguous: one stands twice, or under two names
     */
    public Set<String> signedBy(Collection<NoteVerifier> verifiers) {
        var known = byNameAndHash(verifiers);
        Set<String> names = new LinkedHashSet<>();
        for (NoteSignature signature : signatures) {
            var verifier = known.get(signature.name() + "+" + signature.hash());
            if (verifier != null) {
                if (!signature.agrees(verifier, text)) {
                    throw new IllegalArgumentException("the signature of " + verifier.name() + "+" + verifier.hash()
                            + " is not that of its key over this text");
                }
                names.add(verifier.name());
            }
        }
        return names;
    }

    private static Map<String, NoteVerifier> byNameAndHash(Collection<NoteVerifier> verifiers) {
        Map<String, NoteVerifier> known = new HashMap<>();
        Set<Ed25519Key> keys = new HashSet<>();
        for (NoteVerifier verifier : verifiers) {
            String id = verifier.name() + "+" + verifier.hash();
            if (known.put(id, verifier) != null || !keys.add(verifier.key())) {
                throw new IllegalArgumentException("the key of " + id + " stands twice");
            }
        }
        return known;
    }
}
