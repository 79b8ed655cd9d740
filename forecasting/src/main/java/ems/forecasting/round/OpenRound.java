package ems.forecasting.round;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.DoublyMaskedUpdate;
import ems.forecasting.federation.Masking;
import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.SelfMask;
import ems.forecasting.federation.Update;
import ems.forecasting.network.Shape;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

import static java.util.Objects.requireNonNull;

/** What came to one round, each thing kept before it is here: read again, it is the same. */
final class OpenRound {

    private static final String ROUND = "round";
    private static final String HERE = "here";
    private static final String ELSEWHERE = "elsewhere";
    private static final String SHOWN = "shown";
    private static final List<Integer> ATTEMPTS = List.of(1, 2);

    private final int into;
    private final String model;
    private final MatchingPeriod at;
    private final ModelStore store;
    private final RoundNotes notes;
    private final Map<ProsumerId, Listed> announced = new TreeMap<>();
    private final Map<ProsumerId, KeyPair> keysHere = new HashMap<>();
    /** What the pairs here announced: learnt again after a restart, it may be something else. */
    private final Map<ProsumerId, Update> learntHere = new HashMap<>();

    private final Map<Integer, Map<ProsumerId, DoublyMaskedUpdate>> sent = new HashMap<>();
    /** By attempt: the seeds that were shown. */
    private final Map<Integer, Map<ProsumerId, SelfMask>> shown = new HashMap<>();

    private OpenRound(int into, String model, MatchingPeriod at, ModelStore store, RoundNotes notes) {
        this.into = into;
        this.model = model;
        this.at = at;
        this.store = store;
        this.notes = notes;
        for (int attempt : ATTEMPTS) {
            sent.put(attempt, new TreeMap<>());
            shown.put(attempt, new TreeMap<>());
        }
    }

    /** A new one, in the place of any other into this version. */
    static OpenRound begun(int into, String model, MatchingPeriod at, ModelStore store, Path folder) {
        var notes = new RoundNotes(folder, into);
        notes.begin(List.of(ROUND, model, at.toString()));
        return new OpenRound(into, model, at, store, notes);
    }

    /** The one that was kept; empty if there is none. */
    static Optional<OpenRound> kept(int into, Shape shape, ModelStore store, Path folder) {
        var notes = new RoundNotes(folder, into);
        var lines = notes.read();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var first = lines.get(0);
        var round = new OpenRound(into, first.get(1), MatchingPeriod.parse(first.get(2)), store, notes);
        lines.stream().skip(1).forEach(round::take);
        round.findSent(shape.parameters());
        round.keysHere
                .keySet()
                .forEach(home -> store.find(round.nameHere(home))
                        .ifPresent(file -> round.learntHere.put(home, file.update(shape))));
        return Optional.of(round);
    }

    private void take(List<String> words) {
        var home = new ProsumerId(words.get(1));
        switch (words.get(0)) {
            case HERE, ELSEWHERE -> {
                var announcement =
                        new Announcement(home, into - 1, Long.parseLong(words.get(2)), MaskKey.parse(words.get(3)));
                boolean here = words.get(0).equals(HERE);
                announced.put(home, new Listed(announcement, words.get(4), here));
                if (here) {
                    keysHere.put(home, keys(announcement, words.get(5)));
                }
            }
            case SHOWN -> shownIn(Integer.parseInt(words.get(2))).put(home, new SelfMask(words.get(3)));
            default -> throw new IllegalArgumentException("'" + words.get(0) + "' is no note of a round");
        }
    }

    private static KeyPair keys(Announcement announcement, String secret) {
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret));
            return new KeyPair(
                    announcement.key(), KeyFactory.getInstance("X25519").generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key for masks of " + announcement.prosumer() + " that was kept is none", e);
        }
    }

    /** A file is there only if it was taken. */
    private void findSent(int parameters) {
        for (int attempt : ATTEMPTS) {
            for (Listed each : announced.values()) {
                store.find(name(attempt, each.home()))
                        .map(file -> DoublyMaskedUpdate.readFrom(file, parameters))
                        .ifPresent(update -> sentIn(attempt).put(each.home(), update));
            }
        }
    }

    private String name(int attempt, ProsumerId home) {
        return String.format(Locale.ROOT, "round-%06d-%d-%s", into, attempt, home.text());
    }

    private String nameHere(ProsumerId home) {
        return String.format(Locale.ROOT, "round-%06d-here-%s", into, home.text());
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
        notes.keep(List.of(words(ELSEWHERE, announcement, signed)));
        announced.put(announcement.prosumer(), new Listed(announcement, signed, false));
    }

    /**
     * All that are here at once.
     *
     * @param signed what each announces
     */
    void keepHere(Map<Update, KeyPair> pairs, Map<ProsumerId, String> signed, Shape shape) {
        Map<String, ModelFile> files = new HashMap<>();
        List<List<String>> lines = new ArrayList<>();
        Map<ProsumerId, Listed> announce = new TreeMap<>();
        pairs.forEach((update, keys) -> {
            var announcement = new Masking(update, keys).announcement();
            var text = requireNonNull(signed.get(update.prosumer()));
            List<String> words = new ArrayList<>(words(HERE, announcement, text));
            words.add(Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
            lines.add(words);
            files.put(nameHere(update.prosumer()), update.file(shape));
            announce.put(update.prosumer(), new Listed(announcement, text, true));
        });
        store.keepAll(files);
        notes.keep(lines);
        announced.putAll(announce);
        pairs.forEach((update, keys) -> {
            keysHere.put(update.prosumer(), keys);
            learntHere.put(update.prosumer(), update);
        });
    }

    private static List<String> words(String kind, Announcement announcement, String signed) {
        return List.of(
                kind,
                announcement.prosumer().text(),
                Long.toString(announcement.samples()),
                MaskKey.text(announcement.key()),
                signed);
    }

    void keepSent(DoublyMaskedUpdate update, ModelFile file) {
        store.keep(name(update.attempt(), update.prosumer()), file);
        sentIn(update.attempt()).put(update.prosumer(), update);
    }

    void keepShown(ProsumerId home, int attempt, SelfMask mask) {
        notes.keep(List.of(List.of(SHOWN, home.text(), Integer.toString(attempt), mask.seed())));
        shownIn(attempt).put(home, mask);
    }
}
