package ems.processes.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.ModelFile;
import ems.forecasting.pair.LocalModel;
import ems.ledger.receipt.RegistryCopy;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.record.HomeMetering.Mode;
import ems.market.telemetry.MeterReading;
import ems.processes.http.TimedHttp;
import ems.processes.members.KeyStanding;
import ems.routes.telemetry.ReadingMessages;

/** How an agent calls its market: over HTTP, each call with an end. Every failure to be answered is an {@link IOException}. */
public final class AgentCalls {

    /** A receipt, with some to spare. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int OK = 200;
    private static final int TAKEN = 202;
    private static final int NOT_MODIFIED = 304;
    private static final int NONE_TAKEN = 400;
    private static final int NOT_FOUND = 404;
    private static final int SERVERS_FAULT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI market;
    private final String grid;
    private final Optional<String> token;
    private final TimedHttp http;
    private String model = "";

    /**
     * @param token of a device that speaks for the agent's parties; empty: the market is open to this machine
     * @param patience with one answer
     */
    public AgentCalls(URI market, GridId grid, Optional<String> token, Duration patience) {
        this.market = market;
        this.grid = "/api/grids/" + grid.text();
        this.token = token;
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
        this.http = new TimedHttp(client, patience, MOST_BYTES);
    }

    /** @return why the forecast is not taken; empty: it is */
    Optional<String> forecast(String signed) throws IOException {
        return refusals(post("/forecasts", "text/plain", signed)).stream().findFirst();
    }

    /** @return why the statement is not taken; empty: it is */
    Optional<String> exchange(String signed) throws IOException {
        return refusals(post("/exchanges", "text/plain", signed)).stream().findFirst();
    }

    /** @return why bids are not taken; empty: all are */
    List<String> bids(List<String> signed) throws IOException {
        return refusals(post("/bids", "text/plain", String.join("\n", signed)));
    }

    /** @return why readings are not taken; empty: all are */
    List<String> readings(List<MeterReading> readings) throws IOException {
        return refusals(post("/readings", "application/json", ReadingMessages.json(readings)));
    }

    private static List<String> refusals(Answer answer) throws IOException {
        if (answer.status() != TAKEN && answer.status() != NONE_TAKEN) {
            throw answer.unexpected();
        }
        List<String> reasons = new ArrayList<>();
        answer.json()
                .path("refused")
                .forEach(refused -> reasons.add(refused.path("reason").asText()));
        if (answer.status() == NONE_TAKEN && reasons.isEmpty()) {
            throw answer.unexpected();
        }
        return reasons;
    }

    /** The grid's global model, if it is another than the last time. */
    Optional<GlobalParameters> newModel() throws IOException {
        var asked = request("/models/latest").GET();
        if (!model.isEmpty()) {
            asked.header("If-None-Match", '"' + model + '"');
        }
        var answer = send(asked);
        if (answer.status() == NOT_MODIFIED || answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.status() != OK) {
            throw answer.unexpected();
        }
        var file = ModelFile.of(answer.bytes());
        try {
            var read = file.global(LocalModel.SHAPE);
            model = file.hash();
            return Optional.of(read);
        } catch (IllegalArgumentException e) {
            throw new IOException("the market's global model is not read: " + e.getMessage(), e);
        }
    }

    /**
     * @param signed the hash of the file
     * @return why the update is not taken; empty: it is
     */
    Optional<String> update(ModelFile file, String signed) throws IOException {
        return file("/models/updates", file, signed);
    }

    private Optional<String> file(String path, ModelFile file, String signed) throws IOException {
        return refusal(send(request(path)
                .header("Content-Type", "application/octet-stream")
                .header(AgentResource.SIGNATURE, signed)
                .POST(BodyPublishers.ofByteArray(file.bytes()))));
    }

    private static Optional<String> refusal(Answer answer) throws IOException {
        if (answer.status() == TAKEN) {
            return Optional.empty();
        }
        if (answer.status() != NONE_TAKEN) {
            throw answer.unexpected();
        }
        return Optional.of(answer.json().path("detail").asText());
    }

    /** How far the round before the next merge is. */
    RoundAnswer round() throws IOException {
        return read("/models/rounds", RoundAnswer.class);
    }

    /** All that the ledger holds of the grid's parties and their keys. */
    RegistryCopy registry() throws IOException {
        return read("/agents/registry", RegistryCopy.class);
    }

    private <T> T read(String path, Class<T> type) throws IOException {
        var answer = send(request(path).GET());
        if (answer.status() != OK) {
            throw answer.unexpected();
        }
        var read = JSON.readValue(answer.bytes(), type);
        if (read == null) {
            throw answer.unexpected();
        }
        return read;
    }

    /** @return why the announcement is not taken; empty: it is */
    Optional<String> announce(String signed) throws IOException {
        return refusal(post("/models/rounds/announcements", "text/plain", signed));
    }

    /**
     * @param signed the hash of the file
     * @return why the masked update is not taken; empty: it is
     */
    Optional<String> maskedUpdate(ModelFile file, String signed) throws IOException {
        return file("/models/rounds/updates", file, signed);
    }

    /** @return why the seed is not taken; empty: it is */
    Optional<String> seed(String signed) throws IOException {
        return refusal(post("/models/rounds/seeds", "text/plain", signed));
    }

    /** The market answers, and does not do what is asked. */
    static final class RefusedCall extends IOException {

        private static final long serialVersionUID = 1;

        private RefusedCall(String words) {
            super(words);
        }
    }

    /** @throws RefusedCall if the market does not answer this question */
    AgentAnswer ask(String question) throws IOException {
        var answer = post("/agents/questions", "text/plain", question);
        if (answer.status() != OK) {
            throw answer.unexpected();
        }
        var json = answer.json();
        List<String> entries = new ArrayList<>();
        json.path("entries").forEach(entry -> entries.add(entry.asText()));
        return new AgentAnswer(
                json.path("ended").asBoolean(),
                json.path("sealed").asBoolean(),
                Optional.ofNullable(json.path("metering").textValue()).map(Mode::valueOf),
                entries,
                Optional.ofNullable(json.path("receipt").textValue()),
                setPoint(json.path("setPoint")));
    }

    private static Optional<PairSetPoint> setPoint(JsonNode told) throws IOException {
        if (!told.isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PairSetPoint(
                    Party.parse(told.path("party").asText()).account(),
                    Party.parse(told.path("with").asText()).account(),
                    told.path("watts").decimalValue(),
                    Instant.parse(told.path("from").asText()),
                    Instant.parse(told.path("until").asText())));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new IOException("the market's set point is not read: " + e.getMessage(), e);
        }
    }

    /** Whether the market takes what a key signs for a party. @throws RefusedCall if the token does not speak for the party */
    KeyStanding keyStanding(AgentParty own) throws IOException {
        var answer = send(request("/agents/" + own.party().account() + "/keys/"
                        + own.key().publicKey().text())
                .GET());
        if (answer.status() != OK) {
            throw answer.unexpected();
        }
        var json = answer.json();
        try {
            return new KeyStanding(
                    json.path("counts").asBoolean(),
                    Optional.ofNullable(json.path("from").textValue()).map(Instant::parse),
                    Optional.ofNullable(json.path("privateFrom").textValue()).map(Instant::parse));
        } catch (DateTimeParseException e) {
            throw new IOException("what the market says of the key is not read: " + e.getMessage(), e);
        }
    }

    /** @param bytes at most {@link #MOST_BYTES} of the body */
    private record Answer(String asked, int status, byte[] bytes) {

        JsonNode json() throws IOException {
            return JSON.readTree(bytes);
        }

        IOException unexpected() {
            String said = new String(bytes, StandardCharsets.UTF_8);
            try {
                said = json().path("detail").asText(said);
            } catch (IOException noJson) {
                // then it is what it is
            }
            var words = asked + " answers " + status + ": " + said.strip();
            return status < SERVERS_FAULT ? new RefusedCall(words) : new IOException(words);
        }
    }

    private Answer post(String path, String type, String body) throws IOException {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(market.resolve(grid + path));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private Answer send(HttpRequest.Builder builder) throws IOException {
        var request = builder.build();
        try {
            var answer = http.send(request);
            return new Answer(request.uri().toString(), answer.status(), answer.bytes());
        } catch (TimeoutException e) {
            throw new IOException(
                    "the market does not answer at " + market + " within "
                            + http.patience().toSeconds() + " s",
                    e);
        } catch (IOException e) {
            var why = String.valueOf(e.getMessage());
            throw new IOException("the market does not answer at " + market + (why.isEmpty() ? "" : ": " + why), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the market was asked", e);
        }
    }
}
