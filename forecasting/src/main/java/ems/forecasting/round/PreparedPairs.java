package ems.forecasting.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.MergeRules;
import ems.forecasting.federation.Update;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.ModelRefusal;

/**
 * What the pairs here had learnt a minute before a merge.
 *
 * @param refused those whose own check keeps them out
 * @param at the period of the merge
 */
record PreparedPairs(
        GlobalParameters current, Map<ProsumerId, Update> learnt, List<ModelRefusal> refused, MatchingPeriod at) {

    static PreparedPairs of(GlobalParameters current, List<Update> learnt, MergeRules rules, MatchingPeriod at) {
        Map<ProsumerId, Update> sound = new LinkedHashMap<>();
        List<ModelRefusal> refused = new ArrayList<>();
        for (Update update : learnt) {
            Optional<String> older = update.base() == current.version()
                    ? Optional.empty()
                    : Optional.of("it goes on from version " + update.base() + ", and pairs elsewhere from "
                            + current.version());
            older.or(() -> rules.refusal(update, current))
                    .ifPresentOrElse(
                            reason -> refused.add(new ModelRefusal(update.prosumer(), reason)),
                            () -> sound.put(update.prosumer(), update));
        }
        return new PreparedPairs(current, sound, refused, at);
    }

    boolean isFor(OpenRound round) {
        return current.version() + 1 == round.into() && at.equals(round.at());
    }
}
