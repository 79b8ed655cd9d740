package ems.study.recorded;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;

import static org.assertj.core.api.Assertions.assertThat;

class ShiftsTest {

    private static final VehicleId CAR = new VehicleId("EV1");
    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final int DAY = 1_440;

    private static Map<VehicleId, EnergyInventory> holds(long millijoules) {
        return Map.of(CAR, new EnergyInventory(new Energy(millijoules), Money.ZERO));
    }

    private static MatchingPeriod minute(int number) {
        return new MatchingPeriod(NOON.plus(Duration.ofMinutes(number)));
    }

    @Test
    void what_differed_long_before_a_car_last_stood_is_forgotten() {
        var shifts = new Shifts();
        for (int number = 0; number < 10 * DAY; number++) {
            shifts.begin(minute(number).start(), holds(0), holds(1_000 + number));
            shifts.forget(Map.of(CAR, minute(number)));
            assertThat(shifts.size()).isLessThanOrEqualTo(2 * DAY + 1);
        }
        int last = 10 * DAY - 1;
        assertThat(shifts.at(CAR, minute(last).start())).isEqualTo(1_000 + last);
        assertThat(shifts.at(CAR, minute(last - DAY).start().plusSeconds(30))).isEqualTo(1_000 + last - DAY);
        assertThat(shifts.at(CAR, NOON)).as("the oldest that is kept").isEqualTo(1_000 + last - 2 * DAY);
    }

    @Test
    void a_car_that_stood_long_ago_keeps_what_came_after() {
        var shifts = new Shifts();
        for (int number = 0; number < 5 * DAY; number++) {
            shifts.begin(minute(number).start(), holds(0), holds(1_000 + number));
            shifts.forget(Map.of(CAR, minute(0)));
        }
        assertThat(shifts.size()).isEqualTo(5 * DAY);
        assertThat(shifts.at(CAR, NOON.minusSeconds(1))).as("before the range").isZero();
    }
}
