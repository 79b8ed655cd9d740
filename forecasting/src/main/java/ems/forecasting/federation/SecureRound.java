package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.ModelRefusal;

/**
 * One secure merge. Where all pairs are in one Java, each checks its own update, announces itself, hears who else did, and
 * sends its update masked. Where some are elsewhere, all of that has happened before, in a {@link MaskedRound}. Only announcements
 * and masked updates reach the {@link Federation}.
 */
public final class SecureRound {

    private final Federation federation;
    private final MergeRules rules;
    private final Uplink uplink;

    public SecureRound(Federation federation, MergeRules rules, Uplink uplink) {
        this.federation = federation;
        this.rules = rules;
        this.uplink = uplink;
    }

    /**
     * @param learnt what each pair that can be heard has learnt
     * @param expected everyone who could have taken part
     * @param draw who was to learn from the current model
     * @return what the model contract records
     */
    public List<Entry> merge(List<Update> learnt, List<ProsumerId> expected, LearnerDraw draw, MatchingPeriod at) {
        var current = federation.current();
        var known = Set.copyOf(expected);
        var before = uplink.round(current, at).of(known);
        if (before.isMade()) {
            return federation.mergeMasked(
                    before.announced(), before.delivered(), before.stayedOut(), expected, draw, at);
        }
        List<ModelRefusal> stayedOut = new ArrayList<>(before.stayedOut());
        var refused = stayedOut.stream().map(ModelRefusal::prosumer).collect(Collectors.toSet());
        Map<ProsumerId, Masking> pairs = new HashMap<>();
        for (Update update : learnt) {
            if (refused.contains(update.prosumer())) {
                continue;
            }
            Optional.of(Federation.STRANGER)
                    .filter(reason -> !known.contains(update.prosumer()))
                    .or(() -> rules.refusal(update, current))
                    .ifPresentOrElse(
                            reason -> stayedOut.add(new ModelRefusal(update.prosumer(), reason)),
                            () -> pairs.put(update.prosumer(), new Masking(update)));
        }
        var announced = pairs.values().stream().map(Masking::announcement).toList();
        var delivered = pairs.values().stream()
                .map(pair -> pair.masked(announced, current))
                .flatMap(masked -> uplink.carry(masked, at).stream())
                .toList();
        return federation.mergeMasked(announced, delivered, stayedOut, expected, draw, at);
    }
}
