package ems.forecasting.federation;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** A pair's side of one secure merge: it holds the update and the private key, neither of which leaves it. */
public final class Masking {

    private final Update update;
    private final KeyPair keys;
    private final Announcement announcement;

    public Masking(Update update) {
        this(update, fresh());
    }

    /** @param keys of X25519, that were {@linkplain #fresh drawn} for this update */
    public Masking(Update update, KeyPair keys) {
        this.update = update;
        this.keys = keys;
        this.announcement = new Announcement(update.prosumer(), update.base(), update.samples(), keys.getPublic());
    }

    /** Never from a seed: a mask that can be drawn again hides nothing, and one that is used twice shows the difference. */
    public static KeyPair fresh() {
        try {
            return KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java since 11 has X25519", e);
        }
    }

    public Announcement announcement() {
        return announcement;
    }

    /**
     * @param everybody that announced itself, this pair too
     * @param current the model that is merged into
     */
    MaskedUpdate masked(List<Announcement> everybody, GlobalParameters current) {
        return masked(everybody, current, Integer.toString(current.version() + 1));
    }

    /** @param merge its name, which is the same for all in it and for no other */
    public MaskedUpdate masked(List<Announcement> everybody, GlobalParameters current, String merge) {
        int into = current.version() + 1;
        long[] values = new long[update.change().length];
        Mean.add(update.change(), MergeRules.weight(update.base(), update.samples(), current), values);
        for (Announcement other : everybody) {
            if (!other.prosumer().equals(update.prosumer())) {
                PairwiseMask.apply(values, announcement, keys, other, merge);
            }
        }
        return new MaskedUpdate(update.prosumer(), update.base(), update.samples(), into, values);
    }
}
