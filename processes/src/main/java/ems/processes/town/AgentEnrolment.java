package ems.processes.town;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.processes.folder.MarketCall;
import ems.processes.folder.WholeFile;

/**
 * Gives agents their tokens, and their keys to the registry, by the doors that {@code ./ems tokens issue} and {@code ./ems members
 * rotate} use. What was done is noted in the agent's folder, so that it is not done again; what was done without a note, because
 * somebody was killed in between, is made good.
 *
 * @param market its data folder
 * @param pause until a market that is away is asked again
 */
record AgentEnrolment(Path market, Duration pause) {

    static final String GRID = "demo";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REASON = "its agent in the town";
    /** An order that is not recorded yet is waited for, too. */
    private static final Duration COMES_BACK_WITHIN = Duration.ofMinutes(5);

    private static final int FIRST_FAILURE = 300;
    /**
     * What a market answers that was killed meanwhile: it has no grid yet, it may have taken the order without answering, or it is still
     * starting.
     */
    private static final Set<Integer> LATER = Set.of(404, 409, 503);

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The token of a device that speaks for parties: the one that it was given before, or a new one.
     *
     * @param folder of the agent
     */
    String token(String device, List<Party> parties, Path folder) throws IOException, InterruptedException {
        var file = folder.resolve("token");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var names = parties.stream().map(party -> GRID + "/" + party.account()).toList();
        var token = patiently(() -> issued(device, names));
        var unfinished = folder.resolve("token.part");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, token + "\n");
        WholeFile.named(unfinished, file);
        return token;
    }

    /** A token of the device that nobody noted is ended; a name is not given twice. */
    private String issued(String device, List<String> parties) throws IOException {
        Set<String> taken = new HashSet<>();
        for (JsonNode token : answered("GET", "/api/tokens", "")) {
            var name = token.required("name").asText();
            taken.add(name);
            if (isOf(device, name) && token.required("holds").asBoolean()) {
                answered("DELETE", "/api/tokens/" + name + "?reason=nobody+noted+it", "");
            }
        }
        var name = device;
        for (int number = 2; taken.contains(name); number++) {
            name = device + "-" + number;
        }
        var wish = Map.of("name", name, "parties", parties, "reason", REASON);
        return answered("POST", "/api/tokens", JSON.writeValueAsString(wish))
                .required("token")
                .asText();
    }

    private static boolean isOf(String device, String name) {
        return name.equals(device)
                || (name.startsWith(device + "-")
                        && name.substring(device.length() + 1).chars().allMatch(Character::isDigit));
    }

    /** From then on the installation signs nothing for the party. */
    void register(Party party, String key, Path folder) throws IOException, InterruptedException {
        var note = folder.resolve("registered-" + party.account().replace(':', '-'));
        if (!Files.exists(note)) {
            var wish = JSON.writeValueAsString(Map.of("key", key, "reason", REASON));
            patiently(() -> answered("POST", "/api/grids/" + GRID + "/members/" + party.account() + "/key", wish));
            WholeFile.write(note, key + "\n");
        }
    }

    private interface Asking<T> {
        T ask() throws IOException;
    }

    /** A market that was killed meanwhile is waited for. */
    private <T> T patiently(Asking<T> asking) throws IOException, InterruptedException {
        long until = System.nanoTime() + COMES_BACK_WITHIN.toNanos();
        while (true) {
            try {
                return asking.ask();
            } catch (MarketAway away) {
                if (System.nanoTime() - until > 0) {
                    throw away;
                }
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        }
    }

    private static final class MarketAway extends IOException {

        private static final long serialVersionUID = 1;

        private MarketAway(String words, @Nullable Throwable cause) {
            super(words, cause);
        }
    }

    /** @param json empty: no body */
    private JsonNode answered(String method, String path, String json) throws IOException {
        HttpResponse<String> answer;
        try {
            answer = MarketCall.into(market).send(method, path, json, PATIENCE);
        } catch (IOException e) {
            throw new MarketAway(String.valueOf(e.getMessage()), e);
        }
        var words = "the market answers " + path + " with status " + answer.statusCode() + ": " + answer.body();
        if (LATER.contains(answer.statusCode())) {
            throw new MarketAway(words, null);
        }
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new IOException(words);
        }
        return JSON.readTree(answer.body());
    }
}
