package ems.processes.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the operator's page asks of one grid, by HTTP. */
public final class OperatorsAddresses {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI grid;

    public OperatorsAddresses(URI root, String grid) {
        this.grid = root.resolve("/api/grids/" + grid + "/");
    }

    public JsonNode get(String path) {
        var reply = send(HttpRequest.newBuilder(grid.resolve(path)).GET());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return read(reply);
    }

    HttpResponse<String> look(String path) {
        return send(HttpRequest.newBuilder(grid.resolve(path)).GET());
    }

    public HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(grid.resolve(path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** An order that is carried out. */
    public JsonNode order(String path, String reason) {
        var reply = post(path, JSON.createObjectNode().put("reason", reason).toString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return read(reply);
    }

    /** @return the problem */
    public String refused(int status, String path, String body) {
        return problem(status, post(path, body));
    }

    static String problem(int status, HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        return read(reply).path("detail").asText();
    }

    public static JsonNode read(HttpResponse<String> reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new IllegalStateException(reply.body(), e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
