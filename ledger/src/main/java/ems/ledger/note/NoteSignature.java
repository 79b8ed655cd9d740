package ems.ledger.note;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A line under a note: {@code — name base64}, where the bytes are four of the key's hash and then the signature.
 *
 * @param name of who is said to have signed
 * @param base64 hash and signature
 */
public record NoteSignature(String name, String base64) {

    static final int HASH_BYTES = 4;

    /** An em dash. */
    private static final String DASH = "\u2014 ";

    public NoteSignature {
        if (!NoteVerifier.isName(name) || base64(base64, "a note's signature").length <= HASH_BYTES) {
            throw new IllegalArgumentException("a note's signature is not a name, a hash of 4 bytes and a signature");
        }
    }

    static NoteSignature of(NoteVerifier signer, byte[] signature) {
        byte[] hash = HexFormat.of().parseHex(signer.hash());
        byte[] both = Arrays.copyOf(hash, HASH_BYTES + signature.length);
        System.arraycopy(signature, 0, both, HASH_BYTES, signature.length);
        return new NoteSignature(signer.name(), Base64.getEncoder().encodeToString(both));
    }

    /**
     * @param line without its end
     * @throws IllegalArgumentException if it is none
     */
    public static NoteSignature parse(String line) {
        int blank = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || blank < DASH.length()) {
            throw new IllegalArgumentException("a line under a note is not an em dash, a name and a signature");
        }
        return new NoteSignature(line.substring(DASH.length(), blank), line.substring(blank + 1));
    }

    public String line() {
        return DASH + name + " " + base64 + "\n";
    }

    String hash() {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64), 0, HASH_BYTES);
    }

    /** Whether it says that it is of this one; whether it is, its signature says. */
    public boolean isOf(NoteVerifier verifier) {
        return name.equals(verifier.name()) && hash().equals(verifier.hash());
    }

    boolean agrees(NoteVerifier verifier, String text) {
        byte[] both = Base64.getDecoder().decode(base64);
        byte[] signature = Arrays.copyOfRange(both, HASH_BYTES, both.length);
        return verifier.key().agrees(text.getBytes(StandardCharsets.UTF_8), signature);
    }

    /** Base64 with padding, of which there is one text for the same bytes. */
    static byte[] base64(String text, String what) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " is not base64", e);
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException(what + " is not base64 as it is written, with padding and zero bits");
        }
        return bytes;
    }
}
