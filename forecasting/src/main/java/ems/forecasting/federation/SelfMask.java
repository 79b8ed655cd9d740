package ems.forecasting.federation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;

import ems.market.record.TextHash;

/**
 * A mask that one pair alone can draw, on top of those that it shares with others: what has it on says nothing, whoever else is
 * silent or tells what, until the pair shows the seed.
 *
 * <p>Source: Bonawitz et al. 2017, section 6 (the double mask). There, seeds are shared among all, to be put together without the
 * pair; here the pair shows its own, or the merge is not made.
 *
 * @param seed 64 hexadecimal digits: the key of AES-256-CTR over zeros, used for one update only
 */
public record SelfMask(String seed) {

    private static final int BYTES = 32;

    public SelfMask {
        if (!seed.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a seed of " + seed.length() + " characters is not 64 hexadecimal digits, in lower case");
        }
    }

    public static SelfMask fresh() {
        byte[] drawn = new byte[BYTES];
        new SecureRandom().nextBytes(drawn);
        return new SelfMask(HexFormat.of().formatHex(drawn));
    }

    /** Names it, and does not say the seed: SHA-256 of its digits, 64 hexadecimal digits. */
    public String hash() {
        return TextHash.of(seed.getBytes(StandardCharsets.US_ASCII));
    }

    /** The values with the mask on, modulo 2^64. */
    long[] on(long[] values) {
        return with(values, 1);
    }

    /** The values with the mask taken off again. */
    long[] off(long[] values) {
        return with(values, -1);
    }

    private long[] with(long[] values, int sign) {
        try {
            var mask = PairwiseMask.stream(HexFormat.of().parseHex(seed), values.length);
            long[] changed = values.clone();
            for (int i = 0; i < changed.length; i++) {
                changed[i] += sign * mask.getLong();
            }
            return changed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    /** It is a secret until it is shown. */
    @Override
    public String toString() {
        return "the mask " + hash();
    }
}
