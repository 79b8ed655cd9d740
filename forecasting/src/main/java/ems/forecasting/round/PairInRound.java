package ems.forecasting.round;

import java.util.HashMap;
import java.util.Map;

import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.DoublyMaskedUpdate;
import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.Masking;
import ems.forecasting.federation.SelfMask;
import ems.forecasting.federation.Update;

/**
 * The side of a pair elsewhere: it holds the update, the private key and the masks of its own, and shows the seed of one of them at most. So its
 * update goes into one sum at most, whatever it is told.
 */
public final class PairInRound {

    private final Update update;
    private final GlobalParameters current;
    private final String model;
    private final Masking masking;
    private final Map<Integer, Sent> sent = new HashMap<>();
    /** The attempt whose seed was shown; 0: none. */
    private int shown;

    /**
     * What opens an update that was sent.
     *
     * @param list hash of the list that it is masked for
     */
    public record Sent(String list, SelfMask mask) {}

    /**
     * @param update what the pair has learnt from the model
     * @param current the model
     */
    public PairInRound(Update update, GlobalParameters current) {
        this.update = update;
        this.current = current;
        this.model = current.file().hash();
        this.masking = new Masking(update);
    }

    public int into() {
        return current.version() + 1;
    }

    public String model() {
        return model;
    }

    public Announcement announcement() {
        return masking.announcement();
    }

    public boolean hasSent(int attempt) {
        return sent.containsKey(attempt);
    }

    public boolean hasShown() {
        return shown > 0;
    }

    /**
     * The update, masked for those on the list, and by itself.
     *
     * @throws IllegalArgumentException if the list is of another merge, too small, or lacks this pair; if it was asked for this attempt
     *     before, or has shown a seed
     */
    public DoublyMaskedUpdate masked(RoundList list) {
        refuseUnlessMine(list);
        if (hasShown() || hasSent(list.attempt())) {
            throw new IllegalArgumentException("its update into version " + into() + " is in "
                    + (hasShown() ? "a sum already" : "attempt " + list.attempt() + " already"));
        }
        var own = SelfMask.fresh();
        var hash = list.hash();
        var masked = masking.masked(list.announced(), current, hash);
        sent.put(list.attempt(), new Sent(hash, own));
        return DoublyMaskedUpdate.of(masked, list.attempt(), hash, own);
    }

    private void refuseUnlessMine(RoundList list) {
        if (list.into() != into() || !list.model().equals(model)) {
            throw new IllegalArgumentException("the list is of a merge into version " + list.into()
                    + " from the model " + list.model() + ", and this pair has learnt from " + model + " into version "
                    + into());
        }
        if (!list.announced().contains(announcement())) {
            throw new IllegalArgumentException("the list does not have what " + update.prosumer() + " announced");
        }
        if (list.isTooSmall()) {
            throw new IllegalArgumentException(
                    "the list has " + list.elsewhere().size() + " pairs that the market does not train, the least is "
                            + RoundList.LEAST_ELSEWHERE);
        }
        for (Announcement other : list.announced()) {
            if (other.base() != update.base()) {
                throw new IllegalArgumentException(other.prosumer() + " on the list has learnt from version "
                        + other.base() + ", and not from " + update.base());
            }
        }
    }

    /**
     * The mask of its own on what was sent in this attempt. Whether the list is complete is the market's word: if it is not, nothing can be read.
     *
     * @throws IllegalArgumentException if nothing was sent in it, or the seed of another attempt was shown
     */
    public Sent shown(int attempt) {
        var shows = sent.get(attempt);
        if (shows == null) {
            throw new IllegalArgumentException("nothing was sent in attempt " + attempt);
        }
        if (hasShown() && shown != attempt) {
            throw new IllegalArgumentException("the seed of attempt " + shown + " was shown, and no other is");
        }
        shown = attempt;
        return shows;
    }
}
