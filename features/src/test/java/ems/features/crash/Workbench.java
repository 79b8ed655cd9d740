package ems.features.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Somebody who is logged in to a running market, and works on its rules. */
final class Workbench {

    static final String PASSWORD = "four words in mind";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CSV = "text/csv";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String cookie;

    Workbench(URI address, String name) throws IOException, InterruptedException {
        this.address = address;
        var login = http.send(
                HttpRequest.newBuilder(address.resolve("/api/login"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("name", name, "password", PASSWORD))))
                        .build(),
                BodyHandlers.ofString());
        if (login.statusCode() != 200) {
            throw new IOException(name + " cannot log in: " + login.body());
        }
        cookie = login.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    byte[] ledger() throws IOException, InterruptedException {
        return http.send(request("/api/grids/demo/ledger.zip").build(), BodyHandlers.ofByteArray())
                .body();
    }

    HttpResponse<String> post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return http.send(posting(path, body), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postWithoutWaiting(String path, Map<String, ?> body) throws IOException {
        return http.sendAsync(posting(path, body), BodyHandlers.ofString());
    }

    /** Begins a draft that sells at another percent of its cost. */
    JsonNode draft(String percent) throws IOException, InterruptedException {
        var draft =
                JSON.readTree(post("/api/rules/drafts", Map.of("grid", "demo")).body());
        for (JsonNode table : draft.path("tables")) {
            if (table.path("file").asText().equals("pricing.csv")) {
                var text = table.path("text").asText().replaceFirst("cost,,[0-9]+,", "cost,," + percent + ",");
                var saved = http.send(
                        request("/api/rules/drafts/" + draft.path("id").asText() + "/tables/pricing.csv")
                                .header("Content-Type", CSV)
                                .header("If-Match", "\"0\"")
                                .PUT(BodyPublishers.ofString(text))
                                .build(),
                        BodyHandlers.ofString());
                return JSON.readTree(saved.body());
            }
        }
        throw new IOException("a draft without a pricing table: " + draft);
    }

    private HttpRequest posting(String path, Map<String, ?> body) throws IOException {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Cookie", cookie);
    }
}
