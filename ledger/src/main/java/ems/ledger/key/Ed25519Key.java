package ems.ledger.key;

import java.util.Arrays;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key for Ed25519 (RFC 8032). Equal bytes are equal keys. Reading one costs about as much as a verification, so keep
 * it. Thread-safe.
 */
public final class Ed25519Key {

    public static final int BYTES = Ed25519.PUBLIC_KEY_SIZE;

    private final byte[] bytes;
    private final Ed25519PublicKeyParameters point;

    /**
     * @param bytes 32 bytes
     * @throws IllegalArgumentException if they are no point of the curve that a signing key has: one of small order would
     *     agree with signatures that nobody made
     */
    public Ed25519Key(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an Ed25519 key of " + bytes.length + " bytes does not have " + BYTES);
        }
        this.bytes = bytes.clone();
        if (!Ed25519.validatePublicKeyFull(this.bytes, 0)) {
            throw new IllegalArgumentException("'" + text() + "' is no public key of Ed25519");
        }
        this.point = new Ed25519PublicKeyParameters(this.bytes, 0);
    }

    /** @param text base64url without padding, 43 characters */
    public static Ed25519Key parse(String text) {
        return new Ed25519Key(Base64Url.bytes(text, "an Ed25519 key"));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Base64url without padding, as the {@code x} of a JSON Web Key. */
    public String text() {
        return Base64Url.text(bytes);
    }

    /** False for whatever is not 64 bytes that the key's owner made of this message. */
    public boolean agrees(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && point.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
