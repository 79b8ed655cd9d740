package ems.forecasting.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.forecasting.federation.MaskedRound;
import ems.forecasting.federation.MaskedUpdate;
import ems.market.record.ModelRefusal;

import static java.util.Objects.requireNonNull;

/** What a round brings to its merge, from what was kept of it and from what pairs here have learnt: the same after a restart. */
final class RoundSum {

    static final String NOT_SENT = "it announced itself and did not send its masked update in time";
    static final String NOT_ANNOUNCED = "it did not announce itself to the round of pairs elsewhere";
    static final String NOT_PREPARED =
            "the market prepared no round in the minute before: those who learn are drawn here, or it began in that minute";

    private final OpenRound open;
    private final RoundList list;

    private RoundSum(OpenRound open) {
        this.open = open;
        this.list = open.listAt(open.at().start());
    }

    /** @param here empty: those who learn were drawn, and the round is not made */
    static MaskedRound of(OpenRound open, Optional<PreparedPairs> here) {
        var sum = new RoundSum(open);
        if (here.isEmpty()) {
            return sum.refused(NOT_PREPARED);
        }
        return sum.list.isTooSmall()
                ? sum.refused("a list of " + sum.list.elsewhere().size()
                        + " pairs elsewhere hides nobody, the least is " + RoundList.LEAST_ELSEWHERE)
                : sum.made(here.get());
    }

    /** Pairs here merge among themselves. */
    private MaskedRound refused(String reason) {
        List<ModelRefusal> refusals = new ArrayList<>(notSent());
        list.elsewhere().forEach(each -> refusals.add(new ModelRefusal(each.home(), reason)));
        return new MaskedRound(List.of(), List.of(), refusals);
    }

    private List<ModelRefusal> notSent() {
        return open.everybody().stream()
                .filter(each -> !each.here() && !list.listed().contains(each))
                .map(each -> new ModelRefusal(each.home(), NOT_SENT))
                .toList();
    }

    private MaskedRound made(PreparedPairs here) {
        List<ModelRefusal> stayedOut = new ArrayList<>(notSent());
        here.refused().stream()
                .filter(refusal -> open.announced(refusal.prosumer()).isEmpty())
                .forEach(stayedOut::add);
        here.learnt().keySet().stream()
                .filter(home -> open.announced(home).isEmpty())
                .forEach(home -> stayedOut.add(new ModelRefusal(home, NOT_ANNOUNCED)));
        return new MaskedRound(
                list.announced(), Stream.concat(unmasked(), masked(here)).toList(), stayedOut);
    }

    private Stream<MaskedUpdate> unmasked() {
        var shown = open.shownIn(list.attempt());
        return list.elsewhere().stream()
                .map(Listed::home)
                .filter(shown::containsKey)
                .flatMap(home -> open.sentFor(list, home).stream())
                .map(update -> update.unmasked(requireNonNull(shown.get(update.prosumer()))));
    }

    private Stream<MaskedUpdate> masked(PreparedPairs here) {
        var hash = list.hash();
        return open.here().stream().map(pair -> pair.masked(list.announced(), here.current(), hash));
    }
}
