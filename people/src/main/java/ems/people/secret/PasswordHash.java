package ems.people.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is kept: Argon2id (RFC 9106) in the text form of the password hashing competition, {@code
 * $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}. A check takes 19 MiB and about a tenth of a second. Checks run on half of the machine's
 * cores, two at most, so that the market has the rest; a few more wait for some seconds, and all others are turned away: a flood of
 * logins takes neither its memory nor its threads.
 */
public record PasswordHash(String phc) {

    private static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final int MOST_PASSES = 100;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int AT_A_TIME =
            Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors() / 2));
    private static final Semaphore CORES = new Semaphore(AT_A_TIME, true);
    private static final int MOST_WAITING = 16;
    private static final long PATIENCE_SECONDS = 5;
    private static final PasswordHash OF_NOBODY = of(Secret.random("").text());

    public PasswordHash {
        var parts = FORM.matcher(phc);
        if (!parts.matches()
                || number(parts.group(1)) > MOST_MEMORY_KIB
                || number(parts.group(2)) > MOST_PASSES
                || number(parts.group(1)) < 8 * number(parts.group(3))
                || number(parts.group(2)) < 1
                || number(parts.group(3)) < 1) {
            throw new IllegalArgumentException("the hash of a password is not one of Argon2id, version 19");
        }
    }

    /** @throws BusyException if too many are being made or checked */
    public static PasswordHash of(String password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var hash = argon2(password, salt, MEMORY_KIB, PASSES, 1, HASH_BYTES);
        return new PasswordHash(
                "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$" + text(salt) + '$' + text(hash));
    }

    /** Fits no password, and a check takes as long as any: the time of an answer does not say which names there are. */
    public static PasswordHash ofNobody() {
        return OF_NOBODY;
    }

    /** @throws BusyException if too many are being made or checked */
    public boolean fits(String password) {
        var parts = FORM.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        var kept = Base64.getDecoder().decode(parts.group(5));
        var told = argon2(
                password,
                Base64.getDecoder().decode(parts.group(4)),
                number(parts.group(1)),
                number(parts.group(2)),
                number(parts.group(3)),
                kept.length);
        return MessageDigest.isEqual(kept, told);
    }

    private static byte[] argon2(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(VERSION)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        var hash = new byte[length];
        waitForACore();
        try {
            generator.generateBytes(sameBytesOnEveryKeyboard(password), hash);
        } finally {
            CORES.release();
        }
        return hash;
    }

    private static void waitForACore() {
        try {
            if (CORES.getQueueLength() >= MOST_WAITING || !CORES.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
    }

    /** An umlaut may come as one character or as two. */
    private static byte[] sameBytesOnEveryKeyboard(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "the hash of a password";
    }
}
