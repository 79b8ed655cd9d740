package ems.ledger.key;

import java.security.SecureRandom;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The secret half of an {@link Ed25519Key}. It is never part of a text; {@link KeyFolder} alone writes it down. */
public final class SigningKey {

    private final Ed25519PrivateKeyParameters secret;
    private final Ed25519Key publicKey;

    private SigningKey(Ed25519PrivateKeyParameters secret) {
        this.secret = secret;
        this.publicKey = new Ed25519Key(secret.generatePublicKey().getEncoded());
    }

    public static SigningKey generate(SecureRandom random) {
        return new SigningKey(new Ed25519PrivateKeyParameters(random));
    }

    /** @param seed 32 bytes, from which the key follows (RFC 8032, section 5.1.5) */
    public static SigningKey of(byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException(
                    "a seed of " + seed.length + " bytes does not have " + Ed25519.SECRET_KEY_SIZE);
        }
        return new SigningKey(new Ed25519PrivateKeyParameters(seed, 0));
    }

    public Ed25519Key publicKey() {
        return publicKey;
    }

    /** 64 bytes, the same each time for the same message. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        secret.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return signature;
    }

    byte[] seed() {
        return secret.getEncoded();
    }

    @Override
    public String toString() {
        return "the signing key of " + publicKey;
    }
}
