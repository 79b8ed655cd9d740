package ems.ledger.note;

import java.nio.charset.StandardCharsets;

import ems.ledger.key.SigningKey;

/** Signs notes under a name. */
public record NoteSigner(String name, SigningKey key) {

    public NoteVerifier verifier() {
        return new NoteVerifier(name, key.publicKey());
    }

    NoteSignature sign(String text) {
        return NoteSignature.of(verifier(), key.sign(text.getBytes(StandardCharsets.UTF_8)));
    }
}
