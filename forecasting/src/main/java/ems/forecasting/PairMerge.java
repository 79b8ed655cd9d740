package ems.forecasting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.forecasting.federation.Federation;
import ems.forecasting.federation.LearnerDraw;
import ems.forecasting.federation.MergeRules;
import ems.forecasting.federation.SecureRound;
import ems.forecasting.federation.Update;
import ems.forecasting.federation.Uplink;
import ems.forecasting.pair.LocalModel;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;

/** A merge, from what each pair has learnt to the model from which those who can be heard go on. */
final class PairMerge {

    private final Federation federation;
    private final MergeRules rules;
    private final Uplink uplink;
    private final List<Update> updates = new ArrayList<>();
    private final List<LocalModel> listening = new ArrayList<>();

    PairMerge(Federation federation, MergeRules rules, Uplink uplink) {
        this.federation = federation;
        this.rules = rules;
        this.uplink = uplink;
    }

    /** @return what the model contract records */
    List<Entry> merge(List<LocalModel> pairs, LearnerDraw draw, MatchingPeriod at) {
        pairs.forEach(pair -> hear(pair, at));
        var prosumers = pairs.stream().map(LocalModel::prosumer).toList();
        return rules.isSecure()
                ? new SecureRound(federation, rules, uplink).merge(updates, prosumers, draw, at)
                : federation.merge(updates, prosumers, draw, at);
    }

    /** Those who hear of the merged model. */
    List<LocalModel> listening() {
        return listening;
    }

    /** In a secure merge updates stay with their pairs until they are masked. */
    private void hear(LocalModel pair, MatchingPeriod at) {
        var learnt = pair.update();
        var arrival = uplink.carry(pair.prosumer(), rules.isSecure() ? Optional.empty() : learnt, at);
        if (arrival.takesOver()) {
            listening.add(pair);
        }
        if (!rules.isSecure()) {
            updates.addAll(arrival.updates());
        } else if (arrival.takesOver()) {
            learnt.ifPresent(updates::add);
        }
    }
}
