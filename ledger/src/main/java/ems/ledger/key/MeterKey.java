package ems.ledger.key;

import java.math.BigInteger;
import java.util.Arrays;

import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

import ems.ledger.tree.Sha256;
import ems.market.record.MeterAlgorithm;

/** The public key of a charger's meter, on one of the curves of OCMF. Thread-safe. */
public final class MeterKey {

    private static final byte UNCOMPRESSED = 4;

    private final MeterAlgorithm algorithm;
    private final ECPublicKeyParameters point;

    private MeterKey(MeterAlgorithm algorithm, ECPublicKeyParameters point) {
        this.algorithm = algorithm;
        this.point = point;
    }

    /**
     * @param bytes x and y, each as long as a number of the curve
     * @throws IllegalArgumentException if they are no point of the curve
     */
    public static MeterKey of(MeterAlgorithm algorithm, byte[] bytes) {
        if (bytes.length != algorithm.bytes()) {
            throw new IllegalArgumentException("a key of " + algorithm.curve() + " of " + bytes.length
                    + " bytes does not have " + algorithm.bytes());
        }
        var curve = curve(algorithm);
        byte[] encoded = new byte[bytes.length + 1];
        encoded[0] = UNCOMPRESSED;
        System.arraycopy(bytes, 0, encoded, 1, bytes.length);
        try {
            return new MeterKey(
                    algorithm, new ECPublicKeyParameters(curve.getCurve().decodePoint(encoded), curve));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + Base64Url.text(bytes) + "' is no point of " + algorithm.curve(), e);
        }
    }

    /** @param text base64url without padding */
    public static MeterKey parse(MeterAlgorithm algorithm, String text) {
        return of(algorithm, Base64Url.bytes(text, "a key of " + algorithm.curve()));
    }

    public static ECDomainParameters curve(MeterAlgorithm algorithm) {
        X9ECParameters fast = CustomNamedCurves.getByName(algorithm.curve());
        X9ECParameters named = fast == null ? ECNamedCurveTable.getByName(algorithm.curve()) : fast;
        return new ECDomainParameters(named);
    }

    public MeterAlgorithm algorithm() {
        return algorithm;
    }

    public String text() {
        byte[] encoded = point.getQ().getEncoded(false);
        return Base64Url.text(Arrays.copyOfRange(encoded, 1, encoded.length));
    }

    /** Whether r and s are a signature that the key's owner made of this message. */
    public boolean agrees(byte[] message, BigInteger r, BigInteger s) {
        var verifier = new ECDSASigner();
        verifier.init(false, point);
        return verifier.verifySignature(new Sha256().of(message), r, s);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MeterKey key
                && algorithm == key.algorithm
                && point.getQ().equals(key.point.getQ());
    }

    @Override
    public int hashCode() {
        return point.getQ().hashCode();
    }

    @Override
    public String toString() {
        return algorithm.word() + " " + text();
    }
}
