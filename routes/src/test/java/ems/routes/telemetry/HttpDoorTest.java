package ems.routes.telemetry;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.telemetry.DeadLetter;
import ems.routes.Database;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.TestClock;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** A real server on the loopback. */
class HttpDoorTest {

    private static final String READINGS = "/api/grids/harbour/readings";
    private static final String STATUS = "/api/grids/harbour/vehicles/status";
    private static final String GOOD =
            "{\"meter\":\"L1\",\"at\":\"2026-03-01T12:00:00Z\",\"production_w\":500,\"consumption_w\":300}";

    private final DataSource database = Database.inMemory();
    private final Doors doors = new Doors(database);
    private LocalServer server;

    @BeforeEach
    void open() throws Exception {
        server = new LocalServer(doors, "application/json");
        doors.start();
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void readingsAreAcceptedOnceTheyAreKept() {
        var answer = post(READINGS, GOOD);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"repeated\":0,\"refused\":[]}");
        assertThat(doors.telemetry.sample(L1, NOON)).isPresent();
    }

    @Test
    void aRepeatIsCountedAndChangesNothing() {
        post(READINGS, GOOD);
        var answer = post(READINGS, GOOD);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":0,\"repeated\":1,\"refused\":[]}");
        assertThat(doors.letters.count()).isZero();
    }

    @Test
    void anotherValueForTheSameTimeIsRefusedAndMayBePostedAsACorrection() {
        post(READINGS, GOOD);
        var other = GOOD.replace("500", "900");
        assertThat(post(READINGS, other).body()).contains("\"accepted\":0", "post it to corrections");
        assertThat(doors.telemetry.metered(L1, NOON))
                .contains(Grid.reading(L1, NOON).perSample());
        assertThat(doors.letters.count()).isEqualTo(1);
        assertThat(post("/api/grids/harbour/corrections", other).body())
                .isEqualTo("{\"accepted\":1,\"repeated\":0,\"refused\":[]}");
        assertThat(doors.telemetry.metered(L1, NOON).orElseThrow().production())
                .isEqualTo(Energy.of(Power.ofWatts(BigDecimal.valueOf(900)), Duration.ofSeconds(10)));
    }

    @Test
    void whatAnInverterDrawsAtNightIsConsumption() {
        var answer = post(READINGS, GOOD.replace("500", "-3"));
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"repeated\":0,\"refused\":[]}");
        var awake = Grid.reading(L1, NOON).perSample();
        assertThat(doors.telemetry.metered(L1, NOON)).hasValueSatisfying(energy -> {
            assertThat(energy.production().isZero()).isTrue();
            assertThat(energy.consumption().millijoules())
                    .isEqualTo(awake.consumption().millijoules() + 30_000);
        });
    }

    @Test
    void theRestGoesOnWhenOneIsRefused() {
        var answer = post(READINGS, "[" + GOOD + "," + GOOD.replace("500", "-500") + "]");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo("{\"accepted\":1,\"repeated\":0,\"refused\":"
                        + "[{\"reason\":\"production of -500 W is negative, and more than the 100 W"
                        + " that an inverter draws at night\"}]}");
        assertThat(doors.letters.latest(10)).singleElement().satisfies(letter -> {
            assertThat(letter.door()).isEqualTo(MeterReadingsRoute.HTTP);
            assertThat(letter.text()).isEqualTo(GOOD.replace("500", "-500"));
        });
    }

    @Test
    void aBodyOfRefusalsIsABadRequest() {
        assertThat(post(READINGS, GOOD.replace("L1", "L9")).statusCode()).isEqualTo(400);
        assertThat(post(READINGS, "").statusCode()).isEqualTo(400);
        assertThat(post(READINGS, GOOD.substring(0, 40)).statusCode()).isEqualTo(400);
        assertThat(doors.letters.count()).isEqualTo(3);
    }

    @Test
    void aVehicleReports() {
        var report = "{\"vehicle\":\"EV1\",\"at\":\"2026-03-01T12:00:00Z\",\"plugged_in\":true,\"soc_percent\":%s}";
        assertThat(post(STATUS, report.formatted("63")).statusCode()).isEqualTo(202);
        assertThat(doors.telemetry.pluggedIn(Grid.EV1, NOON)).isTrue();
        assertThat(post(STATUS, report.formatted("-663")).statusCode()).isEqualTo(400);
        assertThat(doors.letters.latest(1)).extracting(DeadLetter::door).containsExactly(VehicleStatusRoute.HTTP);
    }

    @Test
    void sixtyFourKilobytesAreEnough() {
        var padded = GOOD + " ".repeat(65_536 - GOOD.length());
        assertThat(post(READINGS, padded).statusCode()).isEqualTo(202);
        assertThat(post(READINGS, padded + " ").statusCode()).isEqualTo(413);
        assertThat(doors.reasons()).containsExactly("body of 65537 bytes is above 65536 bytes");
    }

    @Test
    void onlyJsonIsTaken() {
        assertThat(post(READINGS, GOOD, "Content-Type", "application/json; charset=utf-8")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post(READINGS, GOOD, "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(post(READINGS, "grid=other", "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isNotEqualTo(202);
        assertThat(doors.reasons()).contains("content type 'text/plain' is not application/json");
    }

    @Test
    void anUnknownGridIsNotFoundAndItsMessageIsKept() {
        assertThat(post("/api/grids/nowhere/readings", GOOD).statusCode()).isEqualTo(404);
        assertThat(doors.ofNoGrid.latest(1))
                .extracting(DeadLetter::reason)
                .containsExactly("grid 'nowhere' is not open");
    }

    @Test
    void aGridMayLiveByAClockOfItsOwn() {
        var yesterday = NOON.minusSeconds(86_400);
        var other = doors.open(new GridId("hill"), database, new TestClock(yesterday));
        var then = GOOD.replace("2026-03-01", "2026-02-28");
        assertThat(post("/api/grids/hill/readings", then).statusCode()).isEqualTo(202);
        assertThat(other.sample(L1, yesterday)).isPresent();
        assertThat(post("/api/grids/hill/readings", GOOD).statusCode()).isEqualTo(400);
        assertThat(doors.telemetry.sample(L1, yesterday)).isEmpty();
    }

    @Test
    void theGridIsNamedByThePathAlone() {
        assertThat(post("/api/grids/nowhere/readings", GOOD, "grid", "harbour").statusCode())
                .isEqualTo(404);
        assertThat(post("/api/grids/nowhere/readings?grid=harbour", GOOD).statusCode())
                .isEqualTo(404);
        assertThat(doors.telemetry.sample(L1, NOON)).isEmpty();
    }

    @Test
    void nothingIsAcknowledgedWhenItCannotBeKept() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter table reading_batch rename to batch_away");
            var answer = post(READINGS, GOOD);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("batch_away").contains("send them again");
            statement.execute("alter table batch_away rename to reading_batch");
        }
        assertThat(post(READINGS, GOOD).body()).startsWith("{\"accepted\":1");
    }

    @Test
    void noHeaderOfTheSenderReachesAnInnerRoute() throws Exception {
        Map<String, Object> seen = new ConcurrentHashMap<>();
        for (String route : List.of("meter-readings", "dead-letters")) {
            AdviceWith.adviceWith(
                    doors.camel,
                    route,
                    advice -> advice.weaveAddFirst()
                            .process(exchange ->
                                    seen.putAll(exchange.getMessage().getHeaders())));
        }
        var answer = post(
                READINGS + "?CamelFileName=x&cAmElHttpUri=http://evil",
                "[" + GOOD + ",{}]",
                "CAmelExecCommandExecutable",
                "/bin/sh",
                "camelfilename",
                "../../etc/passwd",
                "CamelSqlQuery",
                "drop table reading",
                "CAMELHTTPRESPONSECODE",
                "200",
                "org.apache.camel.x",
                "y",
                "x-anything",
                "z");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(seen).isEmpty();
        assertThat(answer.headers().map().keySet()).doesNotContain("x-anything", "camelfilename");
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        return server.post(path, body, headers);
    }
}
