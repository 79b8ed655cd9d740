package ems.routes.telemetry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.telemetry.DeadLetter;
import ems.routes.Doors;

import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Forecasts of homes' own agents over HTTP; what a signature is worth, the ledger's tests know. */
class ForecastsDoorTest {

    private static final String FORECASTS = "/api/grids/harbour/forecasts";

    private final Doors doors = new Doors();
    private LocalServer server;

    @BeforeEach
    void open() throws Exception {
        server = new LocalServer(doors, "text/plain");
        doors.start();
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void eachRefusedOneIsKeptWithItsOwnReasonAndTheRestIsHeld() {
        var answer = server.post(FORECASTS, "forecast-1\r\nscribble\n\nforecast-2\n");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .startsWith("{\"accepted\":2,\"repeated\":0,\"refused\":[{\"reason\":\"no forecast of");
        assertThat(doors.forecasts.taken()).containsExactly("forecast-1 at " + NOON, "forecast-2 at " + NOON);
        assertThat(doors.letters.latest(10))
                .extracting(DeadLetter::door, DeadLetter::text)
                .containsExactly(tuple(ForecastsRoute.HTTP, "scribble"));
    }

    @Test
    void aBodyOfRefusedOnesIsABadRequest() {
        assertThat(server.post(FORECASTS, "scribble").statusCode()).isEqualTo(400);
        assertThat(server.post(FORECASTS, "\n").statusCode()).isEqualTo(400);
        assertThat(doors.reasons()).contains("the body holds no forecast: a compact JWS on each line");
    }

    @Test
    void onlyPlainTextForAnOpenGridIsTaken() {
        assertThat(server.post(FORECASTS, "forecast-1", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.post("/api/grids/nowhere/forecasts", "forecast-1").statusCode())
                .isEqualTo(404);
        assertThat(doors.forecasts.taken()).isEmpty();
    }

    @Test
    void theDoorSaysForWhomTheSenderSpeaks() {
        server.post(FORECASTS, "scribble");
        assertThat(doors.reasons()).containsExactly("no forecast of somebody who speaks for L1");
    }
}
