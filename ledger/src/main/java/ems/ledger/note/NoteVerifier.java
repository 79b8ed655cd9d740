package ems.ledger.note;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import ems.ledger.key.Ed25519Key;
import ems.ledger.tree.Sha256;

/**
 * Whose signature under a note counts: {@code name+hash+key}, as in {@code rsu-1+c74f20a3+ARpc2Q...}.
 *
 * <p>Source: C2SP signed-note, "Verifier keys", with the signature type 0x01 (Ed25519).
 *
 * @param name no blank and no {@code +} in it
 */
public record NoteVerifier(String name, Ed25519Key key) {

    private static final byte ED25519 = 1;
    private static final int MOST_CHARACTERS = 512;

    public NoteVerifier {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a note's signer: no blank, no +, not empty");
        }
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+' || c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** @throws IllegalArgumentException if the text is not one that {@link #text} writes */
    public static NoteVerifier parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (text.length() > MOST_CHARACTERS || parts.length < 3) {
            throw new IllegalArgumentException("a verifier's key is not name+hash+key");
        }
        byte[] typed = NoteSignature.base64(parts[2], "a verifier's key");
        if (typed.length != 1 + Ed25519Key.BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("a verifier's key is not the byte 01 and 32 bytes of Ed25519");
        }
        var verifier = new NoteVerifier(parts[0], new Ed25519Key(Arrays.copyOfRange(typed, 1, typed.length)));
        if (!verifier.hash().equals(parts[1])) {
            throw new IllegalArgumentException(
                    "the hash of a verifier's key is " + verifier.hash() + ", not the one given");
        }
        return verifier;
    }

    public String text() {
        return name + "+" + hash() + "+" + Base64.getEncoder().encodeToString(typed());
    }

    /** First four bytes, in hex, of the SHA-256 of name and key. */
    public String hash() {
        byte[] title = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] typed = typed();
        byte[] both = Arrays.copyOf(title, title.length + typed.length);
        System.arraycopy(typed, 0, both, title.length, typed.length);
        return HexFormat.of().formatHex(new Sha256().of(both), 0, NoteSignature.HASH_BYTES);
    }

    private byte[] typed() {
        byte[] typed = new byte[1 + Ed25519Key.BYTES];
        typed[0] = ED25519;
        System.arraycopy(key.bytes(), 0, typed, 1, Ed25519Key.BYTES);
        return typed;
    }
}
