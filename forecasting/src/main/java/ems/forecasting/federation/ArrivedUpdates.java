package ems.forecasting.federation;

import java.util.List;
import java.util.Optional;

import ems.forecasting.network.Shape;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

/**
 * The updates that homes' own agents sent, each kept before it is acknowledged. One that goes on from the same model as the
 * market's own copy of the pair goes into the merge in its place, whatever it holds: the rules of the merge are for both.
 */
public final class ArrivedUpdates implements Uplink {

    private final ModelStore store;
    private final Shape shape;

    public ArrivedUpdates(ModelStore store, Shape shape) {
        this.store = store;
        this.shape = shape;
    }

    /**
     * Keeps an update; the first of each base counts.
     *
     * @param newest version of the global models
     * @throws IllegalArgumentException if it is no update of the home, is not written as one is, goes on from a version that there is
     *     not, or is a second one
     */
    public synchronized void take(ProsumerId home, ModelFile file, int newest) {
        var update = file.update(shape);
        if (!update.prosumer().equals(home)) {
            throw new IllegalArgumentException("the update is of " + update.prosumer() + ", and is signed by " + home);
        }
        if (update.base() > newest) {
            throw new IllegalArgumentException("the update of " + home + " goes on from version " + update.base()
                    + " of the model, and the newest is " + newest);
        }
        arrived(home).filter(before -> before.base() >= update.base()).ifPresent(before -> {
            throw new IllegalArgumentException("there is an update of " + home + " on version " + before.base()
                    + " already: one on a later version is the next");
        });
        store.keep(name(home), file);
    }

    private static String name(ProsumerId home) {
        return "arrived-" + home.text();
    }

    private Optional<Update> arrived(ProsumerId home) {
        return store.find(name(home)).map(file -> file.update(shape));
    }

    @Override
    public synchronized Arrival carry(ProsumerId prosumer, Optional<Update> sent, MatchingPeriod at) {
        var own = sent.flatMap(learnt -> arrived(prosumer).filter(update -> update.base() == learnt.base()));
        return new Arrival(List.copyOf(own.or(() -> sent).stream().toList()), true);
    }
}
