package ems.ledger.replay;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

import ems.market.bid.ProsumerBid;
import ems.market.forecast.GlobalModel;
import ems.market.forecast.ModelRefusal;
import ems.market.forecast.ModelUpdate;
import ems.market.party.ProsumerId;
import ems.market.period.MatchingPeriod;

/**
 * The model contract: no version is missing, each names what was merged into it, and forecasts come from the newest one.
 * Whether a merge gives the model that its hash names, only the files can tell.
 */
final class ModelsOfAGrid {

    private final Set<ProsumerId> merged = new HashSet<>();
    private boolean waiting;
    private GlobalModel newest;

    void update(ModelUpdate update, Register register) {
        register.refuseOutsider(update.prosumer());
        refuseIf(
                newest == null || update.base() > newest.version(),
                "its base, version " + update.base() + ", is not recorded before it");
        refuseIf(!merged.add(update.prosumer()), update.prosumer() + " is merged twice");
        waiting = true;
    }

    void refuse(ModelRefusal refusal, Register register) {
        register.refuseOutsider(refusal.prosumer());
        refuseIf(newest == null, "no model is recorded before it");
        waiting = true;
    }

    void model(GlobalModel model, MatchingPeriod period) {
        int expected = newest == null ? 0 : newest.version() + 1;
        refuseIf(model.version() != expected, "its version should be " + expected);
        refuseIf(period.isBefore(model.from()), "it is used from a later period on");
        refuseIf(newest != null && !newest.from().isBefore(model.from()), "the version before is used from then on");
        refuseIf(model.merged() != merged.size(), merged.size() + " updates are recorded for it");
        merged.clear();
        waiting = false;
        newest = model;
    }

    void bid(ProsumerBid bid) {
        refuseUnmerged();
        OptionalInt known = newest == null ? OptionalInt.empty() : OptionalInt.of(newest.version());
        refuseIf(
                bid.model().isPresent() && !bid.model().equals(known),
                "the newest model is " + (known.isPresent() ? "version " + known.getAsInt() : "none"));
    }

    void refuseUnmerged() {
        refuseIf(waiting, "updates are recorded before it, and no model that they were merged into");
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
