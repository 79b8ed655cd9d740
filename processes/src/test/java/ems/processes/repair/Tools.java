package ems.processes.repair;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The engine's tools as an operator holds them: GraphQL and the management of processes by HTTP. */
final class Tools {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;

    Tools(URI root) {
        this.root = root;
    }

    JsonNode ask(String query) {
        var request = HttpRequest.newBuilder(root.resolve("/graphql"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().put("query", query).toString()))
                .build();
        return read(send(request).body());
    }

    /** @return what GraphQL answers: the value of the mutation, or else the first error's message */
    String change(String mutation) {
        var answer = ask("mutation{" + mutation + "}");
        var error = answer.path("errors").path(0).path("message");
        return error.isMissingNode() ? answer.path("data").elements().next().asText() : error.asText();
    }

    /** Names of the tasks that the index shows as begun and not ended. */
    List<String> openTasks(String instance) {
        List<String> open = new ArrayList<>();
        for (JsonNode node : instance(instance).path("nodes")) {
            if (node.path("exit").isNull()) {
                open.add(node.path("definitionId").asText());
            }
        }
        return open;
    }

    JsonNode instance(String instance) {
        return ask("{ProcessInstances(where:{id:{equal:\"" + instance
                        + "\"}}){state error{message} nodes{definitionId exit}}}")
                .path("data")
                .path("ProcessInstances")
                .path(0);
    }

    /** @param path below the management of processes */
    HttpResponse<String> manage(String method, String path) {
        return send(HttpRequest.newBuilder(root.resolve("/management/processes/" + path))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }
}
