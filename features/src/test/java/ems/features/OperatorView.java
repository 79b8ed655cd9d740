package ems.features;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

import ems.market.quantity.MatchingPeriod;

/**
 * A process instance as the operator's tool shows it.
 *
 * @param state {@code ACTIVE}, {@code ERROR}, {@code COMPLETED} or {@code ABORTED}
 * @param failedTask id of the task in the diagram; empty if none failed
 * @param message what went wrong; empty if nothing did
 * @param tasks names of the nodes it has passed
 */
public record OperatorView(String id, String state, String failedTask, String message, List<String> tasks) {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(20);

    static List<OperatorView> find(String businessKey) {
        var found = data(ask("{ProcessInstances(where:{businessKey:{equal:\"" + businessKey
                + "\"}}){id state error{nodeDefinitionId message} nodes{name}}}"));
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

    /** @param action {@code Retry}, {@code Skip} or {@code Abort} */
    public void order(String action) {
        data(mutation(action));
    }

    /** @return what the operator's tool complains about; empty if it does not */
    public String orderInVain(String action) {
        return mutation(action).path("errors").path(0).path("message").asText("");
    }

    private JsonNode mutation(String action) {
        return ask("mutation{ProcessInstance" + action + "(id:\"" + id + "\")}");
    }

    private static OperatorView of(JsonNode instance) {
        List<String> tasks = new ArrayList<>();
        instance.path("nodes").forEach(node -> tasks.add(node.path("name").asText()));
        var error = instance.path("error");
        return new OperatorView(
                instance.path("id").asText(),
                instance.path("state").asText(),
                error.path("nodeDefinitionId").asText(""),
                error.path("message").asText(""),
                tasks);
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
