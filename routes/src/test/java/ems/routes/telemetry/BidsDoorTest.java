package ems.routes.telemetry;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.telemetry.DeadLetter;
import ems.routes.Doors;

import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Bids over HTTP; what a signature is worth, the ledger's tests know. */
class BidsDoorTest {

    private static final String BIDS = "/api/grids/harbour/bids";

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

    private static String bids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "bid-" + i).collect(Collectors.joining("\n"));
    }

    @Test
    void aBidIsAnsweredOnceItIsKept() {
        var answer = server.post(BIDS, "bid-1");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"repeated\":0,\"refused\":[]}");
        assertThat(doors.bids.taken()).containsOnlyKeys(1L).containsValue(NOON);
        assertThat(doors.letters.count()).isZero();
    }

    @Test
    void eachRefusedBidIsKeptWithItsOwnReasonAndTheRestGoesOn() {
        var answer = server.post(BIDS, "bid-1\r\nscribble\n\nbid-1\nbid-2\n");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo("{\"accepted\":2,\"repeated\":0,\"refused\":[{\"reason\":\"malformed: no bid\"},"
                        + "{\"reason\":\"sequence 1 of vehicle:EV1 is not above the last accepted one, 1\"}]}");
        assertThat(doors.letters.latest(10))
                .extracting(DeadLetter::door, DeadLetter::text)
                .containsExactly(tuple(BidsRoute.HTTP, "bid-1"), tuple(BidsRoute.HTTP, "scribble"));
    }

    @Test
    void tenThousandBidsComeInOneRequest() {
        var answer = server.post(BIDS, bids(1, 10_000));
        assertThat(answer.body()).isEqualTo("{\"accepted\":10000,\"repeated\":0,\"refused\":[]}");
        assertThat(doors.bids.taken()).hasSize(10_000);
    }

    @Test
    void tenThousandRefusalsAreTenThousandDeadLetters() {
        server.post(BIDS, bids(10_000, 10_000));
        var answer = server.post(BIDS, bids(1, 10_000));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(doors.letters.count()).isEqualTo(10_000);
    }

    @Test
    void oneMoreThanTenThousandIsRefusedAsOne() {
        assertThat(server.post(BIDS, bids(1, 10_001)).statusCode()).isEqualTo(400);
        assertThat(doors.reasons()).containsExactly("the body holds more than 10000 bids");
        assertThat(doors.bids.taken()).isEmpty();
    }

    @Test
    void aBodyWithoutABidIsABadRequest() {
        assertThat(server.post(BIDS, "").statusCode()).isEqualTo(400);
        assertThat(server.post(BIDS, "\n \n").statusCode()).isEqualTo(400);
        assertThat(doors.reasons()).hasSize(2).containsOnly("the body holds no bid: a compact JWS on each line");
    }

    @Test
    void aLongLineIsKeptCutOff() {
        server.post(BIDS, "x".repeat(100_000));
        assertThat(doors.letters.latest(1).get(0).text()).isEqualTo("x".repeat(1_000));
    }

    @Test
    void fourMegabytesAreEnough() {
        var padded = "bid-1" + " ".repeat(4_194_304 - 5);
        assertThat(server.post(BIDS, padded + " ").statusCode()).isEqualTo(413);
        assertThat(doors.reasons()).containsExactly("body of 4194305 bytes is above 4194304 bytes");
        assertThat(server.post(BIDS, "bid-1" + "\n".repeat(4_194_304 - 5)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void onlyPlainTextIsTaken() {
        assertThat(server.post(BIDS, "bid-1", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
        assertThat(doors.reasons()).containsExactly("content type 'application/json' is not text/plain");
        assertThat(server.post(BIDS, "bid-1", "Content-Type", "text/plain; charset=us-ascii")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anUnknownGridTakesNoBid() {
        assertThat(server.post("/api/grids/nowhere/bids", "bid-1").statusCode()).isEqualTo(404);
        assertThat(doors.ofNoGrid.latest(1))
                .extracting(DeadLetter::reason)
                .containsExactly("grid 'nowhere' is not open");
        assertThat(doors.bids.taken()).isEmpty();
    }
}
