package ems.routes.wiring;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A row with a mistaken topic or pointer is named, once a value of it would be stale. */
class SilentRowsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String GRID = "evcc/site/gridPower,,W,import,,L1,90";
    private static final String ROOF = "roof,/power,W,production,,L1,90";
    private static final String REGISTER = "register,,kWh,import register,,L1,3600";

    private Wiring wiring = new Wiring(Tables.of(GRID, ROOF, REGISTER), NOON);

    private List<String> silentAt(int seconds) {
        for (int second = 10; second <= seconds; second += 10) {
            wiring.upTo(NOON.plusSeconds(second));
        }
        return wiring.silent().stream().map(SilentRow::toString).toList();
    }

    private void take(String topic, String payload, int second) {
        wiring.take(topic, payload.getBytes(UTF_8), NOON.plusSeconds(second));
    }

    @Test
    void a_row_that_nobody_tells_is_named_after_two_minutes_and_a_slow_one_when_it_would_be_stale() {
        take("roof", "{\"power\":1}", 5);
        assertThat(silentAt(110)).isEmpty();
        assertThat(silentAt(120))
                .containsExactly("row 2 (evcc/site/gridPower) has heard nothing since 2026-03-01T12:00:00Z");
        assertThat(silentAt(3_600)).hasSize(2).last().asString().startsWith("row 4 (register) has heard nothing since");
    }

    @Test
    void it_is_named_with_whole_seconds() {
        assertThat(new SilentRow(2, "a/b", "", NOON.plusNanos(319_767_762), false))
                .hasToString("row 2 (a/b) has heard nothing since 2026-03-01T12:00:00Z");
    }

    @Test
    void it_is_named_no_more_once_it_is_told() {
        take("roof", "{\"power\":1}", 5);
        assertThat(silentAt(120)).hasSize(1);
        take("evcc/site/gridPower", "5", 125);
        assertThat(silentAt(130)).isEmpty();
    }

    @Test
    void a_pointer_at_which_nothing_stands_is_told_from_a_topic_that_nobody_uses() {
        take("evcc/site/gridPower", "5", 5);
        take("roof", "{\"watts\":1}", 5);
        assertThat(silentAt(120))
                .containsExactly(
                        "row 3 (roof) has heard messages since 2026-03-01T12:00:00Z, and nothing at /power in them");
    }

    @Test
    void what_is_retained_or_refused_shows_that_the_topic_is_right() {
        wiring.takeOld("evcc/site/gridPower", "5".getBytes(UTF_8));
        take("roof", "{\"power\":\"much\"}", 5);
        assertThat(silentAt(120)).isEmpty();
    }

    @Test
    void rows_of_another_table_wait_from_then_on_and_those_that_stay_go_on() {
        take("roof", "{\"power\":1}", 5);
        assertThat(silentAt(60)).isEmpty();
        wiring = wiring.with(Tables.of("new,,W,battery,,L1,90", ROOF, GRID), NOON.plusSeconds(60));
        wiring.upTo(NOON.plusSeconds(120));
        assertThat(wiring.silent()).extracting(SilentRow::topic).containsExactly("evcc/site/gridPower");
        wiring.upTo(NOON.plusSeconds(180));
        assertThat(wiring.silent()).extracting(SilentRow::topic).containsExactly("new", "evcc/site/gridPower");
    }
}
