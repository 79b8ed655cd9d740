package ems.features.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/** What a running market tells about itself. */
final class Doors {

    private static final String GRID = "demo";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Doors(URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** What it answers to signed texts, by a door of the grid. */
    String text(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/api/grids/" + GRID + "/" + path))
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** ACTIVE or ERROR while the engine holds an instance, COMPLETED once it is settled or abandoned, else ABSENT. */
    String stateOf(MatchingPeriod period) throws IOException, InterruptedException {
        return view(period).required("state").asText();
    }

    /** Everything that a period recorded, and its block. */
    JsonNode view(MatchingPeriod period) throws IOException, InterruptedException {
        return JSON.readTree(ask("/api/grids/" + GRID + "/periods/" + period, BodyHandlers.ofString()));
    }

    /** The zipped export of its books. */
    byte[] ledger() throws IOException, InterruptedException {
        return ask("/api/grids/" + GRID + "/ledger.zip", BodyHandlers.ofByteArray());
    }

    /**
     * Periods with an instance in this state, as the operator sees them.
     *
     * @param state {@code ACTIVE} or {@code ERROR}
     */
    List<PeriodKey> instances(String state) throws IOException, InterruptedException {
        var query = JSON.createObjectNode()
                .put("query", "{ProcessInstances(where:{state:{equal:" + state + "}}){businessKey}}");
        var request = HttpRequest.newBuilder(address.resolve("/graphql"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(query.toString()))
                .build();
        var answer = JSON.readTree(send(request, BodyHandlers.ofString()));
        List<PeriodKey> keys = new ArrayList<>();
        for (JsonNode instance : answer.required("data").required("ProcessInstances")) {
            keys.add(PeriodKey.parse(instance.required("businessKey").asText()));
        }
        return keys;
    }

    /** What the live page shows. */
    JsonNode page() throws IOException, InterruptedException {
        return JSON.readTree(ask("/api/grids/" + GRID + "/snapshot", BodyHandlers.ofString()));
    }

    /** What the health says of it, whether it is well or not. */
    String wellness() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/q/health/well")).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    boolean isReady() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/q/health/ready")).build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** The answer to a body without messages. */
    HttpResponse<String> knock() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/api/grids/" + GRID + "/readings"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("[]"))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** What it makes of messages, by a door of the grid. */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return json(http.send(ordering(path, body), BodyHandlers.ofString()));
    }

    /** One of its figures without labels of its own; -1 if there is none of that name. */
    double figure(String name) throws IOException, InterruptedException {
        return ask("/q/metrics", BodyHandlers.ofString())
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    /** What the operator's page lists. */
    JsonNode operations() throws IOException, InterruptedException {
        return JSON.readTree(ask("/api/grids/" + GRID + "/operations", BodyHandlers.ofString()));
    }

    /** How the grid's books stand, and who signs them. */
    JsonNode standing() throws IOException, InterruptedException {
        return JSON.readTree(ask("/api/grids/" + GRID + "/standing", BodyHandlers.ofString()));
    }

    /** The grid's members, as the operator sees them. */
    JsonNode members() throws IOException, InterruptedException {
        return JSON.readTree(ask("/api/grids/" + GRID + "/members", BodyHandlers.ofString()));
    }

    /** An operator's order, by its address below the grid's. */
    HttpResponse<String> order(String path, String body) throws IOException, InterruptedException {
        return http.send(ordering(path, body), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> orderWithoutWaiting(String path, String body) {
        return http.sendAsync(ordering(path, body), BodyHandlers.ofString());
    }

    private HttpRequest ordering(String path, String body) {
        return HttpRequest.newBuilder(address.resolve("/api/grids/" + GRID + "/" + path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** Somebody who logs in. */
    Workbench as(String person) throws IOException, InterruptedException {
        return new Workbench(address, person);
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private <T> T ask(String path, BodyHandler<T> body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)).build(), body);
    }

    private <T> T send(HttpRequest request, BodyHandler<T> body) throws IOException, InterruptedException {
        var answer = http.send(request, body);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + " answers with status " + answer.statusCode());
        }
        return answer.body();
    }
}
