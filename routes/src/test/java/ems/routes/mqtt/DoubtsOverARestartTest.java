package ems.routes.mqtt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.routes.Database;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.store.JdbcDoubtStore;
import ems.routes.wiring.WiringTable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A home whose register and powers disagree is not believed because the market was started again. */
class DoubtsOverARestartTest {

    private static final String WATTS = "w,,W,import,,L1,60";
    private static final String KILOWATTS = "w,,kW,import,,L1,60";
    private static final String COUNTED = "in,,kWh,import register,,L1,3600";
    private static final String HEADS = "topic,pointer,unit,tells,part,member,stale after (s)";

    private final Doors doors = new Doors(Database.inMemory()).closedToHttp().start();
    private final ProducerTemplate camel = doors.camel.createProducerTemplate();
    private Understanding market;
    private Instant now = Grid.NOON;

    @AfterEach
    void close() {
        doors.close();
    }

    private void start(String... rows) {
        market = new Understanding(
                doors.grids, Grid.ID, table(rows), store(Grid.ID).doubts(), now);
    }

    private JdbcDoubtStore store(GridId grid) {
        return new JdbcDoubtStore(doors.database, grid);
    }

    private static WiringTable table(String... rows) {
        return WiringTable.parse("wiring.csv", (HEADS + "\n" + String.join("\n", rows) + "\n# end\n").getBytes(UTF_8));
    }

    /** For so long the meter tells 900 (W), and its register counts this each hour, in kWh. */
    private List<Intent> tells(int minutes, double countedEachHour) {
        List<Intent> intents = new ArrayList<>();
        for (int second = 0; second < 60 * minutes; second += 10) {
            double counted = 100 + countedEachHour * (now.getEpochSecond() - Grid.NOON.getEpochSecond()) / 3_600;
            intents.addAll(market.of(arrival("w", "900")));
            intents.addAll(market.of(arrival("in", Double.toString(counted))));
            now = now.plusSeconds(10);
            intents.addAll(market.upTo(now));
        }
        new Keeping(doors.grids, camel, store(Grid.ID), doors.clock)
                .keep(intents.stream()
                        .filter(Intent.Judgement.class::isInstance)
                        .toList());
        return intents;
    }

    private Arrival arrival(String topic, String payload) {
        var bytes = payload.getBytes(UTF_8);
        return new Arrival(topic, bytes, bytes.length, false, true, now, () -> {});
    }

    private static long readings(List<Intent> intents) {
        return intents.stream().filter(Intent.Readings.class::isInstance).count();
    }

    @Test
    void what_was_doubted_is_doubted_until_an_hour_agrees() {
        start(WATTS, COUNTED);
        tells(61, 5);
        assertThat(store(Grid.ID).doubts()).hasSize(1);
        start(WATTS, COUNTED);
        assertThat(readings(tells(10, 5))).isZero();
        start(WATTS, COUNTED);
        tells(61, 0.9);
        assertThat(store(Grid.ID).doubts()).isEmpty();
        assertThat(readings(tells(1, 0.9))).isEqualTo(6);
        start(WATTS, COUNTED);
        assertThat(readings(tells(1, 0.9))).isEqualTo(6);
    }

    @Test
    void a_doubt_is_one_of_the_rows_that_led_to_it() {
        start(KILOWATTS, COUNTED);
        tells(61, 0.9);
        start(WATTS, COUNTED);
        assertThat(readings(tells(1, 0.9))).isEqualTo(6);
        start(KILOWATTS, COUNTED);
        assertThat(readings(tells(1, 0.9))).as("once they are back").isZero();
    }

    @Test
    void each_grid_has_doubts_of_its_own() {
        start(WATTS, COUNTED);
        tells(61, 5);
        assertThat(store(new GridId("elsewhere")).doubts()).isEmpty();
    }
}
