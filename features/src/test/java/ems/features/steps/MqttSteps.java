package ems.features.steps;

import java.time.Instant;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Broker;
import ems.features.Scene;
import ems.market.party.ProsumerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/** Messages at an MQTT broker, as a meter or a car publishes them. */
public final class MqttSteps {

    private final Scene scene;

    public MqttSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("an MQTT broker runs")
    public void runs() {
        Broker.orSkip();
    }

    @Given("{prosumer}'s meter publishes at the broker")
    public void publishesAtTheBroker(ProsumerId home) {
        scene.publishes(home);
    }

    @When("the broker breaks down after {int} samples of the period")
    public void breaksDown(int samples) {
        scene.startPeriod();
        for (int sample = 0; sample < samples; sample++) {
            scene.samplePasses(sample);
        }
        Broker.orSkip().breakDown();
    }

    @When("the broker is back, and {prosumer}'s meter publishes what it remembers")
    public void comesBack(ProsumerId home) {
        Broker.orSkip().comeBack();
        scene.publishRemembered(home);
    }

    @Then("no message is refused")
    public void noneRefused() {
        assertThat(scene.market().deadLetters().path("count").asInt())
                .as("%s", scene.market().deadLetters())
                .isZero();
    }

    @When("a device publishes at {time} on {string}:")
    public void publishes(Instant now, String topic, String message) {
        scene.clockShows(now);
        scene.market().publish(topic, message);
    }

    @Then("the broker's message is refused: {string}")
    public void refused(String reason) {
        assertThat(scene.market().deadLetters().path("latest").findValuesAsText("reason"))
                .singleElement(STRING)
                .startsWith("topic ems/" + scene.market().grid() + "/")
                .contains(": " + reason);
    }
}
