package ems.features.steps;

import io.cucumber.java.en.Then;

import ems.features.Scene;
import ems.market.party.ProsumerId;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;
import ems.market.record.ProsumerBid;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a forecast came from, and what the model contract keeps. */
public final class ForecastSteps {

    private final Scene scene;

    public ForecastSteps(Scene scene) {
        this.scene = scene;
    }

    @Then("the bid of {prosumer} comes from the strategy {string} and model {int}")
    public void comesFrom(ProsumerId prosumer, String strategy, int version) {
        assertThat(scene.period().all(ProsumerBid.class))
                .filteredOn(bid -> bid.prosumer().equals(prosumer))
                .singleElement()
                .satisfies(bid -> assertThat(bid.forecaster()).isEqualTo(strategy))
                .satisfies(bid -> assertThat(bid.model()).hasValue(version));
    }

    @Then("model {int} is recorded, merged from {int} update(s)")
    public void recorded(int version, int merged) {
        assertThat(scene.period().all(GlobalModel.class))
                .singleElement()
                .satisfies(model -> assertThat(model.version()).isEqualTo(version))
                .satisfies(model -> assertThat(model.merged()).isEqualTo(merged));
    }

    @Then("the update of {prosumer} is part of it")
    public void isPart(ProsumerId prosumer) {
        assertThat(scene.period().all(ModelUpdate.class))
                .extracting(ModelUpdate::prosumer)
                .containsExactly(prosumer);
    }

    @Then("{prosumer} has no part in it, because {string}")
    public void hasNoPart(ProsumerId prosumer, String reason) {
        assertThat(scene.period().all(ModelRefusal.class)).contains(new ModelRefusal(prosumer, reason));
    }
}
