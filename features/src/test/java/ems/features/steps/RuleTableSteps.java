package ems.features.steps;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Scene;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;

/** What an analyst does to a decision table, and what the market makes of it. */
public final class RuleTableSteps {

    /** A mistake in a table: line as a spreadsheet numbers it, head of the column or nothing, and why. */
    public record Refusal(int row, String column, String reason) {

        static Refusal of(JsonNode json) {
            return new Refusal(
                    json.path("row").asInt(),
                    json.path("column").asText(),
                    json.path("reason").asText());
        }
    }

    private final Scene scene;

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

    @When("a spreadsheet saves the {word} table unchanged, its columns apart by {word}")
    public void savesUnchanged(String table, String separators) {
        char separator = switch (separators) {
            case "commas" -> ',';
            case "semicolons" -> ';';
            case "tabs" -> '\t';
            default -> throw new IllegalArgumentException("a table is not kept apart by " + separators);
        };
        scene.market().table(table + ".csv", scene.table(table).savedBySpreadsheet(separator));
    }

    @Then("the {word} table is refused at the rule {string}, column {string}: {string}")
    public void refusedAtColumn(String table, String rule, String column, String reason) {
        assertThat(refusals(table)).contains(new Refusal(scene.table(table).rowOf(rule), column, reason));
    }

    @Then("the {word} table is refused at the rule {string}, the whole row: {string}")
    public void refusedAtRow(String table, String rule, String reason) {
        assertThat(refusals(table)).singleElement().satisfies(refusal -> {
            assertThat(refusal.row()).isEqualTo(scene.table(table).rowOf(rule));
            assertThat(refusal.column()).isEmpty();
            assertThat(refusal.reason()).contains(reason);
        });
    }

    @Then("the {word} table is refused: {string}")
    public void refused(String table, String reason) {
        assertThat(refusals(table)).extracting(Refusal::reason).contains(reason);
    }

    private List<Refusal> refusals(String table) {
        List<Refusal> found = new ArrayList<>();
        for (JsonNode one : scene.market().rules().path("refusals")) {
            if (one.path("file").asText().equals(table + ".csv")) {
                found.add(Refusal.of(one));
            }
        }
        return found;
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
        assertThat(versions)
                .as("versions of the %s table in the period %s", table, period)
                .isNotEmpty();
        return versions;
    }
}
