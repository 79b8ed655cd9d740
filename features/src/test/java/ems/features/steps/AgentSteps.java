package ems.features.steps;

import java.time.Instant;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Reply;
import ems.features.Scene;
import ems.ledger.key.SigningKey;
import ems.ledger.token.ForecastToken;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.NetEnergy.Direction;
import ems.market.record.ForecastRefusal;
import ems.market.record.ProsumerBid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Forecasts that homes' own agents sign, and what the market makes of them. */
public final class AgentSteps {

    private final Scene scene;
    private final TelemetrySteps door;
    private final SignedBidSteps bids;
    private final MemberSteps operator;
    private Reply enrolled;

    public AgentSteps(Scene scene, TelemetrySteps door, SignedBidSteps bids, MemberSteps operator) {
        this.scene = scene;
        this.door = door;
        this.bids = bids;
        this.operator = operator;
    }

    @Given("{prosumer}'s agent has a key of its own")
    public void hasKey(ProsumerId home) {
        bids.ownKey(home);
    }

    @When("an operator enrols {prosumer}'s agent: {string}")
    public void enrols(ProsumerId home, String reason) {
        enrol(home, wish(home, reason));
    }

    @When("an operator enrols {prosumer}'s agent as private: {string}")
    public void enrolsAsPrivate(ProsumerId home, String reason) {
        enrol(home, wish(home, reason).put("private", true));
    }

    private ObjectNode wish(ProsumerId home, String reason) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("key", bids.key(home).publicKey().text())
                .put("reason", reason);
    }

    private void enrol(ProsumerId home, ObjectNode wish) {
        enrolled = scene.market().enrolAgent(home, wish);
        operator.answered(enrolled);
    }

    @Then("the agent is enrolled: {string}")
    public void isEnrolled(String words) {
        assertThat(enrolled.status()).as("%s", enrolled).isEqualTo(201);
        assertThat(enrolled.json().path("words").asText()).contains(words);
    }

    @Then("it gets a token and the command that starts it")
    public void getsToken() {
        var token = enrolled.json().path("token").asText();
        assertThat(token).startsWith("ems_");
        assertThat(enrolled.json().path("command").asText())
                .startsWith("EMS_AGENT_TOKEN=" + token + " ./ems agent --home ")
                .endsWith("--grid " + scene.market().grid());
    }

    @Then("its command has the word {string}")
    public void commandHas(String word) {
        assertThat(enrolled.json().path("command").asText()).contains(" " + word + " ");
    }

    @Then("{prosumer}'s agent is told that its home is private from the period of {time} on")
    public void isPrivateFrom(ProsumerId home, Instant from) {
        assertThat(standing(home).path("privateFrom").asText()).isEqualTo(from.toString());
    }

    @Then("{prosumer}'s agent is told that its key counts from the period of {time} on")
    public void countsFrom(ProsumerId home, Instant from) {
        var standing = standing(home);
        assertThat(standing.path("counts").asBoolean()).isFalse();
        assertThat(standing.path("from").asText()).isEqualTo(from.toString());
    }

    @Then("{prosumer}'s agent is told that its key counts")
    public void counts(ProsumerId home) {
        assertThat(standing(home).path("counts").asBoolean()).isTrue();
    }

    @Then("{prosumer}'s agent is told that its key does not count")
    public void doesNotCount(ProsumerId home) {
        var standing = standing(home);
        assertThat(standing.path("counts").asBoolean()).isFalse();
        assertThat(standing.path("from").isNull()).isTrue();
    }

    private JsonNode standing(ProsumerId home) {
        return scene.market().keyStanding(home, bids.key(home).publicKey().text());
    }

    @When("{prosumer}'s agent expects {energy} to spare in the period of {time}")
    public void expects(ProsumerId home, Energy surplus, Instant period) {
        bring(home, surplus, period, bids.key(home));
    }

    @When("somebody else signs that {prosumer} expects {energy} to spare in the period of {time}")
    public void forges(ProsumerId home, Energy surplus, Instant period) {
        bring(home, surplus, period, SigningKey.of(Arrays.copyOf("somebody else".getBytes(UTF_8), 32)));
    }

    private void bring(ProsumerId home, Energy surplus, Instant period, SigningKey key) {
        var expected = new NetEnergy(Direction.SURPLUS, surplus);
        var token = new ForecastToken(home, scene.market().grid(), new MatchingPeriod(period), expected);
        door.answered(scene.market().forecasts(token.sign(key)));
    }

    @Then("{prosumer} is bid for with {energy} by {string}")
    public void isBidFor(ProsumerId home, Energy surplus, String forecaster) {
        assertThat(scene.period().all(ProsumerBid.class))
                .filteredOn(bid -> bid.prosumer().equals(home))
                .singleElement()
                .satisfies(bid -> {
                    assertThat(bid.forecast()).isEqualTo(new NetEnergy(Direction.SURPLUS, surplus));
                    assertThat(bid.forecaster()).isEqualTo(forecaster);
                });
    }

    @Then("{prosumer}'s agent is stood in for: {string}")
    public void isStoodInFor(ProsumerId home, String reason) {
        assertThat(scene.period().all(ForecastRefusal.class)).containsExactly(new ForecastRefusal(home, reason));
    }

    @Then("no forecast of {prosumer}'s agent is missed")
    public void isNotMissed(ProsumerId home) {
        assertThat(scene.period().all(ForecastRefusal.class))
                .extracting(ForecastRefusal::prosumer)
                .doesNotContain(home);
    }
}
