package ems.features.steps;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.access.Caller;
import ems.features.access.LockedMarket;

import static org.assertj.core.api.Assertions.assertThat;

/** People, devices and strangers before a market that is locked. */
public final class AccessSteps {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static int tokens;
    private static int reports;

    private LockedMarket market;
    private Caller uma;
    private Caller thief;
    private boolean hasOtherRoles;
    private Caller meter;
    private String tokenName;
    private HttpResponse<String> answer;

    @Given("a market of which Ada is an admin, Olga an operator and Uma an auditor")
    public void market() {
        market = LockedMarket.running();
    }

    private Caller person(String name) {
        return name.equals("Uma") && uma != null ? uma : market.loggedIn(name.toLowerCase(Locale.ROOT));
    }

    @Then("a stranger is told to log in at {string}")
    public void strangerIsToldToLogIn(String path) {
        assertToldToLogIn(market.caller().get(path));
    }

    private static void assertToldToLogIn(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(UNAUTHORIZED);
        assertThat(answer.body()).contains("/login.html");
    }

    @Then("a stranger sees {string}")
    public void strangerSees(String path) {
        assertThat(market.caller().get(path).statusCode()).isEqualTo(OK);
    }

    @When("Olga and Ada log in")
    public void bothLogIn() {
        person("Olga");
        person("Ada");
    }

    @When("Olga logs in")
    public void olgaLogsIn() {
        person("Olga");
    }

    @Then("^(Olga|Ada|Uma) sees \"(.*)\"$")
    public void sees(String name, String path) {
        assertThat(person(name).get(path).statusCode()).isEqualTo(OK);
    }

    @Then("^(Olga|Ada|Uma) may not see \"([^\"]*)\": \"(.*)\"$")
    public void mayNotSee(String name, String path, String why) {
        var refused = person(name).get(path);
        assertThat(refused.statusCode()).isEqualTo(FORBIDDEN);
        assertThat(refused.body()).contains(why);
    }

    @When("Olga aborts a period by GraphQL")
    public void abortsByGraphQl() {
        answer = person("Olga").post("/graphql", Map.of("query", "mutation{ProcessInstanceAbort(id:\"1\")}"));
    }

    @Then("the market refuses: {string}")
    public void refuses(String why) {
        assertThat(Caller.json(answer).path("errors").path(0).path("message").asText())
                .contains(why);
    }

    @Given("Olga has issued a token for the meter of {string}")
    public void issuesToken(String party) {
        tokenName = "meter-" + ++tokens;
        var issued = person("Olga")
                .post(
                        "/api/tokens",
                        Map.of("name", tokenName, "parties", List.of(party), "reason", "a meter was installed"));
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        meter = market.caller();
        meter.shows(Caller.json(issued).path("token").asText());
    }

    @Given("Mia, a member of home L3, has issued a token for its meter")
    public void issuesOwnToken() {
        showsTokenOf("Mia", "prosumer:L3");
    }

    private void showsTokenOf(String member, String party) {
        var issued = person(member)
                .post(
                        "/api/members/" + party + "/access/tokens",
                        Map.of("name", "meter", "reason", "a meter in the cellar"));
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        tokenName = Caller.json(issued).path("name").asText();
        meter = market.caller();
        meter.shows(Caller.json(issued).path("token").asText());
    }

    @Given("Max, a new member of home R2, has issued a token for its meter")
    public void newMemberIssuesToken() {
        var added = person("Ada")
                .post(
                        "/api/people",
                        Map.of(
                                "name",
                                "max",
                                "password",
                                LockedMarket.PASSWORD,
                                "roles",
                                List.of("member"),
                                "parties",
                                List.of("demo/prosumer:R2")));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        showsTokenOf("Max", "prosumer:R2");
    }

    @When("Ada makes Max a member of home Z0 instead")
    public void movesMax() {
        var moved = person("Ada")
                .ask(
                        "PUT",
                        "/api/people/max/roles",
                        Optional.of(Map.of("roles", List.of("member"), "parties", List.of("demo/prosumer:Z0"))));
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(OK);
    }

    @When("Mia revokes that token")
    public void revokesOwnToken() {
        var path = "/api/members/prosumer:L3/access/tokens/" + tokenName + "?reason=lost";
        assertThat(person("Mia").ask("DELETE", path, Optional.empty()).statusCode())
                .isEqualTo(204);
    }

    @When("Mia orders another key for {string}")
    public void ordersOwnKey(String party) {
        answer = person("Mia")
                .post(
                        "/api/members/" + party + "/access/key",
                        Map.of("key", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "reason", "a new gateway"));
    }

    @Then("Mia is told: {string}")
    public void isTold(String words) {
        assertThat(answer.body()).contains(words);
    }

    @Given("Olga has issued a token for figures")
    public void issuesTokenForFigures() {
        tokenName = "monitor-" + ++tokens;
        var issued = person("Olga")
                .post(
                        "/api/tokens",
                        Map.of("name", tokenName, "figures", true, "reason", "Prometheus asks for figures"));
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        meter = market.caller();
        meter.shows(Caller.json(issued).path("token").asText());
    }

    @Then("that program sees {string}")
    public void programSees(String path) {
        assertThat(meter.get(path).statusCode()).isEqualTo(OK);
    }

    @Then("that program may not see {string}")
    public void programMayNotSee(String path) {
        assertThat(meter.get(path).statusCode()).isEqualTo(FORBIDDEN);
    }

    @Given("the meter of \"prosumer:L1\" has a certificate that the market trusts")
    public void hasCertificate() {
        meter = market.meterWithCertificate();
    }

    @When("Olga revokes that token")
    public void revokesToken() {
        assertThat(person("Olga")
                        .ask("DELETE", "/api/tokens/" + tokenName + "?reason=lost", Optional.empty())
                        .statusCode())
                .isEqualTo(204);
    }

    @When("that meter reports for {string}")
    public void meterReports(String home) {
        answer = meter.post(
                "/api/grids/demo/readings",
                List.of(Map.of(
                        "meter",
                        home,
                        "at",
                        beforeTheMarketRan().toString(),
                        "interval_s",
                        10,
                        "production_w",
                        1000,
                        "consumption_w",
                        400)));
    }

    /** Another one each time: nothing was measured then, and a second value for a time that has one would be refused. */
    private static Instant beforeTheMarketRan() {
        return Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(Duration.ofHours(2))
                .plusSeconds(10L * reports++);
    }

    @Then("the report is refused: {string}")
    public void reportIsRefused(String why) {
        assertThat(reasons()).hasSize(1).first().asString().contains(why);
    }

    @Then("the report is taken")
    public void reportIsTaken() {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Caller.json(answer).path("accepted").asInt())
                .as(answer.body())
                .isEqualTo(1);
    }

    private List<String> reasons() {
        return Caller.json(answer).path("refused").findValuesAsText("reason");
    }

    @Then("the market does not know the meter")
    public void meterIsUnknown() {
        assertThat(answer.statusCode()).isEqualTo(UNAUTHORIZED);
    }

    @Given("Uma has logged in, and a thief has Uma's cookie")
    public void thiefHasTheCookie() {
        uma = market.caller();
        assertThat(uma.logsIn("uma", LockedMarket.PASSWORD).statusCode()).isEqualTo(OK);
        assertThat(uma.cookie()).startsWith("__Host-ems=");
        thief = market.caller();
        thief.takesCookieOf(uma);
    }

    @Then("the thief sees {string}")
    public void thiefSees(String path) {
        assertThat(thief.get(path).statusCode()).isEqualTo(OK);
    }

    @When("Uma logs out")
    public void logsOut() {
        assertThat(uma.post("/api/logout", Map.of()).statusCode()).isEqualTo(204);
    }

    @When("Ada gives Uma the roles {string}")
    public void givesRoles(String roles) {
        hasOtherRoles = true;
        givesUma(roles.split(","));
    }

    private void givesUma(String... roles) {
        var given = person("Ada").ask("PUT", "/api/people/uma/roles", Optional.of(Map.of("roles", List.of(roles))));
        assertThat(given.statusCode()).as(given.body()).isEqualTo(OK);
    }

    /** The market goes on for others. */
    @After
    public void takesBackRoles() {
        if (hasOtherRoles) {
            givesUma("auditor");
        }
    }

    @Then("the thief is told to log in at {string}")
    public void thiefIsOut(String path) {
        assertToldToLogIn(thief.get(path));
    }

    @When("a stranger tries {int} passwords of {string}")
    public void guesses(int times, String name) {
        var guesser = market.caller();
        for (int n = 0; n < times; n++) {
            answer = guesser.logsIn(name, "guess number " + n);
        }
    }

    @Then("the market says: {string}")
    public void says(String words) {
        assertThat(Caller.json(answer).path("detail").asText()).isEqualTo(words);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }

    @When("Ada adds Eve as an analyst")
    public void addsEve() {
        var added = person("Ada")
                .post(
                        "/api/people",
                        Map.of("name", "eve", "password", LockedMarket.PASSWORD, "roles", List.of("analyst")));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    }

    @Then("the trail says that {string} did {string} to {string}")
    public void trailSays(String name, String did, String what) {
        var lines = Caller.json(person("Ada").get("/api/trail"));
        assertThat(lines).anySatisfy(line -> {
            assertThat(text(line, "person")).isEqualTo(name);
            assertThat(text(line, "did")).isEqualTo(did);
            assertThat(text(line, "what")).isEqualTo(what);
        });
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText();
    }

    @Then("no line of the trail was changed")
    public void trailIsWhole() {
        var check = Caller.json(person("Ada").get("/api/trail/check"));
        assertThat(check.path("lines").asLong()).isPositive();
        assertThat(check.path("firstWrong").asLong()).isZero();
    }
}
