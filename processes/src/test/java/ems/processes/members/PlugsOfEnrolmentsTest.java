package ems.processes.members;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import jakarta.ws.rs.WebApplicationException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import ems.market.party.LeastPower;
import ems.market.party.PlugPower;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.MembershipOrder.Change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An EV that would never trade at the charger where it stands is not enrolled: there 1.38 to 3.68 kW may flow. */
class PlugsOfEnrolmentsTest {

    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));

    private static PlugPower charger(boolean mayDischarge) {
        var least = new Power(1_380_000);
        return new PlugPower(new LeastPower(least, least), Optional.of(new Power(3_680_000)), mayDischarge);
    }

    private static MemberForm read(
            PlugPower charger, @Nullable String most, @Nullable String leastIn, @Nullable String leastOut) {
        var wish = new MemberWish(
                "a new car",
                null,
                null,
                BigDecimal.valueOf(60),
                null,
                number(most),
                number(leastIn),
                number(leastOut),
                null,
                null,
                null);
        return MemberForm.read(
                Change.ENROL,
                new VehicleId("EV2"),
                wish,
                new MemberForm.Known(NOON, new Price(1), false, Optional.empty(), charger));
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    @Test
    void what_the_charger_bears_is_no_part_of_the_car() {
        var vehicle = read(charger(false), null, null, null)
                .profile()
                .orElseThrow()
                .vehicle()
                .orElseThrow();
        assertThat(vehicle.plug()).isEqualTo(PlugPower.ANY);
    }

    @Test
    void both_sides_of_the_charger_s_bounds() {
        assertThat(read(charger(true), "1.38", "1.38", "1.38").profile()).isPresent();
        assertThat(read(charger(true), null, "3.68", "3.68").profile()).isPresent();
        assertThatThrownBy(() -> read(charger(true), "1.379", null, null))
                .isInstanceOf(WebApplicationException.class)
                .hasMessage(
                        "'charger_kw': the EV would never charge, by what is stated here and in the table of chargers:"
                                + " 1.38 kW is the least that may flow, and 1.379 kW the most");
        assertThatThrownBy(() -> read(charger(true), null, "3.681", null))
                .hasMessageStartingWith("'least_charging_kw': the EV would never charge");
        assertThatThrownBy(() -> read(charger(true), null, null, "3.681"))
                .hasMessageStartingWith("'least_discharging_kw': the EV would never discharge");
    }

    @Test
    void that_it_may_not_discharge_there_is_no_fault() {
        assertThat(read(charger(false), null, null, "3.681").profile()).isPresent();
    }
}
