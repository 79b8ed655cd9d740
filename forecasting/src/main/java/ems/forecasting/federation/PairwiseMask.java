package ems.forecasting.federation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers that two pairs, and nobody else, can draw: what one adds the other subtracts.
 *
 * <pre>
 * shared = X25519(own key, the other's key)
 * key    = HKDF-SHA256(shared, info = merge, lower id, its public key, higher id, its public key)
 * mask   = AES-256-CTR(key, zeros), as whole numbers of 64 bits, little-endian
 * </pre>
 *
 * <p>A key is used for one mask only, so the counter may start at zero. Source: Bonawitz et al. 2017, section 4; RFC 5869;
 * RFC 7748.
 */
final class PairwiseMask {

    private static final String AGREEMENT = "X25519";
    private static final String HMAC = "HmacSHA256";
    private static final int HMAC_BYTES = 32;
    private static final int COUNTER_BYTES = 16;

    private PairwiseMask() {}

    /**
     * Adds the mask if the own prosumer comes before the other, or else subtracts it; modulo 2^64.
     *
     * @param keys of the own announcement
     * @param merge what the mask is for, and for nothing else
     * @throws IllegalArgumentException if the other's key is none
     */
    static void apply(long[] values, Announcement own, KeyPair keys, Announcement other, String merge) {
        boolean first = own.prosumer().compareTo(other.prosumer()) < 0;
        var lower = first ? own : other;
        var higher = first ? other : own;
        try {
            var key = derived(shared(keys, other), info(merge, lower, higher));
            var mask = stream(key, values.length);
            for (int i = 0; i < values.length; i++) {
                values[i] += first ? mask.getLong() : -mask.getLong();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no mask can be agreed on with " + other.prosumer(), e);
        }
    }

    private static byte[] shared(KeyPair keys, Announcement other) throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance(AGREEMENT);
        agreement.init(keys.getPrivate());
        agreement.doPhase(other.key(), true);
        return agreement.generateSecret();
    }

    private static byte[] info(String merge, Announcement lower, Announcement higher) {
        byte[] text = ("ems mask " + merge + " " + lower.prosumer() + " " + higher.prosumer() + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] one = lower.key().getEncoded();
        byte[] two = higher.key().getEncoded();
        return ByteBuffer.allocate(text.length + one.length + two.length)
                .put(text)
                .put(one)
                .put(two)
                .array();
    }

    /** HKDF: one block of output is as long as the key. */
    private static byte[] derived(byte[] shared, byte[] info) throws GeneralSecurityException {
        byte[] extracted = hmac(new byte[HMAC_BYTES], shared);
        return hmac(
                extracted,
                ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array());
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        var mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac.doFinal(message);
    }

    /** @param key of 32 bytes, for this stream only */
    static ByteBuffer stream(byte[] key, int numbers) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[COUNTER_BYTES]));
        return ByteBuffer.wrap(cipher.doFinal(new byte[numbers * Long.BYTES])).order(ByteOrder.LITTLE_ENDIAN);
    }
}
