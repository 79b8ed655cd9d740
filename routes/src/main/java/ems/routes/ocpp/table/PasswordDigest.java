package ems.routes.ocpp.table;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A station's password as the table keeps it: PBKDF2 with HMAC-SHA-256 (RFC 8018) over the password's bytes, written {@code
 * pbkdf2-sha256:ROUNDS:SALT:HASH}, salt and hash in base64 without padding. A check takes some milliseconds: after a restart thousands
 * of stations come back within a minute, and their passwords are long and random.
 */
public record PasswordDigest(String text) {

    public static final int LEAST_BYTES = 16;
    public static final int MOST_BYTES = 64;

    private static final String MAC = "HmacSHA256";
    private static final int ROUNDS = 10_000;
    private static final int MOST_ROUNDS = 1_000_000;
    private static final int SALT_BYTES = 16;
    private static final Pattern FORM =
            Pattern.compile("pbkdf2-sha256:(\\d{4,7}):([A-Za-z0-9+/]{11,86}):([A-Za-z0-9+/]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PasswordDigest OF_NOBODY = of(new byte[LEAST_BYTES]);

    /** @throws IllegalArgumentException if it is none */
    public PasswordDigest {
        var parts = FORM.matcher(text);
        if (!parts.matches() || rounds(parts.group(1)) > MOST_ROUNDS) {
            throw new IllegalArgumentException(
                    "is no hash as ./ems chargers password prints it: pbkdf2-sha256:ROUNDS:SALT:HASH");
        }
    }

    /** @throws IllegalArgumentException if it is shorter than 16 bytes, or longer than 64 */
    public static PasswordDigest of(byte[] password) {
        if (password.length < LEAST_BYTES || password.length > MOST_BYTES) {
            throw new IllegalArgumentException("a password of " + password.length + " bytes is outside [" + LEAST_BYTES
                    + ", " + MOST_BYTES + "] bytes");
        }
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordDigest(
                "pbkdf2-sha256:" + ROUNDS + ':' + written(salt) + ':' + written(pbkdf2(password, salt, ROUNDS)));
    }

    /** Fits nothing, and a check takes as long as any: the time of an answer does not say which stations there are. */
    public static PasswordDigest ofNobody() {
        return OF_NOBODY;
    }

    public boolean fits(byte[] password) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        var told = pbkdf2(password, Base64.getDecoder().decode(parts.group(2)), rounds(parts.group(1)));
        return MessageDigest.isEqual(Base64.getDecoder().decode(parts.group(3)), told)
                && password.length > 0
                && !equals(OF_NOBODY);
    }

    /** One block of RFC 8018; the JDK's own takes characters only, and a password may hold any byte. */
    private static byte[] pbkdf2(byte[] password, byte[] salt, int rounds) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, MAC));
            mac.update(salt);
            byte[] block = mac.doFinal(new byte[] {0, 0, 0, 1});
            byte[] sum = block.clone();
            for (int round = 1; round < rounds; round++) {
                block = mac.doFinal(block);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] ^= block[i];
                }
            }
            return sum;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + MAC, e);
        }
    }

    private static int rounds(String digits) {
        return Integer.parseInt(digits);
    }

    private static String written(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "the hash of a password";
    }
}
