package ems.forecasting.round;

import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.DoublyMaskedUpdate;
import ems.forecasting.federation.Masking;
import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.SelfMask;
import ems.forecasting.federation.Update;
import ems.forecasting.network.Shape;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

import static java.util.Objects.requireNonNull;

/** What came to one round, each thing kept in its files before it is here: read again, it is the same. */
final class OpenRound {

    static final List<Integer> ATTEMPTS = List.of(1, 2);

    private final int into;
    private final String model;
    private final MatchingPeriod at;
    private final RoundFiles files;
    private final Map<ProsumerId, Listed> announced = new TreeMap<>();
    private final Map<ProsumerId, KeyPair> keysHere = new HashMap<>();
    /** What the pairs here announced: learnt again after a restart, it may be something else. */
    private final Map<ProsumerId, Update> learntHere = new HashMap<>();

    private final Map<Integer, Map<ProsumerId, DoublyMaskedUpdate>> sent = new HashMap<>();
    /** By attempt: the seeds that were shown. */
    private final Map<Integer, Map<ProsumerId, SelfMask>> shown = new HashMap<>();

    OpenRound(int into, String model, MatchingPeriod at, RoundFiles files) {
        this.into = into;
        this.model = model;
        this.at = at;
        this.files = files;
        for (int attempt : ATTEMPTS) {
            sent.put(attempt, new TreeMap<>());
            shown.put(attempt, new TreeMap<>());
        }
    }

    void announce(Listed listed) {
        announced.put(listed.home(), listed);
    }

    /** The key for masks of a pair here. */
    void hold(ProsumerId home, KeyPair keys) {
        keysHere.put(home, keys);
    }

    /** What a pair here had learnt when it announced itself. */
    void learn(Update update) {
        learntHere.put(update.prosumer(), update);
    }

    /** The homes of pairs here that announced themselves. */
    Set<ProsumerId> homesHere() {
        return Set.copyOf(keysHere.keySet());
    }

    int into() {
        return into;
    }

    String model() {
        return model;
    }

    MatchingPeriod at() {
        return at;
    }

    RoundTimes times() {
        return new RoundTimes(at);
    }

    boolean is(int version, String from, MatchingPeriod merge) {
        return into == version && model.equals(from) && at.equals(merge);
    }

    boolean hasHere() {
        return !keysHere.isEmpty();
    }

    boolean hasElsewhere() {
        return announced.values().stream().anyMatch(each -> !each.here());
    }

    Optional<Listed> announced(ProsumerId home) {
        return Optional.ofNullable(announced.get(home));
    }

    List<Listed> everybody() {
        return List.copyOf(announced.values());
    }

    /** The pairs here that announced themselves, with what they had learnt then. */
    List<Masking> here() {
        return learntHere.values().stream()
                .map(update -> new Masking(update, requireNonNull(keysHere.get(update.prosumer()))))
                .toList();
    }

    /** @param attempt 1: all that announced themselves; 2: without those elsewhere who did not send then */
    RoundList list(int attempt) {
        var first = new RoundList(into, model, 1, everybody());
        if (attempt == 1) {
            return first;
        }
        var with = everybody().stream()
                .filter(each -> each.here() || sentFor(first, each.home()).isPresent())
                .toList();
        return new RoundList(into, model, attempt, with);
    }

    /** The second list counts once the first one's time is over, unless all sent theirs by then, or the first is refused. */
    RoundList listAt(Instant now) {
        var first = list(1);
        boolean isOut = !now.isBefore(times().sentBy(1)) && !isComplete(first);
        return isOut && !first.isTooSmall() ? list(2) : first;
    }

    /** Whether all on the list that are elsewhere have sent theirs. */
    boolean isComplete(RoundList list) {
        return list.elsewhere().stream()
                .map(Listed::home)
                .allMatch(home -> sentFor(list, home).isPresent());
    }

    Map<ProsumerId, DoublyMaskedUpdate> sentIn(int attempt) {
        return requireNonNull(sent.get(attempt));
    }

    /** What the home sent, masked for just this list. */
    Optional<DoublyMaskedUpdate> sentFor(RoundList list, ProsumerId home) {
        return Optional.ofNullable(sentIn(list.attempt()).get(home))
                .filter(update -> update.list().equals(list.hash()));
    }

    Map<ProsumerId, SelfMask> shownIn(int attempt) {
        return requireNonNull(shown.get(attempt));
    }

    void keepElsewhere(Announcement announcement, String signed) {
        var listed = new Listed(announcement, signed, false);
        files.keep(listed);
        announce(listed);
    }

    /**
     * All that are here at once.
     *
     * @param signed what each announces
     */
    void keepHere(Map<Update, KeyPair> pairs, Map<ProsumerId, String> signed, Shape shape) {
        Map<Update, Listed> announce = new LinkedHashMap<>();
        pairs.forEach((update, keys) -> announce.put(
                update,
                new Listed(
                        new Masking(update, keys).announcement(),
                        requireNonNull(signed.get(update.prosumer())),
                        true)));
        files.keep(announce, pairs, shape);
        announce.values().forEach(this::announce);
        pairs.forEach((update, keys) -> {
            hold(update.prosumer(), keys);
            learn(update);
        });
    }

    void keepSent(DoublyMaskedUpdate update, ModelFile file) {
        files.keep(update, file);
        sentIn(update.attempt()).put(update.prosumer(), update);
    }

    void keepShown(ProsumerId home, int attempt, SelfMask mask) {
        files.keep(home, attempt, mask);
        shownIn(attempt).put(home, mask);
    }
}
