package ems.study.demo;

/**
 * Draws that depend on nothing but their keys: the same on every machine and Java version.
 *
 * <p>Source: SplitMix64; G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014.
 */
public final class Draws {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    public static Draws of(long seed, String what, long... keys) {
        long state = mixed(seed ^ hash(what));
        for (long key : keys) {
            state = mixed(state + GAMMA ^ key);
        }
        return new Draws(state);
    }

    public long next() {
        state += GAMMA;
        return mixed(state);
    }

    /** In [0, bound), bound above 0; the bias of at most 2^-32 does not matter here. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** In [from, to]. */
    int between(int from, int to) {
        return from + below(to - from + 1);
    }

    boolean happens(int perMille) {
        return below(1_000) < perMille;
    }

    /** Bell-shaped in [centre - spread, centre + spread]. */
    int around(int centre, int spread) {
        int sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += between(-spread, spread);
        }
        return centre + sum / 4;
    }

    /** How often something happens that is expected {@code thousandths / 1000} times. */
    int times(int thousandths) {
        return thousandths / 1_000 + (happens(thousandths % 1_000) ? 1 : 0);
    }

    /** FNV-1a over the characters. */
    public static long hash(String text) {
        long hash = FNV_BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
