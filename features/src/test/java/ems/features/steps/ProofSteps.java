package ems.features.steps;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Then;

import ems.features.Scene;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.MatchingResult;
import ems.market.record.ShadowPrice;

import static org.assertj.core.api.Assertions.assertThat;

/** How good a period's pairs are, and why each was made: what the ledger keeps, and what the period's address tells. */
public final class ProofSteps {

    private final Scene scene;

    public ProofSteps(Scene scene) {
        this.scene = scene;
    }

    @Then("the pairs are proved to move {energy}, and no pairs move more")
    public void proved(Energy energy) {
        assertThat(result().forecastEnergy()).isEqualTo(energy);
        assertThat(result().bound()).isEqualTo(energy);
        assertThat(told().path("proved").asBoolean()).as("proved").isTrue();
        assertThat(kilowattHours(told(), "boundKwh")).isEqualByComparingTo(energy.toKilowattHours());
        assertThat(kilowattHours(told(), "lostKwh")).isZero();
        assertThat(told().path("certificate").asText()).isEqualTo(result().certificate());
    }

    @Then("the shadow price of {vehicle} is {energy}")
    public void shadowPrice(VehicleId vehicle, Energy energy) {
        assertThat(scene.period().all(ShadowPrice.class)).containsExactly(new ShadowPrice(vehicle, energy));
        assertThat(scene.period().whys())
                .filteredOn(why -> why.path("vehicle").asText().equals(vehicle.text()))
                .allSatisfy(why ->
                        assertThat(kilowattHours(why, "shadowPriceKwh")).isEqualByComparingTo(energy.toKilowattHours()))
                .isNotEmpty();
    }

    @Then("no EV has a shadow price")
    public void noShadowPrice() {
        assertThat(scene.period().all(ShadowPrice.class)).isEmpty();
    }

    @Then("{prosumer} has {vehicle}, because {string}")
    public void because(ProsumerId prosumer, VehicleId vehicle, String sentence) {
        assertThat(why(prosumer, vehicle).path("sentence").asText()).isEqualTo(sentence);
    }

    @Then("{prosumer} has {vehicle}, and {vehicle} lost by {energy}")
    public void lost(ProsumerId prosumer, VehicleId vehicle, VehicleId other, Energy margin) {
        assertMargin(why(prosumer, vehicle), other, margin.toKilowattHours());
    }

    @Then("{prosumer} has {vehicle}, and {vehicle} would have been better by {energy}")
    public void better(ProsumerId prosumer, VehicleId vehicle, VehicleId other, Energy margin) {
        assertMargin(why(prosumer, vehicle), other, margin.toKilowattHours().negate());
    }

    @Then("greedy loses {energy} and {money}")
    public void greedyLoses(Energy energy, Money money) {
        assertThat(result().regretOfGreedy()).isEqualTo(energy);
        assertThat(result().greedyLoss()).contains(money);
        assertThat(kilowattHours(told(), "lostByGreedyKwh")).isEqualByComparingTo(energy.toKilowattHours());
        assertThat(told().path("lostByGreedyPence").decimalValue()).isEqualByComparingTo(money.toPence());
    }

    @Then("the period is a fallback to {word} that loses at most {energy}")
    public void fallback(String algorithm, Energy energy) {
        assertThat(told().path("fallback").asBoolean()).as("fallback").isTrue();
        assertThat(told().path("algorithm").asText()).isEqualTo(algorithm);
        assertThat(told().path("optimumKnown").asBoolean()).as("optimum known").isFalse();
        assertThat(kilowattHours(told(), "lostKwh")).isEqualByComparingTo(energy.toKilowattHours());
        assertThat(result().regret()).isEqualTo(energy);
    }

    @Then("the period is no fallback")
    public void noFallback() {
        assertThat(told().path("fallback").asBoolean(true)).as("fallback").isFalse();
    }

    @Then("the live page marks the period: {string}")
    public void marked(String fallback) {
        var start = scene.current().toString();
        assertThat(scene.market().snapshot().path("settled"))
                .filteredOn(row -> row.path("start").asText().equals(start))
                .singleElement()
                .satisfies(row -> assertThat(row.path("fallbacks"))
                        .extracting(JsonNode::asText)
                        .containsExactly(fallback));
    }

    private static void assertMargin(JsonNode why, VehicleId other, BigDecimal margin) {
        assertThat(why.path("bestOther").path("vehicle").asText()).isEqualTo(other.text());
        assertThat(kilowattHours(why, "marginKwh")).isEqualByComparingTo(margin);
    }

    private JsonNode why(ProsumerId prosumer, VehicleId vehicle) {
        return scene.period().whys().stream()
                .filter(why -> why.path("prosumer").asText().equals(prosumer.text()))
                .filter(why -> why.path("vehicle").asText().equals(vehicle.text()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(prosumer + " does not have " + vehicle));
    }

    private JsonNode told() {
        return scene.period().matching();
    }

    private MatchingResult result() {
        return scene.period().record().first(MatchingResult.class).orElseThrow();
    }

    private static BigDecimal kilowattHours(JsonNode json, String field) {
        assertThat(json.path(field).isNumber()).as(field).isTrue();
        return json.path(field).decimalValue();
    }
}
