package ems.features.steps;

import java.math.BigDecimal;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Scene;
import ems.market.party.Party;

import static org.assertj.core.api.Assertions.assertThat;

/** What an analyst asks of settled trades, and what the market answers. */
public final class WhatIfSteps {

    private final Scene scene;
    private JsonNode result;
    private String asked;

    public WhatIfSteps(Scene scene) {
        this.scene = scene;
    }

    @When("an analyst asks for the settled trades with {string} at {string} in the {word} rule {string}")
    public void asks(String column, String cell, String table, String rule) {
        scene.table(table).set(rule, column, cell);
        ask(table, rule);
    }

    @When("an analyst asks for the settled trades without the {word} rule {string}")
    public void asksWithout(String table, String rule) {
        scene.table(table).remove(rule);
        ask(table, rule);
    }

    @When("an analyst asks for the day as it might have been under the active tables")
    public void asksForTheSameDay() {
        ask("pricing", "", "day");
    }

    @When("an analyst asks for the day as it might have been with {string} at {string} in the {word} rule {string}")
    public void asksForTheDay(String column, String cell, String table, String rule) {
        scene.table(table).set(rule, column, cell);
        ask(table, rule, "day");
    }

    private void ask(String table, String rule) {
        ask(table, rule, "prices");
    }

    private void ask(String table, String rule, String mode) {
        asked = rule;
        var job = scene.market().whatIf(table + ".csv", scene.table(table).csv(), mode);
        assertThat(job.path("state").asText()).as(job.path("words").asText()).isEqualTo("DONE");
        result = job.path("result");
    }

    @Then("the active tables lead to each booked line")
    public void reproduced() {
        assertThat(result.path("checked").asText())
                .startsWith("Checked: under the active tables this replay gives the 1 booked line,");
    }

    @Then("{int} line(s) would have been booked otherwise")
    public void changed(int lines) {
        assertThat(trades().path("changed").asInt()).isEqualTo(lines);
    }

    private JsonNode trades() {
        return result.has("day") ? result.at("/day/trades") : result.path("prices");
    }

    @Then("{int} pair(s) would have been none")
    public void pairsGone(int pairs) {
        assertThat(result.at("/day/pairsNow").asInt()
                        - result.at("/day/pairsThen").asInt())
                .isEqualTo(pairs);
    }

    @Then("{party} would pay the grid {bigdecimal} p more")
    public void paysTheGrid(Party party, BigDecimal pence) {
        assertThat(of(party, "gridPence")).isEqualByComparingTo(pence.negate());
    }

    @Then("the battery of {party} would hold energy for {bigdecimal} p more")
    public void holds(Party party, BigDecimal pence) {
        assertThat(of(party, "batteryPence")).isEqualByComparingTo(pence);
    }

    @Then("{party} would have {bigdecimal} p more")
    public void gains(Party party, BigDecimal pence) {
        assertThat(difference(party)).isEqualByComparingTo(pence);
    }

    @Then("{party} would have {bigdecimal} p less")
    public void loses(Party party, BigDecimal pence) {
        assertThat(difference(party)).isEqualByComparingTo(pence.negate());
    }

    private BigDecimal difference(Party party) {
        return of(party, "differencePence");
    }

    private BigDecimal of(Party party, String figure) {
        return StreamSupport.stream(trades().path("members").spliterator(), false)
                .filter(member -> member.path("party").asText().equals(party.account()))
                .map(member -> member.path(figure).decimalValue())
                .findFirst()
                .orElseThrow();
    }

    @Then("nobody would do worse than with the grid")
    public void nobodyWorse() {
        assertThat(result.at("/prices/nobodyWorse").asBoolean()).isTrue();
    }

    @Then("the grid's bound would have cut a price of that rule")
    public void cut() {
        assertThat(StreamSupport.stream(result.at("/prices/rows").spliterator(), false)
                        .filter(row -> row.path("rule").asText().equals(asked))
                        .mapToLong(row -> row.at("/then/cut").asLong())
                        .sum())
                .isPositive();
    }

    @Then("{int} pair(s) would have had no price, so that no money is told")
    public void refused(int pairs) {
        assertThat(result.at("/refused/pairs").asInt()).isEqualTo(pairs);
        assertThat(result.has("prices")).isFalse();
    }
}
