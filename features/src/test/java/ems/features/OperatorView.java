package ems.features;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import ems.market.quantity.MatchingPeriod;

/**
 * A process instance as the operator's tool shows it.
 *
 * @param key of its period: grid and start
 * @param state {@code ACTIVE}, {@code ERROR}, {@code COMPLETED} or {@code ABORTED}
 * @param failedTask id of the task in the diagram; empty if none failed
 * @param message what went wrong; empty if nothing did
 * @param tasks names of the nodes it has passed
 * @param openNodes ids of those that have begun and not ended
 */
public record OperatorView(
        String id,
        String key,
        String state,
        String failedTask,
        String message,
        List<String> tasks,
        List<String> openNodes) {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(20);

    static List<OperatorView> find(String businessKey) {
        var found = data(ask("{ProcessInstances(where:{businessKey:{equal:\"" + businessKey
                + "\"}}){id businessKey state error{nodeDefinitionId message} nodes{id name exit}}}"));
        List<OperatorView> instances = new ArrayList<>();
        found.path("ProcessInstances").forEach(instance -> instances.add(of(instance)));
        return instances;
    }

    /** Waits until the one instance of the period is in the state. */
    static OperatorView awaiting(MarketDriver market, MatchingPeriod period, String state) {
        return Patience.until(
                "an instance in " + state,
                SEEN_WITHIN,
                () -> market.instances(period).stream()
                        .filter(instance -> instance.state().equals(state))
                        .findFirst());
    }

    /** As the diagram writes it. */
    public String failedTaskName() {
        var words = failedTask.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** @param action {@code retry}, {@code skip} or {@code abort} */
    public void order(String action) {
        var problem = orderInVain(action);
        if (!problem.isEmpty()) {
            throw new IllegalStateException("the order to " + action + " is answered: " + problem);
        }
    }

    /** @return what the market says to an order that it refuses, or whose step fails again; empty if it is done */
    public String orderInVain(String action) {
        int slash = key.indexOf('/');
        var reply = Doors.post(
                "/api/grids/" + key.substring(0, slash) + "/operations/" + key.substring(slash + 1) + "/" + action,
                Doors.JSON.createObjectNode().put("reason", "a scenario wants it"));
        var answer = reply.json();
        if (!reply.isOk()) {
            return answer.path("detail").asText();
        }
        return answer.path("outcome").asText().equals("DONE")
                ? ""
                : answer.path("words").asText();
    }

    /**
     * What the operator's tool offers besides.
     *
     * @param operation its name in GraphQL
     * @param more its arguments besides the id of the instance, such as {@code nodeId:"settle"}
     * @return what the tool complains about; empty if it does not
     */
    public String otherInVain(String operation, String more) {
        return ask("mutation{" + operation + "(id:\"" + id + "\"" + (more.isEmpty() ? "" : ",") + more + ")}")
                .path("errors")
                .path(0)
                .path("message")
                .asText("");
    }

    /** @return what the tool complains about an operation that has no instance of a process */
    public static String orderInVain(String operation, String arguments) {
        return ask("mutation{" + operation + "(" + arguments + ")}")
                .path("errors")
                .path(0)
                .path("message")
                .asText("");
    }

    /** @return what the management of processes by HTTP complains about */
    public String managementInVain(String path, String body) {
        var reply = Doors.post("/management/processes/runMatchingPeriod/instances/" + id + path, body, Map.of());
        return reply.isOk() ? "" : reply.json().path("detail").asText();
    }

    private static OperatorView of(JsonNode instance) {
        List<String> tasks = new ArrayList<>();
        List<String> open = new ArrayList<>();
        instance.path("nodes").forEach(node -> {
            tasks.add(node.path("name").asText());
            if (node.path("exit").isNull()) {
                open.add(node.path("id").asText());
            }
        });
        var error = instance.path("error");
        return new OperatorView(
                instance.path("id").asText(),
                instance.path("businessKey").asText(),
                instance.path("state").asText(),
                error.path("nodeDefinitionId").asText(""),
                error.path("message").asText(""),
                tasks,
                open);
    }

    private static JsonNode ask(String query) {
        var reply = Doors.post("/graphql", Doors.JSON.createObjectNode().put("query", query));
        return Doors.read(reply.orFail("asking the operator's tool"));
    }

    private static JsonNode data(JsonNode answer) {
        if (answer.has("errors")) {
            throw new IllegalStateException("the operator's tool says " + answer.get("errors"));
        }
        return answer.path("data");
    }
}
