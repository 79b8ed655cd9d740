package ems.features.browser;

import java.math.BigDecimal;
import java.time.Instant;

import ems.features.EvPlan;
import ems.features.Scene;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** Grids on which a home sells to an EV, and what must have become of their trade. */
final class Scenes {

    private Scenes() {}

    static Scene trading(String grid) {
        var scene = new Scene();
        scene.takesPlaceOn(grid);
        scene.plan().meter(new ProsumerId("Z0")).toSpare(Instant.EPOCH, Power.ofKilowatts(new BigDecimal("3.6")));
        scene.plan()
                .add(EvPlan.holding(new VehicleId("EV-3"), Energy.ofKilowattHours("25"), Energy.ofKilowattHours("50")));
        return scene;
    }

    static void assertSettled(Scene scene) {
        scene.operatorSees("COMPLETED");
        assertThat(scene.period().record().has(Step.SETTLE)).as("settled").isTrue();
    }
}
