package ems.processes.town;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.processes.agent.AgentKeyFolder;
import ems.processes.folder.MarketCall;
import ems.processes.folder.WholeFile;

/**
 * Enrols agents by the door that {@code ./ems members enrol-agent} uses: keys and token in one act. The token is noted in the agent's
 * folder, so that it is not done again; what was done without a note, because somebody was killed in between, is done once more, and
 * the market ends the token that nobody noted.
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
     * The token of the agent of a home and its car: the one that it was given before, or a new one.
     *
     * @param folder of the agent, which holds its keys
     */
    String token(ProsumerId home, VehicleId car, Path folder) throws IOException, InterruptedException {
        var file = folder.resolve("token");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        // the town hands on no passphrase of its own
        var keys = new AgentKeyFolder(folder, Optional.empty());
        var wish = JSON.writeValueAsString(Map.of(
                "key",
                keys.of(home).publicKey().text(),
                "car",
                car.text(),
                "car_key",
                keys.of(car).publicKey().text(),
                "reason",
                REASON));
        var path = "/api/grids/" + GRID + "/members/" + home.account() + "/agent";
        var token =
                patiently(() -> answered("POST", path, wish).required("token").asText());
        var unfinished = folder.resolve("token.part");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, token + "\n");
        WholeFile.named(unfinished, file);
        return token;
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
