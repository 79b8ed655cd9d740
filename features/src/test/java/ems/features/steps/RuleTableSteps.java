package ems.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import ems.features.Scene;
import ems.market.period.MatchingPeriod;
import ems.market.rule.RuleReference;
import ems.market.settlement.SettlementLine;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** What an analyst does to a decision table, and what the market makes of it. */
public final class RuleTableSteps {

    private final Scene scene;
    private Optional<JsonNode> refusal = Optional.empty();

    public RuleTableSteps(Scene scene) {
        this.scene = scene;
    }

    @When("an analyst sets {string} to {string} in the {word} rule {string}")
    public void edits(String column, String cell, String table, String rule) {
        scene.table(table).set(rule, column, cell);
        scene.market().table(table + ".csv", scene.table(table).csv());
    }

    @When("an analyst removes the {word} rule {string}")
    public void removes(String table, String rule) {
        scene.table(table).remove(rule);
        scene.market().table(table + ".csv", scene.table(table).csv());
    }

    @When("an analyst replaces the {word} table by the text {string}")
    public void replaces(String table, String text) {
        scene.market().table(table + ".csv", text);
    }

    @Then("the {word} table is refused in column {string} of the rule {string}: {string}")
    public void refusedAt(String table, String column, String rule, String reason) {
        refused(table, reason);
        assertThat(refusal.orElseThrow().path("row").asInt())
                .isEqualTo(scene.table(table).rowOf(rule));
        assertThat(refusal.orElseThrow().path("column").asText()).isEqualTo(column);
    }

    @Then("the {word} table is refused: {string}")
    public void refused(String table, String reason) {
        var refusals = scene.market().rules().path("refusals");
        for (JsonNode one : refusals) {
            if (one.path("file").asText().equals(table + ".csv")
                    && one.path("reason").asText().equals(reason)) {
                refusal = Optional.of(one);
            }
        }
        assertThat(refusal).as("a refusal of %s for '%s' among %s", table, reason, refusals).isPresent();
    }

    @Then("its prices carry another version of the {word} table than those of the period before")
    public void versionChanged(String table) {
        assertThat(versions(table, scene.current())).doesNotContainAnyElementsOf(before(table));
    }

    @Then("its prices carry the same version of the {word} table as those of the period before")
    public void versionKept(String table) {
        assertThat(versions(table, scene.current())).isEqualTo(before(table));
    }

    private List<String> before(String table) {
        return versions(table, scene.current().previous());
    }

    private List<String> versions(String table, MatchingPeriod period) {
        var versions = scene.period(period).all(SettlementLine.class).stream()
                .map(line -> line.price().rule())
                .filter(rule -> rule.table().equals(table))
                .map(RuleReference::version)
                .distinct()
                .toList();
        assertThat(versions).as("versions of the %s table in the period %s", table, period).isNotEmpty();
        return versions;
    }
}
