package ems.features.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Scene;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Exchange;
import ems.market.record.Flow;

import static org.assertj.core.api.Assertions.assertThat;

/** What the live page shows while a period runs. */
public final class PageSteps {

    private final Scene scene;
    private final List<Pair> shown = new ArrayList<>();

    public PageSteps(Scene scene) {
        this.scene = scene;
    }

    /** What the period's only pair has exchanged so far. */
    private record Pair(Energy stored, Energy released) {

        static Pair of(JsonNode row) {
            return new Pair(energy(row, "storedKwh"), energy(row, "releasedKwh"));
        }

        private static Energy energy(JsonNode row, String field) {
            return Energy.ofKilowattHours(row.path(field).decimalValue().toPlainString());
        }
    }

    @When("the period is watched sample by sample")
    public void watched() {
        scene.startPeriod();
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            scene.samplePasses(sample);
            var matches = scene.market().snapshot().path("matches");
            assertThat(matches).hasSize(1);
            shown.add(Pair.of(matches.get(0)));
        }
    }

    @Then("the live page says why {party} is refused")
    public void saysWhyRefused(Party party) {
        var reason = scene.period().refusals(party).get(0).reason();
        assertThat(scene.market().snapshot().path("rejections").findValuesAsText("reason"))
                .contains(reason);
    }

    @Then("{party}'s sales to {party} were shown as {energies}")
    public void shownAs(Party seller, Party buyer, List<Energy> energies) {
        assertThat(shown)
                .extracting(seller instanceof ProsumerId ? Pair::stored : Pair::released)
                .containsExactlyElementsOf(energies);
    }

    @Then("after each sample the page had shown what was settled up to there")
    public void settledUpToThere() {
        assertThat(shown)
                .containsExactlyElementsOf(IntStream.range(0, MatchingPeriod.SAMPLES)
                        .mapToObj(sample -> new Pair(settled(Flow.STORED, sample), settled(Flow.RELEASED, sample)))
                        .toList());
    }

    private Energy settled(Flow flow, int upTo) {
        return exchanges()
                .filter(exchange -> exchange.flow() == flow && exchange.sample() <= upTo)
                .map(Exchange::energy)
                .reduce(Energy.ZERO, Energy::plus);
    }

    private Stream<Exchange> exchanges() {
        return scene.period().all(Exchange.class).stream();
    }
}
