package ems.forecasting.round;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

import ems.forecasting.federation.Masking;

/** Public keys of X25519 as text: the 32 bytes of RFC 7748, least significant first, in hexadecimal digits. */
public final class MaskKey {

    private static final String AGREEMENT = "X25519";
    private static final int BYTES = 32;

    private MaskKey() {}

    public static String text(PublicKey key) {
        byte[] most = ((XECPublicKey) key).getU().toByteArray();
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < most.length && i < BYTES; i++) {
            bytes[i] = most[most.length - 1 - i];
        }
        return HexFormat.of().formatHex(bytes);
    }

    /** @throws IllegalArgumentException if it is no key, or one with which whoever announced it would know all masks */
    public static PublicKey parse(String text) {
        if (!text.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a key for masks has 64 hexadecimal digits in lower case, and not '" + text + "'");
        }
        byte[] bytes = HexFormat.of().parseHex(text);
        byte[] most = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            most[i] = bytes[BYTES - 1 - i];
        }
        try {
            var key = KeyFactory.getInstance(AGREEMENT)
                    .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, most)));
            var trial = KeyAgreement.getInstance(AGREEMENT);
            trial.init(Masking.fresh().getPrivate());
            trial.doPhase(key, true);
            if (!text(key).equals(text)) {
                throw new IllegalArgumentException("the key for masks " + text + " would be written " + text(key));
            }
            return key;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("with the key for masks " + text + " no secret can be agreed on", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("'" + text + "' is no key for masks", e);
        }
    }
}
