package ems.market.matching;

import org.junit.jupiter.api.Test;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;

class OfferTest {

    private static Offer offer(String vehicle, long energy, long shadowPrice) {
        return new Offer(new VehicleId(vehicle), new Energy(energy), new Energy(shadowPrice));
    }

    @Test
    void theOneThatGainsMoreIsBetterWhateverItsName() {
        assertThat(offer("EV2", 9, 3).isBetterThan(offer("EV1", 9, 4))).isTrue();
        assertThat(offer("EV1", 9, 4).isBetterThan(offer("EV2", 9, 3))).isFalse();
    }

    @Test
    void equalOffersGoByTheNamesOfTheirVehicles() {
        assertThat(offer("EV1", 9, 3).isBetterThan(offer("EV2", 8, 2))).isTrue();
        assertThat(offer("EV2", 8, 2).isBetterThan(offer("EV1", 9, 3))).isFalse();
        assertThat(offer("EV1", 9, 3).isBetterThan(offer("EV1", 9, 3))).isFalse();
    }
}
