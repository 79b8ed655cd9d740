package ems.routes.telemetry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.telemetry.DeadLetter;
import ems.routes.Doors;

import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What parties sign of their exchanges over HTTP; what a signature is worth, the ledger's tests know. */
class ExchangesDoorTest {

    private static final String EXCHANGES = "/api/grids/harbour/exchanges";

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
        var answer = server.post(EXCHANGES, "exchange-1\r\nscribble\n\nexchange-2\n");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .startsWith("{\"accepted\":2,\"repeated\":0,\"refused\":[{\"reason\":\"no exchange of");
        assertThat(doors.exchanges.taken()).containsExactly("exchange-1 at " + NOON, "exchange-2 at " + NOON);
        assertThat(doors.letters.latest(10))
                .extracting(DeadLetter::door, DeadLetter::text)
                .containsExactly(tuple(ExchangesRoute.HTTP, "scribble"));
    }

    @Test
    void aBodyOfRefusedOnesIsABadRequest() {
        assertThat(server.post(EXCHANGES, "scribble").statusCode()).isEqualTo(400);
        assertThat(server.post(EXCHANGES, "\n").statusCode()).isEqualTo(400);
        assertThat(doors.reasons()).contains("the body holds no exchange: a compact JWS on each line");
    }

    @Test
    void onlyPlainTextForAnOpenGridIsTaken() {
        assertThat(server.post(EXCHANGES, "exchange-1", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.post("/api/grids/nowhere/exchanges", "exchange-1").statusCode())
                .isEqualTo(404);
        assertThat(doors.exchanges.taken()).isEmpty();
    }

    @Test
    void theDoorSaysForWhomTheSenderSpeaks() {
        server.post(EXCHANGES, "scribble");
        assertThat(doors.reasons()).containsExactly("no exchange of somebody who speaks for L1");
    }
}
