package ems.processes.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.processes.api.ApiDocument.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends what the document says, and holds what comes back to it: its status is named there, its type too, and its body fits the
 * schema.
 */
final class ApiCaller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiDocument document;
    private final URI root;
    private final Map<String, String> variables;
    private final Set<String> seen = new TreeSet<>();

    /** @param variables of paths: their values here, in place of those of the examples */
    ApiCaller(ApiDocument document, URI root, Map<String, String> variables) {
        this.document = document;
        this.root = root;
        this.variables = variables;
    }

    /** Who sends: a header with what it proves itself by; empty values: nobody. */
    record Sender(String header, String value) {
        static final Sender NOBODY = new Sender("", "");

        static Sender withCookie(HttpResponse<String> login) {
            var cookie = login.headers().firstValue("set-cookie").orElseThrow();
            return new Sender("Cookie", cookie.split(";", 2)[0]);
        }

        static Sender withToken(String token) {
            return new Sender("Authorization", "Bearer " + token);
        }
    }

    /** With the body of the example. */
    HttpResponse<String> call(Sender sender, String id) throws Exception {
        return call(sender, id, Map.of(), exampleBody(operation(id)));
    }

    /** @param values of variables of the path and of members of the example's body */
    HttpResponse<String> call(Sender sender, String id, Map<String, String> values) throws Exception {
        var body = exampleBody(operation(id));
        if (body.startsWith("{")) {
            var object = (ObjectNode) JSON.readTree(body);
            values.forEach((name, value) -> {
                if (object.has(name)) {
                    object.put(name, value);
                }
            });
            body = object.toString();
        }
        return call(sender, id, values, body);
    }

    HttpResponse<String> call(Sender sender, String id, Map<String, String> values, String body) throws Exception {
        var operation = operation(id);
        var path = new StringBuilder(operation.path());
        var query = new StringBuilder();
        Map<String, String> headers = new HashMap<>();
        for (JsonNode parameter : operation.parameters()) {
            var name = parameter.path("name").asText();
            var value = values.getOrDefault(
                    name, variables.getOrDefault(name, parameter.path("example").asText()));
            if (parameter.path("in").asText().equals("header")) {
                headers.put(name, value);
            } else if (parameter.path("in").asText().equals("path")) {
                int at = path.indexOf("{" + name + "}");
                path.replace(at, at + name.length() + 2, encoded(value));
            } else {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(value));
            }
        }
        return send(sender, operation, path.toString() + query, headers, body);
    }

    private HttpResponse<String> send(
            Sender sender, Operation operation, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .method(operation.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!sender.header().isEmpty()) {
            request.header(sender.header(), sender.value());
        }
        headers.entrySet().stream()
                .filter(header -> !header.getValue().isEmpty())
                .forEach(header -> request.header(header.getKey(), header.getValue()));
        var content = operation.node().path("requestBody").path("content");
        request.header(
                "Content-Type",
                content.isEmpty() ? "application/json" : content.fieldNames().next());
        var answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        hold(operation, answer);
        seen.add(operation.id() + " " + answer.statusCode());
        return answer;
    }

    private void hold(Operation operation, HttpResponse<String> answer) throws IOException {
        var told = operation + " answers " + answer.statusCode() + ": " + answer.body();
        var responses = document.responses(operation);
        assertThat(responses.keySet()).as(told).contains(String.valueOf(answer.statusCode()));
        var content = responses.get(String.valueOf(answer.statusCode())).path("content");
        if (content.isEmpty()) {
            assertThat(answer.body()).as(told).isEmpty();
            return;
        }
        var type = answer.headers().firstValue("content-type").orElse("").split(";", 2)[0];
        assertThat(content.has(type)).as("type " + type + ": " + told).isTrue();
        if (type.endsWith("json")) {
            assertThat(document.faults(content.path(type).path("schema"), JSON.readTree(answer.body())))
                    .as(told)
                    .isEmpty();
        }
    }

    /** Operations with their answers' statuses, as {@code people 200}. */
    Set<String> seen() {
        return seen;
    }

    private Operation operation(String id) {
        var operation = document.byId().get(id);
        assertThat(operation).as(id).isNotNull();
        return operation;
    }

    private static String exampleBody(Operation operation) {
        var content = operation.node().path("requestBody").path("content");
        if (content.isEmpty()) {
            return "";
        }
        var example = content.elements().next().path("example");
        return example.isTextual() ? example.asText() : example.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
