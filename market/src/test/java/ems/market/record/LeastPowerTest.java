package ems.market.record;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.party.EnergyInventory;
import ems.market.party.LeastPower;
import ems.market.party.OperableWindow;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Power;

import static org.assertj.core.api.Assertions.assertThat;

/** 6 A on one phase at 230 V into the car, 2 kW out of it. */
class LeastPowerTest {

    private static final LeastPower SIX_AMPERES =
            new LeastPower(Power.ofWatts(BigDecimal.valueOf(1_380)), Power.ofWatts(BigDecimal.valueOf(2_000)));
    /** 1,380 W over 60 s. */
    private static final long LEAST_IN = 82_800_000;
    /** 2,000 W over 60 s. */
    private static final long LEAST_OUT = 120_000_000;

    private static final long PLENTY = 1_000_000_000;

    @Test
    void aPairNeedsTheLeastPowerOverTheWholePeriod() {
        var vehicle = Bids.vehicle("EV1", PLENTY, PLENTY, SIX_AMPERES);
        assertThat(exchanged(vehicle, LEAST_IN)).isEqualTo(LEAST_IN);
        assertThat(exchanged(vehicle, LEAST_IN - 1)).isZero();
        assertThat(exchanged(vehicle, -LEAST_OUT)).isEqualTo(LEAST_OUT);
        assertThat(exchanged(vehicle, 1 - LEAST_OUT)).isZero();
        assertThat(exchanged(vehicle, 24_000_000)).as("400 W").isZero();
    }

    @Test
    void theVehicleNeedsRoomAndEnergyForIt() {
        assertThat(exchanged(Bids.vehicle("EV1", LEAST_IN, LEAST_OUT, SIX_AMPERES), PLENTY))
                .isEqualTo(LEAST_IN);
        assertThat(exchanged(Bids.vehicle("EV1", LEAST_IN - 1, LEAST_OUT, SIX_AMPERES), PLENTY))
                .isZero();
        assertThat(exchanged(Bids.vehicle("EV1", LEAST_IN, LEAST_OUT, SIX_AMPERES), -PLENTY))
                .isEqualTo(LEAST_OUT);
        assertThat(exchanged(Bids.vehicle("EV1", LEAST_IN, LEAST_OUT - 1, SIX_AMPERES), -PLENTY))
                .isZero();
    }

    @Test
    void aVehicleWhoseChargerBearsLessNeverTrades() {
        var any = Bids.vehicle("EV1", PLENTY, PLENTY);
        var weak = new VehicleBid(
                new VehicleId("EV1"),
                new EnergyInventory(new Energy(PLENTY), Money.ZERO),
                new OperableWindow(Energy.ZERO, new Energy(2 * PLENTY)),
                any.permission(),
                Optional.of(Power.ofWatts(BigDecimal.valueOf(1_379))),
                SIX_AMPERES);
        assertThat(exchanged(weak, PLENTY)).isZero();
        assertThat(exchanged(weak, -PLENTY)).isZero();
    }

    @Test
    void aSampleNeedsItForTenSeconds() {
        var vehicle = Bids.vehicle("EV1", PLENTY, PLENTY, SIX_AMPERES);
        assertThat(vehicle.canMove(Flow.STORED, new Energy(13_800_000), MatchingPeriod.SAMPLE))
                .isTrue();
        assertThat(vehicle.canMove(Flow.STORED, new Energy(13_799_999), MatchingPeriod.SAMPLE))
                .isFalse();
        assertThat(vehicle.canMove(Flow.RELEASED, new Energy(20_000_000), MatchingPeriod.SAMPLE))
                .isTrue();
        assertThat(vehicle.canMove(Flow.RELEASED, new Energy(19_999_999), MatchingPeriod.SAMPLE))
                .isFalse();
    }

    /** As before there were least powers: first come, first served pairs even those who move nothing. */
    @Test
    void withoutALeastPowerEverythingSuits() {
        var empty = Bids.vehicle("EV1", 0, 0);
        assertThat(empty.suits(NetEnergy.BALANCED)).isTrue();
        assertThat(empty.suits(NetEnergy.ofMillijoules(1))).isTrue();
        assertThat(empty.suits(NetEnergy.ofMillijoules(-1))).isTrue();
        assertThat(empty.canMove(Flow.STORED, Energy.ZERO, Duration.ofSeconds(10)))
                .isTrue();
    }

    @Test
    void ofACarAndItsChargerTheGreaterHolds() {
        assertThat(Bids.least(1, 4).and(Bids.least(3, 2))).isEqualTo(Bids.least(3, 4));
        assertThat(LeastPower.NONE.and(SIX_AMPERES)).isEqualTo(SIX_AMPERES);
    }

    private static long exchanged(VehicleBid vehicle, long net) {
        return vehicle.exchangeable(NetEnergy.ofMillijoules(net)).millijoules();
    }
}
