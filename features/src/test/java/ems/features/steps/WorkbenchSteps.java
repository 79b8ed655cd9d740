package ems.features.steps;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.ParameterType;
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
    private final List<JsonNode> drafts = new ArrayList<>();
    private JsonNode seen;
    private JsonNode whatIf;
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
        drafts.add(draft);
    }

    @Given("Anna has another draft in which cars sell at {int} % of their cost")
    public void hasAnotherDraft(int percent) {
        hasDraft(percent);
    }

    @Given("Anna has another draft in which homes get {int} % of the difference")
    public void hasAnotherDraftOfShares(int percent) {
        var begun = anna().post("/api/rules/drafts", Map.of("grid", grid.name()));
        isDone(begun);
        draft = Caller.json(begun);
        saves(table().path("text")
                .asText()
                .replaceFirst("split of grid prices,,[0-9]+,", "split of grid prices,," + percent + ","));
        drafts.add(draft);
    }

    @When("Anna changes it to {int} %")
    public void changes(int percent) {
        saves(table().path("text").asText().replaceFirst(COST, "cost,," + percent + ","));
    }

    private void saves(String text) {
        var saved = anna().putTable(
                        address() + "/tables/" + PRICING,
                        table().path("revision").asLong(),
                        text);
        isDone(saved);
        draft = Caller.json(saved);
    }

    @When("Anna asks for approval from the period of 12:{int}")
    public void asks(int minute) {
        isDone(asked(minute));
    }

    private HttpResponse<String> asked(int minute) {
        return anna().post(
                        address() + "/approval-request",
                        Map.of("reason", "cheaper for homes", "holdsFrom", LockedGrid.period(minute)));
    }

    @When("Anna asks for approval of the {nth} draft from the period of 12:{int}")
    public void asksFor(int which, int minute) {
        draft = drafts.get(which);
        answer = asked(minute);
    }

    @ParameterType("first|second")
    public int nth(String word) {
        return word.equals("first") ? 0 : 1;
    }

    @When("Anna brings the {nth} draft up to date")
    public void bringsUpToDate(int which) {
        draft = Caller.json(
                anna().get("/api/rules/drafts/" + drafts.get(which).path("id").asText()));
        answer = anna().post(
                        address() + "/up-to-date",
                        Map.of(
                                "revision", draft.path("revision").asLong(),
                                "version", draft.at("/behind/version").asText()));
        if (answer.statusCode() == OK) {
            draft = Caller.json(answer);
        }
    }

    @When("Bert approves the {nth} draft")
    public void approvesOne(int which) {
        draft = drafts.get(which);
        looks();
        approvesWhatWasSeen();
    }

    @Then("the period of 12:{int} uses {int} % of the cost and {int} % of the difference")
    public void usesBoth(int minute, int cost, int share) {
        var version = grid.rulesOf(minute);
        var pricing = anna().get("/api/rules/versions/" + version + "/tables/" + PRICING + "?grid=" + grid.name());
        assertThat(pricing.body()).contains("cost,," + cost + ",", "split of grid prices,," + share + ",");
    }

    @Then("Bert sees that no what-if was run and no promise was played")
    public void seesNothingTried() {
        looks();
        var evidence = seen.at("/request/evidence");
        assertThat(evidence.has("whatIf")).isTrue();
        assertThat(evidence.path("whatIf").isNull()).isTrue();
        assertThat(evidence.path("promises").isNull()).isTrue();
    }

    @Given("Anna has tried it on the settled trades")
    public void tries() {
        var started = anna().post(
                        "/api/rules/what-if", Map.of("draft", draft.path("id").asLong()));
        isDone(started);
        var id = Caller.json(started).path("id").asText();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        JsonNode job = Caller.json(anna().get("/api/jobs/" + id));
        while (List.of("WAITING", "RUNNING").contains(job.path("state").asText()) && System.nanoTime() < end) {
            job = Caller.json(anna().get("/api/jobs/" + id));
        }
        assertThat(job.path("state").asText()).as(job.path("words").asText()).isEqualTo("DONE");
    }

    @Then("Bert sees that a what-if of prices over {int} periods left nobody worse off than with the grid")
    public void seesWhatIf(int periods) {
        looks();
        whatIf = seen.at("/request/evidence/whatIf");
        assertThat(whatIf.path("mode").asText()).isEqualTo("prices");
        assertThat(whatIf.path("periods").asInt()).isEqualTo(periods);
        assertThat(whatIf.at("/prices/nobodyWorse").asBoolean()).isTrue();
    }

    private JsonNode newest() {
        return Caller.json(anna().get("/api/rules/versions?grid=" + grid.name()))
                .get(0);
    }

    @Then("the history shows the same what-if")
    public void historyShowsWhatIf() {
        assertThat(newest().at("/evidence/whatIf")).isEqualTo(whatIf);
    }

    @When("Bert takes the approval back: {string}")
    public void takesBack(String reason) {
        looks();
        isDone(judged(bert(), "refuse", reason));
    }

    @Then("Anna and the history are told that Bert took it back: {string}")
    public void toldOfTakingBack(String reason) {
        var told = Caller.json(anna().get(address())).at("/scheduled/takenBack");
        assertThat(told.path("person").asText()).isEqualTo("bert");
        assertThat(told.path("reason").asText()).isEqualTo(reason);
        var history = Caller.json(anna().get("/api/rules/taken-back?grid=" + grid.name()))
                .get(0);
        assertThat(history.path("draft")).isEqualTo(draft.path("id"));
        assertThat(history.path("by").asText()).isEqualTo("bert");
        assertThat(history.path("why").asText()).isEqualTo(reason);
    }

    @Then("the history counts {int} periods of the draft, and rows that were never hit")
    public void historyCounts(int periods) {
        var use = Caller.json(anna().get("/api/grids/" + grid.name() + "/rules/use?version="
                + draft.path("version").asText() + "&from="
                + newest().path("since").asText()));
        assertThat(use.path("periods").asInt()).isEqualTo(periods);
        assertThat(use.path("rows").findValues("hits"))
                .extracting(JsonNode::asLong)
                .contains(0L);
    }

    @Given("Bert has looked at it")
    public void looks() {
        seen = Caller.json(bert().get(address()));
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
        return judged(person, "approve", "fair");
    }

    private HttpResponse<String> judged(Caller person, String verdict, String reason) {
        return person.post(
                "/api/rules/approvals/" + draft.path("id").asText(),
                Map.of(
                        "request",
                        seen.at("/request/trail").asLong(),
                        "hash",
                        seen.path("hash").asText(),
                        "verdict",
                        verdict,
                        "reason",
                        reason));
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
        var newest = newest();
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
