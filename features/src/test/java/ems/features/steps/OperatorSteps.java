package ems.features.steps;

import java.time.Instant;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.OperatorView;
import ems.features.PeriodView;
import ems.features.Scene;
import ems.features.Trouble;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** What breaks, and what an operator sees and does. */
public final class OperatorSteps {

    private final Scene scene;

    public OperatorSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("the forecast is unavailable")
    public void forecastUnavailable() {
        scene.order(new Trouble("FORECAST", "unavailable", 1));
    }

    @Given("the matching takes longer than its budget")
    public void matchingOverBudget() {
        scene.order(new Trouble("MATCH", "over-budget", 1));
    }

    @Given("the anchor's target is down for {int} period(s)")
    public void anchorDown(int periods) {
        scene.order(new Trouble("ANCHOR", "anchor-down", periods));
    }

    @Given("the task {string} breaks {int} time(s)")
    public void breaks(String task, int times) {
        scene.order(Trouble.of(task, "exception", times));
    }

    @Then("the operator sees the period stuck at {string}: {string}")
    public void stuck(String task, String message) {
        var instance = scene.operatorSees("ERROR");
        assertThat(scene.period().state()).isEqualTo("ERROR");
        assertThat(instance.failedTaskName()).isEqualTo(task);
        assertThat(instance.message()).contains(message);
    }

    @When("the operator retries the task")
    public void retries() {
        scene.operatorSees("ERROR").order("Retry");
    }

    @When("the operator retries the task in vain: {string}")
    public void retriesInVain(String message) {
        assertThat(scene.operatorSees("ERROR").orderInVain("Retry")).contains(message);
    }

    @When("the operator retries the task of the period of {time}")
    public void retriesEarlier(Instant start) {
        scene.operatorSees(new MatchingPeriod(start), "ERROR").order("Retry");
    }

    @When("the operator skips the task")
    public void skips() {
        scene.operatorSees("ERROR").order("Skip");
    }

    @When("the operator aborts the period")
    public void aborts() {
        scene.operatorSees("ERROR").order("Abort");
    }

    @Then("the operator sees the period completed")
    public void completed() {
        assertThat(scene.operatorSees("COMPLETED").message()).isNotNull();
        assertThat(scene.period().state()).isEqualTo("COMPLETED");
    }

    @Then("the period went by {string}")
    public void wentBy(String task) {
        assertThat(scene.instances(scene.current()))
                .extracting(OperatorView::tasks)
                .anySatisfy(tasks -> assertThat(tasks).contains(task));
    }

    @Then("the period is settled, not yet anchored")
    public void notYetAnchored() {
        var period = scene.period();
        assertThat(period.record().has(Step.SETTLE)).as("settled").isTrue();
        assertThat(period.block().filter(PeriodView.Block::anchored))
                .as("anchored")
                .isEmpty();
    }

    @Then("the period of {time} is anchored")
    public void anchored(Instant start) {
        assertThat(scene.period(new MatchingPeriod(start)).block())
                .hasValueSatisfying(block -> assertThat(block.anchored()).isTrue());
    }

    @Then("the period ends without settlement: {string}")
    public void abandoned(String reason) {
        assertThat(scene.period().all(Abandonment.class))
                .extracting(Abandonment::reason)
                .containsExactly(reason);
    }
}
