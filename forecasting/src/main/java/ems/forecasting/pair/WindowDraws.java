package ems.forecasting.pair;

import java.util.SplittableRandom;

/** WindowDraws that depend on nothing but seed, home and period: those of a period can be drawn again without the ones before. */
final class WindowDraws {

    private final SplittableRandom random;

    private WindowDraws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static WindowDraws of(long seed, String prosumer, long period) {
        long mixed = new SplittableRandom(seed ^ hash(prosumer)).nextLong();
        return new WindowDraws(new SplittableRandom(mixed ^ period).nextLong());
    }

    /** In [0, bound), bound above 0; the bias of at most 2^-32 does not matter here. */
    int below(int bound) {
        return (int) ((random.nextLong() >>> 32) * bound >>> 32);
    }

    /** FNV-1a over the characters. */
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
