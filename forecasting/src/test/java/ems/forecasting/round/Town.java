package ems.forecasting.round;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.Federation;
import ems.forecasting.federation.FolderOfModels;
import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.LearnerDraw;
import ems.forecasting.federation.Merge;
import ems.forecasting.federation.MergeRules;
import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.SecureRound;
import ems.forecasting.federation.Update;
import ems.forecasting.federation.Updates;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

import static ems.forecasting.federation.Updates.ONE;
import static ems.forecasting.federation.Updates.SMALL;
import static ems.forecasting.federation.Updates.zero;

/** A market that trains the homes H1, H2 and so on, and pairs elsewhere that it hears of, in a minute that a test sets by hand. */
final class Town {

    static final MergeRules RULES = new MergeRules(8, 1_000, 2, Method.SECURE_MEAN);
    /** The model that is merged from. */
    static final GlobalParameters CURRENT = zero(5);

    static final GlobalModel RECORDED =
            new GlobalModel(5, CURRENT.at(), "secure mean", 3, CURRENT.file().hash());

    private final Path folder;
    private final Set<String> withoutKeyHere;
    private final List<Update> here;
    private final Map<String, PairInRound> elsewhere = new LinkedHashMap<>();
    private final Map<String, Update> learntElsewhere = new LinkedHashMap<>();
    private Instant now = ONE.previous().start();
    private SecureRounds market;

    /**
     * @param here so many pairs are the market's
     * @param withoutKeyHere those of them for which the market cannot sign
     */
    Town(Path folder, int here, Set<String> withoutKeyHere) {
        this.folder = folder;
        this.withoutKeyHere = withoutKeyHere;
        this.here = Stream.iterate(1, number -> number + 1)
                .limit(here)
                .map(number -> Updates.random("H" + number, 5, 100 + number))
                .toList();
        this.market = started();
    }

    private SecureRounds started() {
        return new SecureRounds(store(), folder, SMALL, RULES, () -> now, this::signed);
    }

    private Optional<String> signed(Announcement announcement, int into, String model) {
        String home = announcement.prosumer().text();
        return withoutKeyHere.contains(home) ? Optional.empty() : Optional.of("signed-by-" + home);
    }

    ModelStore store() {
        return new FolderOfModels(folder, OptionalInt.of(1));
    }

    SecureRounds market() {
        return market;
    }

    /** Another process over the same folder, which has heard of another reading since and learns from it, too. */
    void restart() {
        market = started();
        var learntAgain = here.stream()
                .map(update -> new Update(
                        update.prosumer(),
                        update.base(),
                        update.samples() % 1_000 + 1,
                        Updates.random("H", 5, 9).change()))
                .toList();
        market.prepare(CURRENT, learntAgain, ONE);
    }

    void prepare() {
        market.prepare(CURRENT, here, ONE);
    }

    /** @param seconds before the merge */
    void at(int seconds) {
        now = ONE.start().minusSeconds(seconds);
    }

    /** @return its side of the round */
    PairInRound announces(String home) {
        var learnt = Updates.random(home, 5, home.hashCode());
        var pair = new PairInRound(learnt, CURRENT);
        learntElsewhere.put(home, learnt);
        elsewhere.put(home, pair);
        announce(pair.announcement(), pair.model());
        return pair;
    }

    void announce(Announcement announcement, String model) {
        announce(announcement, model, ONE);
    }

    void announce(Announcement announcement, String model, MatchingPeriod at) {
        String signed = "signed-by-" + announcement.prosumer() + '-' + MaskKey.text(announcement.key());
        market.announce(announcement, model, RECORDED, at, signed);
    }

    RoundView view() {
        return market.view(6).orElseThrow();
    }

    void sends(String home) {
        market.take(new ProsumerId(home), pair(home).masked(view().list()).file());
    }

    void shows(String home) {
        var shown = pair(home).shown(view().list().attempt());
        market.show(new ProsumerId(home), 6, shown.list(), shown.mask());
    }

    private PairInRound pair(String home) {
        return Optional.ofNullable(elsewhere.get(home)).orElseThrow();
    }

    /** What the market records of the merge. It has copies of the pairs elsewhere, too. */
    Merged merge(String... left) {
        var federation = new Federation(RULES, store(), CURRENT);
        var gone = Set.of(left);
        var learnt = Stream.concat(here.stream(), learntElsewhere.values().stream())
                .filter(update -> !gone.contains(update.prosumer().text()))
                .toList();
        var members = learnt.stream().map(Update::prosumer).toList();
        var entries = new SecureRound(federation, RULES, market).merge(learnt, members, LearnerDraw.everybody(), ONE);
        return new Merged(federation.current(), entries);
    }

    /** The model that the plain mean of these homes' updates leads to. */
    GlobalParameters mean(String... homes) {
        var named = Set.of(homes);
        List<Update> all = new ArrayList<>(here);
        all.addAll(learntElsewhere.values());
        var some = all.stream()
                .filter(update -> named.contains(update.prosumer().text()))
                .toList();
        return Merge.of(CURRENT, some, RULES.by(Method.MEAN), ONE).next();
    }

    Update learntBy(String home) {
        return Optional.ofNullable(learntElsewhere.get(home)).orElseThrow();
    }

    /** A merge as it is recorded. */
    record Merged(GlobalParameters model, List<Entry> entries) {

        List<String> merged() {
            return Entry.all(ModelUpdate.class, entries).stream()
                    .map(update -> update.prosumer().text())
                    .toList();
        }

        List<String> refused() {
            return Entry.all(ModelRefusal.class, entries).stream()
                    .map(refusal -> refusal.prosumer() + ": " + refusal.reason())
                    .toList();
        }
    }
}
