package ems.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The application's doors: HTTP, and JSON on it. */
final class Doors {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
    private static final String APPLICATION_JSON = "application/json";

    private Doors() {}

    static Reply get(String path) {
        return send(request(path).GET(), BodyHandlers.ofString());
    }

    static byte[] getBytes(String path) {
        var response = exchange(request(path).GET(), BodyHandlers.ofByteArray());
        new Reply(response.statusCode(), "", response.headers()).orFail("GET " + path);
        return response.body();
    }

    static Reply put(String path, JsonNode body) {
        return put(path, APPLICATION_JSON, body.toString());
    }

    static Reply put(String path, String type, String body) {
        return send(
                request(path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)), BodyHandlers.ofString());
    }

    static Reply post(String path, JsonNode body) {
        return post(path, body.toString(), Map.of());
    }

    static Reply post(String path, String body, Map<String, String> headers) {
        return post(path, APPLICATION_JSON, body, headers);
    }

    static Reply post(String path, String type, String body, Map<String, String> headers) {
        var request = request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request, BodyHandlers.ofString());
    }

    static JsonNode read(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer is no JSON: " + reply.body(), e);
        }
    }

    private static Reply send(HttpRequest.Builder request, BodyHandler<String> handler) {
        var response = exchange(request, handler);
        return new Reply(response.statusCode(), response.body(), response.headers());
    }

    private static <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return HTTP.send(request.timeout(ANSWERS_WITHIN).build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(RunningMarket.address() + path));
    }
}
