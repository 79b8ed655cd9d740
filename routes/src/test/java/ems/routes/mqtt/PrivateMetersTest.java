package ems.routes.mqtt;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.DeadLetter;
import ems.routes.Database;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.wiring.WiringTable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** L1 is private, and devices of its are in the wiring table all the same: no dead letter holds what they tell. */
class PrivateMetersTest {

    private static final String ROWS = """
            topic,pointer,unit,tells,part,member,stale after (s)
            roof,,W,production,,L1,35
            grid,,W,import,,L1,35
            counter/+,,kWh,import register,,{1},3600
            # end
            """;
    private static final String NOT_KEPT = "(not kept: it is of a private home)";
    private static final String WHY =
            "a wired meter of a private home tells what cannot be read or believed, so that neither it nor why is"
                    + " kept: take its rows out of the wiring table";

    private final Doors doors = new Doors(Database.inMemory()).closedToHttp().start();
    private Understanding market;
    private Instant now = Grid.NOON;

    @BeforeEach
    void wire() {
        doors.privateFrom.put(Grid.L1, MatchingPeriod.containing(Grid.NOON));
        market = new Understanding(
                doors.grids, Grid.ID, WiringTable.parse("wiring.csv", ROWS.getBytes(UTF_8)), List.of(), now);
    }

    @AfterEach
    void close() {
        doors.close();
    }

    private Stream<DeadLetter> letters(String topic, String payload) {
        var bytes = payload.getBytes(UTF_8);
        return letters(market.of(new Arrival(topic, bytes, bytes.length, false, true, now, () -> {})));
    }

    private static Stream<DeadLetter> letters(List<Intent> intents) {
        return intents.stream()
                .filter(Intent.Letter.class::isInstance)
                .map(intent -> ((Intent.Letter) intent).letter());
    }

    @Test
    void whatCannotBeReadIsNotKeptThoughItNamesNobody() {
        assertThat(letters("roof", "about 4711 W")).singleElement().satisfies(letter -> {
            assertThat(letter.text()).isEqualTo(NOT_KEPT);
            assertThat(letter.reason()).isEqualTo(WHY);
        });
    }

    @Test
    void aMessageThatIsTooLongIsNotKeptEither() {
        assertThat(letters("grid", "4711" + " ".repeat(70_000))).singleElement().satisfies(letter -> {
            assertThat(letter.text()).isEqualTo(NOT_KEPT);
            assertThat(letter.reason()).isEqualTo("topic grid: " + WHY);
        });
    }

    @Test
    void whatItsDevicesTellTogetherAndCannotBeTrueIsNotKept() {
        letters("roof", "815").toList();
        letters("grid", "-4711").toList();
        now = now.plusSeconds(10);
        assertThat(letters(market.upTo(now))).singleElement().satisfies(letter -> {
            assertThat(letter.text()).isEqualTo(NOT_KEPT);
            assertThat(letter.reason()).isEqualTo(WHY);
        });
    }

    @Test
    void ofAnotherHomeItIsKeptAsEver() {
        assertThat(letters("counter/Z0", "about 4711 W"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.text()).isEqualTo("about 4711 W"));
        assertThat(letters("counter/L1", "about 4711 W"))
                .extracting(DeadLetter::text)
                .containsExactly(NOT_KEPT);
    }

    @Test
    void itIsKeptOfTheTimeBeforeItWasPrivate() {
        doors.privateFrom.put(Grid.L1, MatchingPeriod.containing(Grid.NOON).next());
        assertThat(letters("roof", "about 4711 W")).extracting(DeadLetter::text).containsExactly("about 4711 W");
    }
}
