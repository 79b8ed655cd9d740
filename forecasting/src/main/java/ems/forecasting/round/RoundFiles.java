package ems.forecasting.round;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.DoublyMaskedUpdate;
import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.SelfMask;
import ems.forecasting.federation.Update;
import ems.forecasting.network.Shape;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

import static java.util.Objects.requireNonNull;

/**
 * A round as it is written: lines {@code round MODEL PERIOD}, {@code here HOME SAMPLES KEY SIGNED SECRET}, {@code elsewhere HOME SAMPLES KEY
 * SIGNED} and {@code shown HOME ATTEMPT SEED}, and beside them, in the store of models, what was sent and what pairs here had learnt.
 */
final class RoundFiles {

    private static final String ROUND = "round";
    private static final String HERE = "here";
    private static final String ELSEWHERE = "elsewhere";
    private static final String SHOWN = "shown";

    private final int into;
    private final ModelStore store;
    private final RoundNotes notes;

    /** @param into version that is merged */
    RoundFiles(int into, ModelStore store, Path folder) {
        this.into = into;
        this.store = store;
        this.notes = new RoundNotes(folder, into);
    }

    /** A new one, in the place of any other into this version. */
    OpenRound begun(String model, MatchingPeriod at) {
        notes.begin(List.of(ROUND, model, at.toString()));
        return new OpenRound(into, model, at, this);
    }

    /** The one that was kept; empty if there is none. */
    Optional<OpenRound> kept(Shape shape) {
        var lines = notes.read();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var first = lines.get(0);
        var round = new OpenRound(into, first.get(1), MatchingPeriod.parse(first.get(2)), this);
        lines.stream().skip(1).forEach(words -> take(words, round));
        findSent(round, shape.parameters());
        round.homesHere()
                .forEach(home -> store.find(nameHere(home)).ifPresent(file -> round.learn(file.update(shape))));
        return Optional.of(round);
    }

    private void take(List<String> words, OpenRound round) {
        var home = new ProsumerId(words.get(1));
        switch (words.get(0)) {
            case HERE, ELSEWHERE -> {
                var announcement =
                        new Announcement(home, into - 1, Long.parseLong(words.get(2)), MaskKey.parse(words.get(3)));
                boolean here = words.get(0).equals(HERE);
                round.announce(new Listed(announcement, words.get(4), here));
                if (here) {
                    round.hold(home, keys(announcement, words.get(5)));
                }
            }
            case SHOWN -> round.shownIn(Integer.parseInt(words.get(2))).put(home, new SelfMask(words.get(3)));
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
    private void findSent(OpenRound round, int parameters) {
        for (int attempt : OpenRound.ATTEMPTS) {
            for (Listed each : round.everybody()) {
                store.find(name(attempt, each.home()))
                        .map(file -> DoublyMaskedUpdate.readFrom(file, parameters))
                        .ifPresent(update -> round.sentIn(attempt).put(each.home(), update));
            }
        }
    }

    private String name(int attempt, ProsumerId home) {
        return String.format(Locale.ROOT, "round-%06d-%d-%s", into, attempt, home.text());
    }

    private String nameHere(ProsumerId home) {
        return String.format(Locale.ROOT, "round-%06d-here-%s", into, home.text());
    }

    /** One that is elsewhere. */
    void keep(Listed elsewhere) {
        notes.keep(List.of(words(ELSEWHERE, elsewhere)));
    }

    /** All that are here at once: what they have learnt first, and then that they announced themselves. */
    void keep(Map<Update, Listed> here, Map<Update, KeyPair> keys, Shape shape) {
        Map<String, ModelFile> files = new HashMap<>();
        List<List<String>> lines = new ArrayList<>();
        here.forEach((update, listed) -> {
            List<String> words = new ArrayList<>(words(HERE, listed));
            words.add(Base64.getEncoder()
                    .encodeToString(
                            requireNonNull(keys.get(update)).getPrivate().getEncoded()));
            lines.add(words);
            files.put(nameHere(update.prosumer()), update.file(shape));
        });
        store.keepAll(files);
        notes.keep(lines);
    }

    private static List<String> words(String kind, Listed listed) {
        var announcement = listed.announcement();
        return List.of(
                kind,
                announcement.prosumer().text(),
                Long.toString(announcement.samples()),
                MaskKey.text(announcement.key()),
                listed.signed());
    }

    void keep(DoublyMaskedUpdate update, ModelFile file) {
        store.keep(name(update.attempt(), update.prosumer()), file);
    }

    void keep(ProsumerId home, int attempt, SelfMask mask) {
        notes.keep(List.of(List.of(SHOWN, home.text(), Integer.toString(attempt), mask.seed())));
    }
}
