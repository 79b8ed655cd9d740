package ems.features.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;

/** Statuses of the answers of one server to a page, those included that the browser keeps from the page. */
final class Statuses {

    private final Page page;
    private final String server;
    private final Map<String, String> addresses = new HashMap<>();
    private final List<Answered> answers = new ArrayList<>();

    private record Answered(String request, int status) {}

    private Statuses(Page page, String server) {
        this.page = page;
        this.server = server;
    }

    /**
     * From now on.
     *
     * @param server start of its addresses
     */
    static Statuses of(Page page, String server) {
        var statuses = new Statuses(page, server);
        statuses.listen();
        return statuses;
    }

    private void listen() {
        var network = page.context().newCDPSession(page);
        network.on(
                "Network.requestWillBeSent",
                event -> addresses.put(
                        event.get("requestId").getAsString(),
                        event.getAsJsonObject("request").get("url").getAsString()));
        network.on(
                "Network.responseReceivedExtraInfo",
                event -> answers.add(new Answered(
                        event.get("requestId").getAsString(),
                        event.get("statusCode").getAsInt())));
        network.send("Network.enable");
    }

    /** Those so far, once there are so many. */
    List<Integer> atLeast(int count) {
        page.waitForCondition(() -> seen().size() >= count);
        return seen();
    }

    private List<Integer> seen() {
        return answers.stream()
                .filter(answer -> addresses.getOrDefault(answer.request(), "").startsWith(server))
                .map(Answered::status)
                .toList();
    }
}
