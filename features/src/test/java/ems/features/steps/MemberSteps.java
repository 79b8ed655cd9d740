package ems.features.steps;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.EvPlan.Report;
import ems.features.Reply;
import ems.features.Scene;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Match;
import ems.market.record.MembershipOrder;
import ems.market.record.MembershipOrder.Change;

import static org.assertj.core.api.Assertions.assertThat;

/** What operators order of members while the market runs. */
public final class MemberSteps {

    private final Scene scene;
    private Optional<Reply> answer = Optional.empty();

    public MemberSteps(Scene scene) {
        this.scene = scene;
    }

    @When("an operator enrols {prosumer} from the period of {time} on: {string}")
    public void enrols(ProsumerId home, Instant from, String reason) {
        order(home, "enrol", wish(from, reason));
    }

    @When("an operator enrols {vehicle}, which holds {energy} of its {energy}, from the period of {time} on: {string}")
    public void enrols(VehicleId vehicle, Energy stored, Energy capacity, Instant from, String reason) {
        order(
                vehicle,
                "enrol",
                wish(from, reason)
                        .put("capacity_kwh", capacity.toKilowattHours())
                        .put("stored_kwh", stored.toKilowattHours()));
    }

    @When("an operator revokes {party} from the period of {time} on: {string}")
    public void revokes(Party party, Instant from, String reason) {
        order(party, "revoke", wish(from, reason));
    }

    void givesNewKey(Party party, String publicKey, Instant from, String reason) {
        order(party, "key", wish(from, reason).put("key", publicKey));
        assertThat(answer.orElseThrow().status()).as("%s", answer).isEqualTo(200);
    }

    void makesPrivate(ProsumerId home, Instant from, String reason) {
        order(home, "private", wish(from, reason));
        assertThat(answer.orElseThrow().status()).as("%s", answer).isEqualTo(200);
    }

    @Given("{vehicle} is plugged in from {time} on")
    public void pluggedIn(VehicleId vehicle, Instant at) {
        scene.reports().add(Report.of(vehicle, at, true));
    }

    @When("{prosumer}'s meter falls silent")
    public void fallsSilent(ProsumerId prosumer) {
        scene.plan().silence(prosumer);
    }

    @Then("the operator is told: {string}")
    public void told(String words) {
        var reply = answer.orElseThrow();
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        assertThat(reply.json().path("words").asText()).startsWith(words);
    }

    @Then("the operator is refused: {string}")
    public void refused(String why) {
        var reply = answer.orElseThrow();
        assertThat(reply.status()).as("%s", reply).isBetween(400, 499);
        assertThat(reply.json().path("detail").asText()).contains(why);
    }

    @Then("the ledger says in the period of {time} that an operator ordered {string} of {party}")
    public void inTheLedger(Instant period, String change, Party party) {
        var trail = answer.orElseThrow().json().path("trail").asLong();
        assertThat(scene.period(new MatchingPeriod(period)).all(MembershipOrder.class))
                .containsExactly(new MembershipOrder(party, Change.valueOf(change), trail));
    }

    @Then("{int} EV(s) is/are matched")
    public void matched(int count) {
        assertThat(scene.period().all(Match.class)).hasSize(count);
    }

    /** What the operator was answered last. */
    void answered(Reply reply) {
        answer = Optional.of(reply);
    }

    private void order(Party party, String order, ObjectNode wish) {
        answer = Optional.of(scene.market().order(party, order, wish));
    }

    private static ObjectNode wish(Instant from, String reason) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("from", from.toString())
                .put("reason", reason);
    }
}
