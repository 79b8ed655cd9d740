package ems.ledger.key;

import java.math.BigInteger;
import java.util.Arrays;

import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

import ems.ledger.tree.Sha256;

/** A public key for ECDSA on P-256 with SHA-256: a charger's meter has one. Equal bytes are equal keys. Thread-safe. */
public final class P256Key {

    /** x and y, 32 bytes each. */
    public static final int BYTES = 64;

    public static final ECDomainParameters CURVE =
            new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, CustomNamedCurves.getByName("secp256r1"));

    private static final byte UNCOMPRESSED = 4;

    private final ECPublicKeyParameters point;

    P256Key(ECPoint point) {
        this.point = new ECPublicKeyParameters(point, CURVE);
    }

    /**
     * @param bytes x and y, 32 bytes each
     * @throws IllegalArgumentException if they are no point of the curve
     */
    public static P256Key of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key of P-256 of " + bytes.length + " bytes does not have " + BYTES);
        }
        byte[] encoded = new byte[BYTES + 1];
        encoded[0] = UNCOMPRESSED;
        System.arraycopy(bytes, 0, encoded, 1, BYTES);
        try {
            return new P256Key(CURVE.getCurve().decodePoint(encoded));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + Base64Url.text(bytes) + "' is no point of P-256", e);
        }
    }

    /** @param text base64url without padding, 86 characters */
    public static P256Key parse(String text) {
        return of(Base64Url.bytes(text, "a key of P-256"));
    }

    public byte[] bytes() {
        return Arrays.copyOfRange(point.getQ().getEncoded(false), 1, BYTES + 1);
    }

    public String text() {
        return Base64Url.text(bytes());
    }

    /** Whether r and s are a signature that the key's owner made of this message. */
    public boolean agrees(byte[] message, BigInteger r, BigInteger s) {
        var verifier = new ECDSASigner();
        verifier.init(false, point);
        return verifier.verifySignature(new Sha256().of(message), r, s);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof P256Key key && point.getQ().equals(key.point.getQ());
    }

    @Override
    public int hashCode() {
        return point.getQ().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
