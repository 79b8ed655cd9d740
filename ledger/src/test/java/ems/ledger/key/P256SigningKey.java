package ems.ledger.key;

import java.math.BigInteger;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

import ems.ledger.tree.Sha256;

/** The secret half of a {@link P256Key}, for the meters of tests. */
public final class P256SigningKey {

    private final ECPrivateKeyParameters secret;
    private final P256Key publicKey;

    private P256SigningKey(BigInteger secret) {
        this.secret = new ECPrivateKeyParameters(secret, P256Key.CURVE);
        this.publicKey = new P256Key(P256Key.CURVE.getG().multiply(secret).normalize());
    }

    /**
     * @param secret 32 bytes, a number in [1, n - 1] of the curve's order n
     * @throws IllegalArgumentException if it is outside
     */
    public static P256SigningKey of(byte[] secret) {
        var number = new BigInteger(1, secret);
        if (secret.length != 32 || number.signum() == 0 || number.compareTo(P256Key.CURVE.getN()) >= 0) {
            throw new IllegalArgumentException("a secret of P-256 is not 32 bytes of a number in [1, n - 1]");
        }
        return new P256SigningKey(number);
    }

    public P256Key publicKey() {
        return publicKey;
    }

    /** r and s, 32 bytes each; the same each time for the same message (RFC 6979). */
    public byte[] sign(byte[] message) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        BigInteger[] pair = signer.generateSignature(new Sha256().of(message));
        byte[] signature = new byte[P256Key.BYTES];
        BigIntegers.asUnsignedByteArray(pair[0], signature, 0, 32);
        BigIntegers.asUnsignedByteArray(pair[1], signature, 32, 32);
        return signature;
    }

    @Override
    public String toString() {
        return "the signing key of " + publicKey;
    }
}
