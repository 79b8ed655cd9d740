package ems.features.steps;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.access.Caller;
import ems.features.access.LockedGrid;
import ems.features.access.LockedMarket;

import static org.assertj.core.api.Assertions.assertThat;

/** Analysts, approvers and operators who change the rules of a locked market. */
public final class WorkbenchSteps {

    private static final int OK = 200;
    private static final String PRICING = "pricing.csv";
    private static final String COST = "cost,,[0-9]+,";
    private static int grids;

    private LockedMarket market;
    private LockedGrid grid;
    private String before;
    private JsonNode draft;
    private String hashSeen;
    private HttpResponse<String> answer;

    @Given("a market of which Anna is an analyst, Bert an approver and Olga an operator")
    public void market() {
        market = LockedMarket.running();
    }

    @Given("a grid of it in the period of 12:00")
    public void grid() {
        grids++;
        grid = LockedGrid.open(market, "four-eyes-" + grids);
        before = rules().at("/active/version").asText();
    }

    private Caller anna() {
        return market.loggedIn("anna");
    }

    private Caller bert() {
        return market.loggedIn("bert");
    }

    private JsonNode rules() {
        return Caller.json(anna().get("/api/rules?grid=" + grid.name()));
    }

    private String address() {
        return "/api/rules/drafts/" + draft.path("id").asText();
    }

    private JsonNode table() {
        for (JsonNode table : draft.path("tables")) {
            if (table.path("file").asText().equals(PRICING)) {
                return table;
            }
        }
        throw new IllegalStateException("a draft without prices: " + draft);
    }

    private void isDone(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isLessThan(300);
    }

    @Given("Anna has a draft in which cars sell at {int} % of their cost")
    public void hasDraft(int percent) {
        var begun = anna().post("/api/rules/drafts", Map.of("grid", grid.name()));
        isDone(begun);
        draft = Caller.json(begun);
        changes(percent);
    }

    @When("Anna changes it to {int} %")
    public void changes(int percent) {
        var text = table().path("text").asText().replaceFirst(COST, "cost,," + percent + ",");
        var saved = anna().putTable(
                        address() + "/tables/" + PRICING,
                        table().path("revision").asLong(),
                        text);
        isDone(saved);
        draft = Caller.json(saved);
    }

    @When("Anna asks for approval from the period of 12:{int}")
    public void asks(int minute) {
        isDone(anna().post(
                        address() + "/approval-request",
                        Map.of("reason", "cheaper for homes", "holdsFrom", LockedGrid.period(minute))));
    }

    @Given("Bert has looked at it")
    public void looks() {
        hashSeen = Caller.json(bert().get(address())).path("hash").asText();
    }

    @When("Bert approves what he sees")
    public void approves() {
        looks();
        approvesWhatWasSeen();
        isDone(answer);
    }

    @When("Bert approves what he saw")
    public void approvesWhatWasSeen() {
        answer = judged(bert());
    }

    @When("Anna approves what she sees")
    public void approvesTheOwn() {
        looks();
        answer = judged(anna());
    }

    private HttpResponse<String> judged(Caller person) {
        return person.post(
                "/api/rules/approvals/" + draft.path("id").asText(),
                Map.of("hash", hashSeen, "verdict", "approve", "reason", "fair"));
    }

    @Then("the workbench refuses: {string}")
    public void refuses(String words) {
        assertThat(answer.statusCode()).isNotEqualTo(OK);
        assertThat(Caller.json(answer).path("detail").asText()).contains(words);
    }

    @When("the periods up to 12:{int} have begun")
    public void begin(int minute) {
        grid.begins(minute);
    }

    @Then("the periods 12:00 to 12:{int} used the rules of before")
    public void usedTheOld(int last) {
        Map<Integer, String> used = new HashMap<>();
        for (int minute = 0; minute <= last; minute++) {
            used.put(minute, grid.rulesOf(minute));
        }
        assertThat(used.values()).containsOnly(before);
    }

    @Then("the period of 12:{int} uses the rules of before")
    public void usesTheOld(int minute) {
        assertThat(grid.rulesOf(minute)).isEqualTo(before);
    }

    @Then("the period of 12:{int} uses the draft")
    public void usesTheDraft(int minute) {
        assertThat(grid.rulesOf(minute))
                .isEqualTo(draft.path("version").asText())
                .isNotEqualTo(before);
    }

    @Then("the history says that Anna wrote it and Bert approved it")
    public void historySays() {
        var newest = Caller.json(anna().get("/api/rules/versions?grid=" + grid.name()))
                .get(0);
        assertThat(newest.path("author").asText()).isEqualTo("anna");
        assertThat(newest.path("approver").asText()).isEqualTo("bert");
        assertThat(newest.path("reason").asText()).isEqualTo("cheaper for homes");
    }

    @When("somebody saves a table into the folder in which cars sell at {int} % of their cost")
    public void savesIntoTheFolder(int percent) {
        var text = anna().get("/api/rules/versions/" + before + "/tables/" + PRICING + "?grid=" + grid.name())
                .body();
        isDone(grid.savesIntoTheFolder(PRICING, text.replaceFirst(COST, "cost,," + percent + ",")));
    }

    @Then("the workbench says of the folder: {string}")
    public void saysOfTheFolder(String words) {
        var now = rules();
        assertThat(now.at("/folder/closed").asBoolean()).isTrue();
        assertThat(now.at("/refused/0/reason").asText()).contains(words, "ask for approval");
    }

    @When("Olga goes back to the rules of before: {string}")
    public void goesBack(String reason) {
        isDone(market.loggedIn("olga")
                .post("/api/rules/restore", Map.of("grid", grid.name(), "version", before, "reason", reason)));
    }

    @Then("the live page says: {string}")
    public void livePageSays(String words) {
        var page = Caller.json(anna().get("/api/grids/" + grid.name() + "/snapshot"));
        assertThat(page.path("notices").toString()).contains(words);
    }
}
