package ems.routes.wiring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.routes.wiring.WiredMessage.Judged;
import ems.routes.wiring.WiredMessage.Measured;
import ems.routes.wiring.WiredMessage.Refused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Over each hour, powers and registers must say the same within 5 %: else nothing is booked until they do. */
class RegisterCheckTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Wiring wiring = new Wiring(table("W"), NOON);
    private final List<WiredMessage> messages = new ArrayList<>();
    private double register = 100;
    private double fedIn = 7;
    private double fedInEachHour;
    private long second;

    private static WiringTable table(String unit) {
        return Tables.of(
                "p,," + unit + ",import,,L1,35",
                "in,,kWh,import register,,L1,3600",
                "out,,kWh,export register,,L1,3600");
    }

    @Test
    void a_register_that_agrees_is_silent() {
        hours(2, "1000", 1.0);
        assertThat(messages).hasSize(720).allMatch(Measured.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({"1.049,true", "1.06,false", "0.951,true", "0.94,false"})
    void five_percent_are_the_bound(double kilowattHours, boolean agrees) {
        hours(2, "1000", kilowattHours);
        assertThat(messages.stream().allMatch(Measured.class::isInstance)).isEqualTo(agrees);
    }

    @Test
    void kilowatts_taken_for_watts_are_found_and_not_booked_any_more() {
        // a home of 900 W whose meter tells 0.9 (kW)
        hours(2, "0.9", 0.9);
        assertThat(measured()).isEqualTo(360);
        assertThat(refusals())
                .first()
                .asString()
                .startsWith(
                        "suspect: L1: the import register less the export register counted 0.900 kWh from 2026-03-01T12:00:10Z to 2026-03-01T13:00:10Z and the"
                                + " powers come to 0.001 kWh, more than 5 % apart: a thousand times, as where W is taken for kW, or Wh for kWh");
        assertThat(refusals())
                .filteredOn(reason -> reason.startsWith("suspect: not booked until an hour agrees"))
                .hasSize(360);
    }

    @Test
    void a_sign_that_is_turned_round_is_found() {
        wiring = new Wiring(table("-W"), NOON);
        hours(2, "1000", 1.0);
        assertThat(refusals())
                .first()
                .asString()
                .contains("counted 1.000 kWh", "powers come to -1.000 kWh", "see units and signs");
    }

    @Test
    void an_hour_that_agrees_makes_it_believed_again() {
        hours(1, "0.9", 0.9);
        hours(1, "900", 0.9);
        assertThat(judged()).singleElement().matches(news -> news.doubt().isPresent());
        messages.clear();
        hours(1, "900", 0.9);
        assertThat(judged()).singleElement().matches(news -> news.doubt().isEmpty());
        messages.removeAll(judged());
        assertThat(messages).hasSize(360).allMatch(Measured.class::isInstance);
    }

    @Test
    void a_register_that_begins_anew_proves_nothing() {
        hours(1, "1000", 1.0);
        register = 0;
        hours(1, "1000", 1.0);
        assertThat(messages).allMatch(Measured.class::isInstance);
    }

    @Test
    void registers_right_after_a_connection_may_be_old_and_are_left_out() {
        hours(1, "1000", 1.0);
        // an hour of registers that waited at the broker comes at once
        wiring.caughtUp(now());
        for (int minute = 0; minute < 60; minute++) {
            register += 1.0 / 60;
            messages.addAll(wiring.take("in", Double.toString(register).getBytes(UTF_8), now()));
        }
        hours(2, "1000", 1.0);
        assertThat(messages).allMatch(Measured.class::isInstance);
    }

    @Test
    void a_meter_that_counts_each_phase_for_itself_is_believed() {
        // one phase feeds in while the two others draw: both registers count, and what is traded is the difference
        fedInEachHour = 0.5;
        hours(2, "1000", 1.5);
        assertThat(messages).hasSize(720).allMatch(Measured.class::isInstance);
    }

    private Instant now() {
        return NOON.plusSeconds(second);
    }

    /** A power and both registers each ten seconds. */
    private void hours(int hours, String power, double kilowattHoursEach) {
        for (int sample = 0; sample < 360 * hours; sample++) {
            messages.addAll(wiring.take("p", power.getBytes(UTF_8), now()));
            messages.addAll(wiring.take("in", Double.toString(register).getBytes(UTF_8), now()));
            messages.addAll(wiring.take("out", Double.toString(fedIn).getBytes(UTF_8), now()));
            second += 10;
            register += kilowattHoursEach / 360;
            fedIn += fedInEachHour / 360;
            messages.addAll(wiring.upTo(now()));
        }
    }

    private List<Judged> judged() {
        return messages.stream()
                .filter(Judged.class::isInstance)
                .map(Judged.class::cast)
                .toList();
    }

    private long measured() {
        return messages.stream().filter(Measured.class::isInstance).count();
    }

    private List<String> refusals() {
        return messages.stream()
                .filter(Refused.class::isInstance)
                .map(refused -> ((Refused) refused).reason())
                .toList();
    }
}
