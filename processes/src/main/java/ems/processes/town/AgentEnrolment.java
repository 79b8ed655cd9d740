package ems.processes.town;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.processes.folder.MarketCall;
import ems.processes.folder.WholeFile;

/**
 * Gives agents their tokens, and their keys to the registry, by the doors that {@code ./ems tokens issue} and {@code ./ems members
 * rotate} use. What was done is noted in the agent's folder, so that it is not done again.
 *
 * @param market its data folder
 */
record AgentEnrolment(Path market) {

    static final String GRID = "demo";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REASON = "its agent in the town";
    private static final Duration COMES_BACK_WITHIN = Duration.ofMinutes(3);
    private static final int FIRST_FAILURE = 300;
    private static final int UNAVAILABLE = 503;
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
        var token = sent("/api/tokens", Map.of("name", device, "parties", names, "reason", REASON))
                .required("token")
                .asText();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token + "\n");
        return token;
    }

    /** From then on the installation signs nothing for the party. */
    void register(Party party, String key, Path folder) throws IOException, InterruptedException {
        var note = folder.resolve("registered-" + party.account().replace(':', '-'));
        if (!Files.exists(note)) {
            sent("/api/grids/" + GRID + "/members/" + party.account() + "/key", Map.of("key", key, "reason", REASON));
            WholeFile.write(note, key + "\n");
        }
    }

    /** A market that was killed meanwhile is waited for. */
    private JsonNode sent(String path, Map<String, Object> wish) throws IOException, InterruptedException {
        long until = System.nanoTime() + COMES_BACK_WITHIN.toNanos();
        while (true) {
            try {
                return answered(path, wish);
            } catch (MarketAway away) {
                if (System.nanoTime() - until > 0) {
                    throw away;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static final class MarketAway extends IOException {

        private static final long serialVersionUID = 1;

        private MarketAway(String words, @Nullable Throwable cause) {
            super(words, cause);
        }
    }

    private JsonNode answered(String path, Map<String, Object> wish) throws IOException {
        HttpResponse<String> answer;
        try {
            answer = MarketCall.into(market).send("POST", path, JSON.writeValueAsString(wish), PATIENCE);
        } catch (IOException e) {
            throw new MarketAway(String.valueOf(e.getMessage()), e);
        }
        var words = "the market answers " + path + " with status " + answer.statusCode() + ": " + answer.body();
        if (answer.statusCode() == UNAVAILABLE) {
            throw new MarketAway(words, null);
        }
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new IOException(words);
        }
        return JSON.readTree(answer.body());
    }
}
