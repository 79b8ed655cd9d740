package ems.features.steps;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Reply;
import ems.features.Scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/** Messages at the grid's HTTP doors, as a meter or a car sends them. */
public final class TelemetrySteps {

    private final Scene scene;
    private Optional<Reply> answer = Optional.empty();

    public TelemetrySteps(Scene scene) {
        this.scene = scene;
    }

    @When("a meter sends at {time}:")
    public void meterSends(Instant now, String message) {
        scene.clockShows(now);
        answer = Optional.of(scene.market().reading(message, Map.of()));
    }

    @When("an operator corrects at {time}:")
    public void operatorCorrects(Instant now, String message) {
        scene.clockShows(now);
        answer = Optional.of(scene.market().correction(message));
    }

    @When("an operator corrects at {time}, because {string}:")
    public void operatorCorrectsBecause(Instant now, String reason, String message) {
        scene.clockShows(now);
        answer = Optional.of(scene.market().correction(reason, message));
    }

    @Then("the trail has a line of it")
    public void trailHasALine() {
        assertThat(answer.orElseThrow().json().path("trail").asLong()).isPositive();
    }

    @Then("nothing is corrected: {string}")
    public void nothingIsCorrected(String why) {
        assertThat(answer.orElseThrow().isOk()).isFalse();
        assertThat(answer.orElseThrow().body()).contains(why);
    }

    @When("a meter sends at {time} with the header {string} set to {string}:")
    public void meterSendsWithHeader(Instant now, String header, String value, String message) {
        scene.clockShows(now);
        answer = Optional.of(scene.market().reading(message, Map.of(header, value)));
    }

    @When("a car sends at {time}:")
    public void carSends(Instant now, String message) {
        scene.clockShows(now);
        answer = Optional.of(scene.market().report(message));
    }

    /** The next steps look at what another door answered. */
    void answered(Reply reply) {
        answer = Optional.of(reply);
    }

    @Then("the message is taken")
    public void taken() {
        assertThat(count("accepted")).as("%s", answer).isEqualTo(1);
    }

    @Then("the message is taken, and told to be suspect: {string}")
    public void suspect(String reason) {
        taken();
        assertThat(body().path("suspect").findValuesAsText("reason"))
                .singleElement(STRING)
                .startsWith(reason);
        assertThat(scene.market().deadLetters().path("latest").findValuesAsText("reason"))
                .singleElement(STRING)
                .startsWith(reason);
    }

    @Then("the message is dropped as a repeat")
    public void repeated() {
        assertThat(count("repeated")).as("%s", answer).isEqualTo(1);
        assertThat(scene.market().deadLetters().path("count").asInt()).isZero();
    }

    @Then("the message is refused: {string}")
    public void refused(String reason) {
        assertThat(body().path("refused").findValuesAsText("reason"))
                .singleElement(STRING)
                .startsWith(reason);
    }

    @Then("it is kept as a dead letter with that reason")
    public void deadLetter() {
        var reason = body().path("refused").path(0).path("reason").asText();
        assertThat(scene.market().deadLetters().path("latest").findValuesAsText("reason"))
                .containsExactly(reason);
    }

    @Then("the answer shows nothing of the header {string}")
    public void noTrace(String header) {
        var reply = answer.orElseThrow();
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.headers().firstValue(header)).isEmpty();
    }

    private int count(String what) {
        return body().path(what).asInt();
    }

    private JsonNode body() {
        return answer.orElseThrow().json();
    }
}
