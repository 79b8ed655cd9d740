package ems.forecasting.round;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.DoublyMaskedUpdate;
import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.MaskedRound;
import ems.forecasting.federation.Masking;
import ems.forecasting.federation.MergeRules;
import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.SelfMask;
import ems.forecasting.federation.Update;
import ems.forecasting.federation.Uplink;
import ems.forecasting.network.Shape;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;

/**
 * The market's side of a grid's rounds with pairs elsewhere: one a merge, in the minute before it, and none where nobody elsewhere
 * announces itself. Nothing is waited for, and nothing is acknowledged that a restart would forget.
 *
 * <p>It sees announcements, updates under two kinds of masks and, of a list that is complete, seeds: with all of a list the sum can be read and no
 * part of it. Who does not send by the first deadline is left out of a second list; who sends then and shows no seed costs
 * everybody the merge. Thread-safe.
 */
public final class SecureRounds implements Uplink {

    private final ModelStore store;
    private final Path folder;
    private final Shape shape;
    private final MergeRules rules;
    private final InstantSource clock;
    private final SignHere signing;
    private @Nullable OpenRound round;
    private @Nullable PreparedPairs prepared;
    /** The newest version that a merge was made into: what comes for it now is late. */
    private int merged;

    /**
     * @param folder of what comes to a round and is no model file
     * @param rules of the grid's merges
     * @param clock the market's
     */
    public SecureRounds(
            ModelStore store, Path folder, Shape shape, MergeRules rules, InstantSource clock, SignHere signing) {
        this.store = store;
        this.folder = folder;
        this.shape = shape;
        this.rules = rules;
        this.clock = clock;
        this.signing = signing;
    }

    @Override
    public Arrival carry(ProsumerId prosumer, Optional<Update> sent, MatchingPeriod at) {
        return Uplink.GOOD.carry(prosumer, sent, at);
    }

    @Override
    public synchronized void prepare(GlobalParameters current, List<Update> learnt, MatchingPeriod at) {
        prepared = PreparedPairs.of(current, learnt, rules, at);
        find(current.version() + 1).ifPresent(this::join);
    }

    private Optional<OpenRound> find(int into) {
        if (round == null || round.into() != into) {
            round = new RoundFiles(into, store, folder).kept(shape).orElse(null);
        }
        return Optional.ofNullable(round);
    }

    /** Once somebody elsewhere takes part, and in time, those here announce themselves, too. */
    private void join(OpenRound open) {
        var ready = prepared;
        if (ready == null
                || !ready.isFor(open)
                || open.hasHere()
                || !open.hasElsewhere()
                || !clock.instant().isBefore(open.times().announcedBy())) {
            return;
        }
        Map<Update, KeyPair> pairs = new LinkedHashMap<>();
        Map<ProsumerId, String> signed = new HashMap<>();
        for (Update update : ready.learnt().values()) {
            if (open.announced(update.prosumer()).isEmpty()) {
                var keys = Masking.fresh();
                signing.signed(new Masking(update, keys).announcement(), open.into(), open.model())
                        .ifPresent(text -> {
                            pairs.put(update, keys);
                            signed.put(update.prosumer(), text);
                        });
            }
        }
        open.keepHere(pairs, signed, shape);
    }

    /**
     * Keeps an announcement from elsewhere.
     *
     * @param from the newest recorded model, which the next merge goes on from
     * @param model hash of the model that the pair has learnt from
     * @param at the period of the next merge
     * @param signed the announcement as all others are shown it
     * @throws IllegalArgumentException if it is not the time, the model is another, or the home has announced itself
     */
    public synchronized void announce(
            Announcement announcement, String model, GlobalModel from, MatchingPeriod at, String signed) {
        int into = from.version() + 1;
        var times = new RoundTimes(at);
        var now = clock.instant();
        if (now.isBefore(times.begin()) || !now.isBefore(times.announcedBy())) {
            throw new IllegalArgumentException("announcements for the merge of " + at + " are taken from "
                    + times.begin() + " to " + times.announcedBy() + ", and it is " + now);
        }
        if (announcement.base() != from.version() || !model.equals(from.hash())) {
            throw new IllegalArgumentException(announcement.prosumer() + " has learnt from version "
                    + announcement.base() + " of the model, " + model + ", and the newest is version " + from.version()
                    + ", " + from.hash());
        }
        rules.refusal(announcement.base(), announcement.samples(), from.version())
                .ifPresent(reason -> {
                    throw new IllegalArgumentException(reason);
                });
        var before = find(into).filter(kept -> kept.model().equals(model));
        before.filter(kept -> !kept.at().equals(at)).ifPresent(kept -> {
            throw new IllegalArgumentException("the round of " + kept.at() + " into version " + into
                    + " is not merged yet, and there is no other until then");
        });
        var open = before.orElseGet(() -> new RoundFiles(into, store, folder).begun(model, at));
        round = open;
        var known = open.announced(announcement.prosumer());
        if (known.filter(same -> same.signed().equals(signed)).isPresent()) {
            return; // the answer was lost
        }
        if (known.isPresent()) {
            throw new IllegalArgumentException(
                    announcement.prosumer() + " has announced itself for version " + into + " already");
        }
        open.keepElsewhere(announcement, signed);
        join(open);
    }

    /** How far the round into a version is; empty: nobody elsewhere has announced itself to it. */
    public synchronized Optional<RoundView> view(int into) {
        return find(into).filter(OpenRound::hasElsewhere).map(open -> view(open, clock.instant()));
    }

    private RoundView view(OpenRound open, Instant now) {
        var times = open.times();
        var merge = open.at().start();
        if (now.isBefore(times.announcedBy())) {
            var nobody = new RoundList(open.into(), open.model(), 1, List.of());
            return new RoundView(RoundStage.ANNOUNCING, times.announcedBy(), nobody);
        }
        var list = open.listAt(now);
        if (list.isTooSmall() || open.into() <= merged) {
            return new RoundView(RoundStage.OVER, merge, list);
        }
        if (open.isComplete(list)) {
            return new RoundView(RoundStage.UNMASKING, merge, list);
        }
        var until = times.sentBy(list.attempt());
        return now.isBefore(until)
                ? new RoundView(RoundStage.MASKING, until, list)
                : new RoundView(RoundStage.OVER, merge, list);
    }

    /**
     * Keeps a masked update.
     *
     * @param file it, as it is kept
     * @throws IllegalArgumentException if it is not what is due from the home
     */
    public synchronized void take(ProsumerId home, ModelFile file) {
        var update = DoublyMaskedUpdate.readFrom(file, shape.parameters());
        if (!update.prosumer().equals(home)) {
            throw new IllegalArgumentException("the update is of " + update.prosumer() + ", and is signed by " + home);
        }
        int into = update.masked().into();
        var open = open(into);
        var view = view(open, clock.instant());
        refuseUnlessListed(home, view.list());
        var sent = open.sentFor(view.list(), home);
        if (sent.filter(same -> same.file().hash().equals(file.hash())).isPresent()) {
            return; // the answer was lost
        }
        if (sent.isPresent() && update.list().equals(view.list().hash())) {
            throw new IllegalArgumentException(
                    home + " has sent its update for attempt " + update.attempt() + " already");
        }
        if (view.stage() != RoundStage.MASKING) {
            throw new IllegalArgumentException("no masked updates are taken now: the round into version " + into
                    + " is " + view.stage().word());
        }
        refuseOther("attempt", view.list().attempt(), update.attempt());
        refuseOther("list", view.list().hash(), update.list());
        var announced = open.announced(home).orElseThrow().announcement();
        refuseOther("base", announced.base(), update.masked().base());
        refuseOther("samples", announced.samples(), update.masked().samples());
        open.keepSent(update, file);
    }

    /** What names another version than the round that is open leaves that one where it is. */
    private OpenRound open(int into) {
        return Optional.ofNullable(round)
                .or(() -> find(into))
                .filter(known -> known.into() == into)
                .orElseThrow(() -> new IllegalArgumentException("there is no round into version " + into));
    }

    private static void refuseUnlessListed(ProsumerId home, RoundList list) {
        if (list.elsewhere().stream().noneMatch(each -> each.home().equals(home))) {
            throw new IllegalArgumentException(home + " is not on the list of the round into version " + list.into());
        }
    }

    private static void refuseOther(String what, Object due, Object sent) {
        if (!due.equals(sent)) {
            throw new IllegalArgumentException("its " + what + " is " + sent + ", and " + due + " is due");
        }
    }

    /**
     * Keeps a seed that is shown.
     *
     * @param into version that is merged
     * @param list hash of the list that is complete
     * @throws IllegalArgumentException if it is not the time, or not that of the home's update
     */
    public synchronized void show(ProsumerId home, int into, String list, SelfMask mask) {
        var open = open(into);
        var view = view(open, clock.instant());
        refuseUnlessListed(home, view.list());
        if (view.stage() != RoundStage.UNMASKING) {
            throw new IllegalArgumentException("no seeds are taken now: the round into version " + into + " is "
                    + view.stage().word());
        }
        refuseOther("list", view.list().hash(), list);
        int attempt = view.list().attempt();
        open.sentFor(view.list(), home).orElseThrow().unmasked(mask);
        if (open.shownIn(attempt).containsKey(home)) {
            return; // the answer was lost
        }
        open.keepShown(home, attempt, mask);
    }

    @Override
    public synchronized MaskedRound round(GlobalParameters current, MatchingPeriod at) {
        merged = current.version() + 1;
        var open = find(merged)
                .filter(kept -> kept.is(merged, current.file().hash(), at))
                .filter(OpenRound::hasElsewhere)
                .orElse(null);
        if (open == null) {
            return MaskedRound.NONE;
        }
        var ready = Optional.ofNullable(prepared).filter(pairs -> pairs.isFor(open));
        prepared = null;
        return RoundSum.of(open, ready);
    }
}
