package ems.routes.wiring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.routes.wiring.WiredMessage.Measured;
import ems.routes.wiring.WiredMessage.Refused;
import ems.routes.wiring.WiredMessage.Reported;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A change of the table is felt by those of whom its changed rows tell, and by nobody else. */
class RewiringTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String L1 = "l1,,W,consumption,,L1,60";
    private static final String L2 = "l2,,W,consumption,,L2,60";
    private static final String OTHER_L2 = "l2,,kW,consumption,,L2,60";
    private static final String CAR = "car,,yes/no,plugged in,,EV1,3600";

    private final List<WiredMessage> messages = new ArrayList<>();
    private Wiring wiring;

    @Test
    void a_value_goes_on_to_hold_where_the_rows_are_the_same() {
        begin(L1, L2);
        tell("l1", "100", 0);
        tell("l2", "200", 0);
        rewire(4, OTHER_L2, L1);
        upTo(20);
        assertThat(measured("L1")).containsExactly(NOON, NOON.plusSeconds(10));
        assertThat(measured("L2")).isEmpty();
    }

    @Test
    void a_changed_row_counts_from_the_first_whole_ten_seconds_on() {
        begin(L1, L2);
        rewire(4, L1, OTHER_L2);
        tell("l2", "0.2", 5);
        upTo(20);
        assertThat(measured("L2")).containsExactly(NOON.plusSeconds(10));
    }

    @Test
    void a_home_without_a_row_any_more_is_forgotten() {
        begin(L1, L2);
        tell("l2", "200", 0);
        rewire(4, L1);
        rewire(5, L1, L2);
        upTo(20);
        assertThat(measured("L2")).isEmpty();
    }

    @Test
    void a_row_of_everybody_is_a_row_of_each() {
        begin(L1);
        tell("l1", "100", 0);
        rewire(4, L1, "pv/+,,W,production,,{1},60");
        upTo(20);
        assertThat(messages).isEmpty();
    }

    @Test
    void a_car_stays_plugged_in() {
        begin(L1, CAR);
        tell("car", "true", 1);
        messages.clear();
        rewire(4, L2, CAR);
        upTo(60);
        assertThat(messages)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reported.class, report -> assertThat(report.pluggedIn()).isTrue());
    }

    /** Nobody else may tell it while it holds. */
    @Test
    void who_tells_a_value_stays_who_tells_it() {
        var plugs = "plug/+,,W,consumption,,{1},60";
        var meters = "meter/+,,W,consumption,,{1},60";
        begin(plugs, meters);
        tell("plug/L1", "100", 0);
        rewire(4, plugs, meters, CAR);
        tell("meter/L1", "200", 5);
        assertThat(messages)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("consumption of L1 is told by topic plug/L1 already"));
        messages.clear();
        rewire(6, plugs, meters.replace(",W,", ",kW,"), CAR);
        tell("meter/L1", "0.2", 7);
        assertThat(messages).as("once its rows have changed").isEmpty();
    }

    @Test
    void a_doubt_ends_with_the_rows_that_led_to_it_and_with_no_others() {
        var register = "r1,,kWh,consumption register,,L1,3600";
        begin(L1, register);
        for (int second = 0; second <= 3_700; second += 10) {
            tell("l1", "1000", second);
            tell("r1", Double.toString(100 + second * 2 / 3_600.0), second);
        }
        assertThat(messages).last().isInstanceOf(Refused.class);
        rewire(3_701, L1, register, L2);
        messages.clear();
        tell("l1", "1000", 3_710);
        upTo(3_720);
        assertThat(messages).isNotEmpty().allMatch(Refused.class::isInstance);
        rewire(3_721, "l1,,kW,consumption,,L1,60", register, L2);
        messages.clear();
        tell("l1", "2", 3_722);
        upTo(3_740);
        assertThat(messages).isNotEmpty().allMatch(Measured.class::isInstance);
    }

    private void begin(String... rows) {
        wiring = new Wiring(Tables.of(rows), NOON);
    }

    private void rewire(long second, String... rows) {
        wiring = wiring.with(Tables.of(rows), NOON.plusSeconds(second));
    }

    private void tell(String topic, String payload, long second) {
        messages.addAll(wiring.take(topic, payload.getBytes(UTF_8), NOON.plusSeconds(second)));
    }

    private void upTo(long second) {
        messages.addAll(wiring.upTo(NOON.plusSeconds(second)));
    }

    private List<Instant> measured(String home) {
        return messages.stream()
                .filter(Measured.class::isInstance)
                .map(message -> ((Measured) message).reading())
                .filter(reading -> reading.prosumer().equals(new ProsumerId(home)))
                .map(reading -> reading.at())
                .toList();
    }
}
