package ems.features.steps;

import java.util.List;
import java.util.Map;

import io.cucumber.java.DataTableType;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Scene;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Who may take part, with how much, and with whom. */
public final class BidSteps {

    /** A match as a scenario's table writes it. */
    public record Pair(String prosumer, String vehicle, Energy forecast) {

        static Pair of(Match match) {
            return new Pair(match.prosumer().text(), match.vehicle().text(), match.forecastEnergy());
        }
    }

    private final Scene scene;

    public BidSteps(Scene scene) {
        this.scene = scene;
    }

    @DataTableType
    public Pair pair(Map<String, String> row) {
        return new Pair(
                row.get("prosumer").replace(' ', '-'),
                row.get("EV").replace(' ', '-'),
                Energy.ofKilowattHours(row.get("expected energy (kWh)")));
    }

    @When("{party}'s enrolment is revoked: {string}")
    public void revoked(Party party, String reason) {
        scene.market().revoke(party, reason);
    }

    @Then("{vehicle} may store {energy} and release {energy}")
    public void may(VehicleId vehicle, Energy room, Energy available) {
        var bid = bid(vehicle);
        assertThat(bid.room()).as("room").isEqualTo(room);
        assertThat(bid.available()).as("available").isEqualTo(available);
    }

    @Then("{vehicle} takes part")
    public void takesPart(VehicleId vehicle) {
        assertThat(bid(vehicle).room()).as("room").isNotNull();
    }

    @Then("{party} is refused: {string}")
    public void refused(Party party, String reason) {
        assertThat(scene.period().refusals(party)).extracting(Rejection::reason).containsExactly(reason);
    }

    @Then("{party} is refused by the rule {string}")
    public void refusedBy(Party party, String rule) {
        assertThat(scene.period().refusals(party))
                .extracting(refusal -> refusal.rule().rule())
                .containsExactly(rule);
    }

    @Then("the matches are:")
    public void matches(List<Pair> expected) {
        assertThat(scene.period().all(Match.class).stream().map(Pair::of))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Then("nobody is matched")
    public void nobody() {
        assertThat(scene.period().all(Match.class)).isEmpty();
    }

    @Then("the {word} algorithm is expected to move {energy}, and greedy {energy}")
    public void moves(String algorithm, Energy energy, Energy greedy) {
        assertThat(scene.period().all(MatchingResult.class))
                .extracting(MatchingResult::algorithm, MatchingResult::forecastEnergy, MatchingResult::greedyEnergy)
                .containsExactly(tuple(algorithm, energy, greedy));
    }

    @Then("the matches were made by the {word} algorithm")
    public void madeBy(String algorithm) {
        assertThat(scene.period().all(MatchingResult.class))
                .extracting(MatchingResult::algorithm)
                .containsExactly(algorithm);
    }

    @Then("the forecasts were made by {word}")
    public void forecastBy(String strategy) {
        assertThat(scene.period().all(ProsumerBid.class))
                .isNotEmpty()
                .extracting(ProsumerBid::forecaster)
                .containsOnly(strategy);
    }

    @Then("{prosumer} is expected to have {energy} to spare")
    public void expectedSurplus(ProsumerId prosumer, Energy energy) {
        assertThat(scene.period().all(ProsumerBid.class))
                .filteredOn(bid -> bid.prosumer().equals(prosumer))
                .extracting(bid -> bid.forecast().surplus())
                .containsExactly(energy);
    }

    private VehicleBid bid(VehicleId vehicle) {
        return scene.period().all(VehicleBid.class).stream()
                .filter(bid -> bid.vehicle().equals(vehicle))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        vehicle + " does not bid; refusals: " + scene.period().refusals(vehicle)));
    }
}
