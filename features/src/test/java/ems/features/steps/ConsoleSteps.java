package ems.features.steps;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Reply;
import ems.features.Scene;
import ems.market.record.Abandonment;
import ems.market.record.TrailSeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What an operator sees on the console, and orders there with a reason. */
public final class ConsoleSteps {

    private final Scene scene;
    private JsonNode stopped = MissingNode.getInstance();
    private Reply answer;
    private Instant until;

    public ConsoleSteps(Scene scene) {
        this.scene = scene;
    }

    @When("the operator looks at the periods that stand still")
    public void looks() {
        stopped = scene.market().operations("?state=ERROR");
    }

    @Then("the operator finds the period of {time} at {string}: {string}")
    public void finds(Instant start, String step, String error) {
        assertThat(stopped.path("rows")).hasSize(1);
        var row = stopped.path("rows").path(0);
        assertThat(row.path("start").asText()).isEqualTo(start.toString());
        assertThat(row.path("step").asText()).isEqualTo(step);
        assertThat(row.path("error").asText()).contains(error).doesNotContain("Exception", "java.");
        assertThat(stopped.path("causes")).hasSize(1);
    }

    @Then("the operator finds none")
    public void findsNone() {
        assertThat(stopped.path("rows")).isEmpty();
        assertThat(stopped.path("causes")).isEmpty();
    }

    @Then("the operator is advised: {string}")
    public void advised(String advice) {
        assertThat(stopped.at("/causes/0/advice").asText()).contains(advice);
        assertThat(scene.market()
                        .operation(scene.current())
                        .at("/period/advice")
                        .asText())
                .contains(advice);
    }

    @Then("an abort would have the consequence: {string}")
    public void consequence(String words) {
        assertThat(scene.market().operation(scene.current()).path("actions").findValuesAsText("consequence"))
                .anySatisfy(consequence -> assertThat(consequence).contains(words));
    }

    @When("the operator orders {string} because {string}")
    public void orders(String order, String reason) {
        answer = scene.market().order(scene.current(), order, reason);
    }

    @When("the operator orders {string} of the grid because {string}")
    public void ordersOfTheGrid(String order, String reason) {
        answer = scene.market().order(order, reason);
    }

    @Then("the order is done: {string}")
    public void isDone(String words) {
        answered("DONE", words);
    }

    @Then("the order failed again: {string}")
    public void failedAgain(String words) {
        answered("FAILED_AGAIN", words);
    }

    private void answered(String outcome, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("outcome").asText()).isEqualTo(outcome);
        assertThat(answer.json().path("words").asText()).contains(words);
    }

    @Then("the order is refused: {string}")
    public void isRefused(String words) {
        assertThat(answer.isOk()).as(answer.body()).isFalse();
        assertThat(answer.json().path("detail").asText()).contains(words).doesNotContain("Exception", "java.");
    }

    @Then("the period tells who intervened: {string} because {string}, {string} because {string}")
    public void intervened(String first, String because, String second, String becauseOf) {
        List<String> told = new ArrayList<>();
        scene.market()
                .operation(scene.current())
                .path("interventions")
                .forEach(each -> told.add(each.path("did").asText() + " because "
                        + each.path("reason").asText()));
        assertThat(told).containsExactly(first + " because " + because, second + " because " + becauseOf);
    }

    @Then("the ledger says that the period was {string} under the order's number")
    public void ledgerSays(String words) {
        long trail = answer.json().path("trail").asLong();
        assertThat(trail).isPositive();
        assertThat(scene.period().all(Abandonment.class))
                .extracting(Abandonment::reason)
                .containsExactly(words + " (trail " + trail + ")");
    }

    @Then("the period's block seals who did what, up to that order at least")
    public void sealed() {
        long order = answer.json().path("trail").asLong();
        assertThat(scene.period().all(TrailSeal.class))
                .extracting(TrailSeal::number)
                .singleElement()
                .satisfies(number -> assertThat(number).isGreaterThanOrEqualTo(order));
    }

    @When("the operator silences {string} for {int} minutes because {string}")
    public void silences(String alert, int minutes, String reason) {
        until = Instant.now().plus(Duration.ofMinutes(minutes));
        answer = scene.market().silence(alert(alert), reason, until.toString());
    }

    @When("the operator silences {string} without an end because {string}")
    public void silencesForEver(String alert, String reason) {
        answer = scene.market().silence(alert(alert), reason, "");
    }

    @When("the operator ends the silence of {string} because {string}")
    public void endsSilence(String alert, String reason) {
        answer = scene.market().order("alerts/" + alert(alert) + "/unsilence", reason);
    }

    @Then("{string} is silenced for {int} minutes because {string}")
    public void isSilenced(String alert, int minutes, String reason) {
        var silence = row(alert).path("silence");
        assertThat(Instant.parse(silence.path("until").asText()))
                .isCloseTo(until, within(1, ChronoUnit.MILLIS))
                .isBeforeOrEqualTo(Instant.now().plus(Duration.ofMinutes(minutes)));
        assertThat(silence.path("reason").asText()).isEqualTo(reason);
        assertThat(silence.path("trail").asLong())
                .isEqualTo(answer.json().path("trail").asLong());
    }

    @Then("{string} is not silenced")
    public void isNotSilenced(String alert) {
        assertThat(row(alert).hasNonNull("silence")).isFalse();
    }

    private String alert(String words) {
        return row(words).path("alert").asText();
    }

    private JsonNode row(String words) {
        for (JsonNode row : scene.market().alerts().path("alerts")) {
            if (row.path("words").asText().startsWith(words)) {
                return row;
            }
        }
        throw new AssertionError("there is no alert '" + words + "'");
    }
}
