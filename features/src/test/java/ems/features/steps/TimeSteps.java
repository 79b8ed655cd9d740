package ems.features.steps;

import java.time.Duration;
import java.time.Instant;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.OperatorView;
import ems.features.PeriodView;
import ems.features.Scene;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/** Time is set by a step; nothing waits for a wall clock. */
public final class TimeSteps {

    private final Scene scene;

    public TimeSteps(Scene scene) {
        this.scene = scene;
    }

    @When("the period starts")
    @Given("the period has started")
    public void periodStarts() {
        scene.startPeriod();
    }

    @When("the period ends")
    @Given("the period has ended")
    public void periodEnds() {
        scene.endPeriod();
    }

    @When("the next period starts")
    public void nextPeriodStarts() {
        scene.startNextPeriod();
    }

    @When("the next period ends")
    public void nextPeriodEnds() {
        scene.endNextPeriod();
    }

    @When("the clock moves on to the period of {time}")
    public void movesOnTo(Instant start) {
        while (scene.current().start().isBefore(start)) {
            scene.startNextPeriod();
        }
    }

    @When("the clock shows {time}")
    public void clockShows(Instant now) {
        scene.clockShows(now);
    }

    @When("the market stands still until {time}")
    public void standsStill(Instant now) {
        scene.standsStillUntil(now);
    }

    @When("the clock is {length} for three seconds")
    public void isWrong(Duration length) {
        scene.clockIsWrongBy(length);
    }

    @Then("the page says of the clock that it jumped {word} by {string}")
    public void saysThatItJumped(String where, String howFar) {
        assertThat(scene.market().snapshot().path("notices")).anySatisfy(notice -> {
            assertThat(notice.path("reason").asText()).contains("the clock jumped " + where + " by " + howFar);
            assertThat(notice.path("advice").asText()).isNotBlank();
        });
    }

    @Then("the page says that no period runs, because {string}, and to {string}")
    public void saysThatNoPeriodRuns(String reason, String advice) {
        var period = scene.market().snapshot().path("period");
        assertThat(period.path("state").asText()).isEqualTo("NOT_STARTED");
        assertThat(period.path("reason").asText()).contains(reason);
        assertThat(period.path("advice").asText()).contains(advice);
    }

    @Then("the period of {time} waits for its exchange window to close")
    public void waits(Instant start) {
        assertThat(period(start).state()).isEqualTo("ACTIVE");
    }

    @Then("the period of {time} is settled")
    public void settled(Instant start) {
        var period = period(start);
        assertThat(period.state()).isEqualTo("COMPLETED");
        assertThat(period.all(Abandonment.class)).as("abandonments").isEmpty();
    }

    @Then("the period of {time} is skipped, because {string}")
    public void skipped(Instant start, String reason) {
        assertThat(period(start).all(Abandonment.class))
                .extracting(Abandonment::reason)
                .singleElement(STRING)
                .startsWith("skipped")
                .contains(reason);
    }

    @Then("the period of {time} ran once")
    public void ranOnce(Instant start) {
        assertThat(scene.instances(new MatchingPeriod(start)))
                .extracting(OperatorView::state)
                .hasSize(1);
    }

    @Then("the period of {time} never ran")
    public void neverRan(Instant start) {
        assertThat(scene.instances(new MatchingPeriod(start))).isEmpty();
    }

    private PeriodView period(Instant start) {
        return scene.period(new MatchingPeriod(start));
    }
}
