package ems.ledger.key;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

import ems.ledger.tree.Sha256;
import ems.market.record.MeterAlgorithm;

/** The secret half of a {@link MeterKey}, for the meters of tests. */
public final class MeterSigningKey {

    private final ECPrivateKeyParameters secret;
    private final MeterKey publicKey;

    private MeterSigningKey(MeterAlgorithm algorithm, BigInteger secret) {
        var curve = MeterKey.curve(algorithm);
        this.secret = new ECPrivateKeyParameters(secret, curve);
        byte[] point = curve.getG().multiply(secret).normalize().getEncoded(false);
        this.publicKey = MeterKey.of(algorithm, Arrays.copyOfRange(point, 1, point.length));
    }

    /**
     * @param secret hex of a number in [1, n - 1] of the curve's order n
     * @throws IllegalArgumentException if it is outside
     */
    public static MeterSigningKey of(MeterAlgorithm algorithm, String secret) {
        return new MeterSigningKey(algorithm, new BigInteger(1, HexFormat.of().parseHex(secret)));
    }

    public MeterKey publicKey() {
        return publicKey;
    }

    /** r and s; the same each time for the same message (RFC 6979). */
    public BigInteger[] sign(byte[] message) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        return signer.generateSignature(new Sha256().of(message));
    }

    /** The same in DER. */
    public byte[] signature(byte[] message) {
        var pair = sign(message);
        try {
            return StandardDSAEncoding.INSTANCE.encode(secret.getParameters().getN(), pair[0], pair[1]);
        } catch (IOException e) {
            throw new IllegalStateException("a signature cannot be written in DER", e);
        }
    }

    @Override
    public String toString() {
        return "the signing key of " + publicKey;
    }
}
