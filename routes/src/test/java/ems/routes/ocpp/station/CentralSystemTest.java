package ems.routes.ocpp.station;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClientOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.routes.ocpp.frame.CallRefused;
import ems.routes.ocpp.frame.FaultCode;
import ems.routes.ocpp.frame.Frame.Call;
import ems.routes.ocpp.frame.FrameText;
import ems.routes.ocpp.table.PasswordDigest;
import ems.routes.ocpp.table.StationLogin;
import ems.routes.ocpp.table.StationLogin.ByCertificate;
import ems.routes.ocpp.table.StationLogin.ByPassword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Stations of goodwill and of none, on real sockets. */
class CentralSystemTest {

    private static final String PASSWORD = "a colon : and 16 bytes";
    private static final Map<String, StationLogin> LOGINS = Map.of(
            "CP1", new ByPassword(PasswordDigest.of(PASSWORD.getBytes(UTF_8))),
            "CP:2", new ByPassword(PasswordDigest.of("another's password".getBytes(UTF_8))),
            "CP3", new ByCertificate("CP3"));

    private static Vertx vertx;

    private final Echo handler = new Echo();
    private CentralSystem central;

    /** Answers each call with its action, one after the other. */
    private static final class Echo implements CallHandler {

        private final Queue<String> handled = new ConcurrentLinkedQueue<>();
        private final Queue<StationLink> links = new ConcurrentLinkedQueue<>();
        private final Set<String> underWay = new HashSet<>();

        @Override
        public CompletionStage<ObjectNode> answer(StationLink station, Call call) {
            if (call.action().equals("Unknown")) {
                throw new CallRefused(FaultCode.NOT_IMPLEMENTED, "unknown");
            }
            if (call.action().equals("Broken")) {
                throw new IllegalStateException("not for strangers' eyes");
            }
            synchronized (underWay) {
                if (!underWay.add(station.station())) {
                    return CompletableFuture.failedFuture(new IllegalStateException("two at once"));
                }
            }
            handled.add(call.id());
            return CompletableFuture.supplyAsync(() -> {
                synchronized (underWay) {
                    underWay.remove(station.station());
                }
                return FrameText.object().put("action", call.action());
            });
        }

        @Override
        public void connected(StationLink station) {
            links.add(station);
        }
    }

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close();
    }

    @BeforeEach
    void listen() {
        central = new CentralSystem(
                vertx,
                new ServerSettings("127.0.0.1", 0, Optional.empty(), Duration.ofSeconds(10)),
                station -> Optional.ofNullable(LOGINS.get(station)),
                handler);
    }

    @AfterEach
    void stop() {
        central.close();
    }

    private RawStation station(String... versions) {
        return RawStation.connect(vertx, central.port(), "CP1", PASSWORD, versions);
    }

    private int refusal(String station, String name, String password) {
        return RawStation.refusal(
                vertx,
                new WebSocketClientOptions(),
                RawStation.basic(RawStation.plain(central.port(), station, "ocpp1.6"), name, password));
    }

    @Test
    void aStationAndTheCentralSystemAgreeOnTheFirstVersionOfTheStationThatBothSpeak() {
        for (String version : new String[] {"ocpp1.6", "ocpp2.0.1", "ocpp2.1"}) {
            try (var one = station("ocpp1.5", version)) {
                assertThat(one.call("Heartbeat", "{}").get("action").textValue())
                        .isEqualTo("Heartbeat");
            }
        }
        try (var all = station("ocpp2.1", "ocpp1.6", "ocpp2.0.1")) {
            all.call("Heartbeat", "{}");
        }
        assertThat(handler.links)
                .extracting(link -> link.version().subprotocol())
                .containsExactly("ocpp1.6", "ocpp2.0.1", "ocpp2.1", "ocpp2.1");
    }

    @Test
    void aStationWithoutAVersionThatIsSpokenIsRefused() {
        var options = RawStation.basic(RawStation.plain(central.port(), "CP1", "ocpp1.5"), "CP1", PASSWORD);
        assertThat(RawStation.refusal(vertx, new WebSocketClientOptions(), options))
                .isEqualTo(400);
        var none = RawStation.basic(RawStation.plain(central.port(), "CP1"), "CP1", PASSWORD);
        assertThat(RawStation.refusal(vertx, new WebSocketClientOptions(), none))
                .isEqualTo(400);
    }

    @Test
    void theIdOfAnotherStationIsRefused() {
        assertThat(refusal("CP1", "CP:2", "another's password")).isEqualTo(401);
        assertThat(refusal("CP1", "CP1", "another's password")).isEqualTo(401);
        assertThat(refusal("CP1", "CP1", PASSWORD + "x")).isEqualTo(401);
        assertThat(refusal("CP1", "CP1", "")).isEqualTo(401);
        assertThat(refusal("CP9", "CP9", PASSWORD)).isEqualTo(401);
        assertThat(refusal("CP3", "CP3", PASSWORD)).isEqualTo(401);
        assertThat(refusal("CP%201", "CP 1", PASSWORD)).isEqualTo(404);
        assertThat(refusal("CP%3A2", "CP:2", "another's password")).isEqualTo(101);
        assertThat(RawStation.refusal(
                        vertx, new WebSocketClientOptions(), RawStation.plain(central.port(), "CP1", "ocpp1.6")))
                .isEqualTo(401);
    }

    @Test
    void otherMachinesNeedTls() {
        assertThatThrownBy(() -> new ServerSettings("0.0.0.0", 0, Optional.empty(), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would not be encrypted");
    }

    @Test
    void eachWrongCallGetsTheErrorThatItsVersionHasForIt() {
        try (var one = station("ocpp1.6")) {
            assertThat(one.refused("Unknown", "{}")).isEqualTo("NotImplemented");
            assertThat(one.refused("Broken", "{}")).isEqualTo("InternalError");
            one.send("[2,\"a\",\"Heartbeat\"]");
            assertThat(one.next()).startsWith("[4,\"a\",\"FormationViolation\",");
            one.send("no frame");
            assertThat(one.next()).startsWith("[4,\"-1\",\"ProtocolError\",");
            assertThat(one.call("Heartbeat", "{}").isObject()).isTrue();
        }
    }

    @Test
    void aFrameOfAMegabyteEndsTheConnectionAndNothingElse() {
        try (var other = RawStation.connect(vertx, central.port(), "CP:2", "another's password", "ocpp1.6")) {
            var one = station("ocpp1.6");
            one.send("[2,\"a\",\"DataTransfer\",{\"data\":\"" + "x".repeat(1 << 20) + "\"}]");
            assertThat(one.closedWith()).isEqualTo(1009);
            assertThat(other.call("Heartbeat", "{}").isObject()).isTrue();
        }
        assertThat(handler.handled).hasSize(1);
    }

    @Test
    void aBinaryFrameEndsTheConnection() {
        var one = station("ocpp1.6");
        one.sendBinary(new byte[] {2});
        assertThat(one.closedWith()).isEqualTo(1003);
    }

    @Test
    void fiftyCallsAtOnceAreAnsweredOneAfterTheOther() {
        try (var one = station("ocpp2.0.1")) {
            int most = 4 * StationConnection.MOST_WAITING;
            for (int i = 0; i < most; i++) {
                one.send("[2,\"" + i + "\",\"Heartbeat\",{}]");
            }
            for (int i = 0; i < most; i++) {
                assertThat(one.next()).startsWith("[3,\"" + i + "\",");
            }
        }
    }

    @Test
    void ofTwoConnectionsOfAStationTheNewerOneStays() {
        var first = station("ocpp1.6");
        try (var second = station("ocpp1.6")) {
            assertThat(first.closedWith()).isEqualTo(1000);
            assertThat(second.call("Heartbeat", "{}").isObject()).isTrue();
            assertThat(central.station("CP1")).contains(handler.links.toArray(StationLink[]::new)[1]);
            assertThat(central.connected()).isEqualTo(1);
        }
    }

    @Test
    void aStationHasOneCallOfOursOpenAtATime() {
        try (var one = station("ocpp1.6")) {
            one.call("Heartbeat", "{}");
            var link = central.station("CP1").orElseThrow();
            var first =
                    link.call("Reset", FrameText.object().put("type", "Soft")).toCompletableFuture();
            var second = link.call("ClearCache", FrameText.object()).toCompletableFuture();
            var call = one.nextCall();
            assertThat(call.get(2).textValue()).isEqualTo("Reset");
            one.call("Heartbeat", "{}");
            assertThat(one.isCalled()).isFalse();
            one.send("[3,\"another\",{}]");
            one.send("[3," + call.get(1) + ",{\"status\":\"Accepted\"}]");
            assertThat(first.join().get("status").textValue()).isEqualTo("Accepted");
            one.send("[4," + one.nextCall().get(1) + ",\"NotSupported\",\"no cache\",{}]");
            assertThatThrownBy(second::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("CP1 refuses ClearCache: NotSupported no cache");
        }
    }

    @Test
    void aStationThatGoesAwayLeavesNoCallOpen() {
        var one = station("ocpp1.6");
        one.call("Heartbeat", "{}");
        var link = central.station("CP1").orElseThrow();
        var open = link.call("Reset", FrameText.object()).toCompletableFuture();
        one.nextCall();
        one.close();
        assertThatThrownBy(open::join).hasRootCauseMessage("CP1 is gone");
        assertThatThrownBy(link.call("Reset", FrameText.object()).toCompletableFuture()::join)
                .hasRootCauseMessage("CP1 is gone");
    }

    @Test
    void whoAskedGoesOnOnAThreadThatMayWait() {
        try (var one = station("ocpp1.6")) {
            one.call("Heartbeat", "{}");
            var link = central.station("CP1").orElseThrow();
            var answered = link.call("Reset", FrameText.object()).thenApply(done -> Context.isOnWorkerThread());
            one.answer("Reset", "{}");
            assertThat(answered.toCompletableFuture().join()).isTrue();
            var refused = link.call("Reset", FrameText.object()).handle((done, no) -> Context.isOnWorkerThread());
            one.send("[4," + one.nextCall().get(1) + ",\"NotSupported\",\"\",{}]");
            assertThat(refused.toCompletableFuture().join()).isTrue();
            var gone = link.call("Reset", FrameText.object()).handle((done, no) -> Context.isOnWorkerThread());
            one.nextCall();
            one.close();
            assertThat(gone.toCompletableFuture().join()).isTrue();
        }
    }

    @Test
    void thoseWhoKnockAreNotPiledUp() {
        var door = new CountDownLatch(1);
        try (var slow = new CentralSystem(
                vertx,
                new ServerSettings("127.0.0.1", 0, Optional.empty(), Duration.ofSeconds(1)),
                station -> {
                    await(door);
                    return Optional.of(new ByCertificate("CP3"));
                },
                handler)) {
            var client = vertx.createWebSocketClient(
                    new WebSocketClientOptions().setMaxConnections(2 * CentralSystem.MOST_KNOCKING));
            var statuses = IntStream.rangeClosed(0, CentralSystem.MOST_KNOCKING)
                    .mapToObj(each -> client.connect(RawStation.plain(slow.port(), "CP3", "ocpp1.6"))
                            .map(101)
                            .otherwise(no -> ((UpgradeRejectedException) no).getStatus())
                            .toCompletionStage()
                            .toCompletableFuture())
                    .toList();
            assertThat(CompletableFuture.anyOf(statuses.toArray(CompletableFuture[]::new))
                            .join())
                    .isEqualTo(503);
            door.countDown();
            assertThat(statuses.stream().map(CompletableFuture::join).filter(status -> status == 401))
                    .hasSize(CentralSystem.MOST_KNOCKING);
        }
    }

    private static void await(CountDownLatch door) {
        try {
            door.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSilentStationIsNotWaitedForLongerThanItsPatience() {
        try (var impatient = new CentralSystem(
                        vertx,
                        new ServerSettings("127.0.0.1", 0, Optional.empty(), Duration.ofMillis(50)),
                        station -> Optional.ofNullable(LOGINS.get(station)),
                        handler);
                var one = RawStation.connect(vertx, impatient.port(), "CP1", PASSWORD, "ocpp1.6")) {
            one.call("Heartbeat", "{}");
            var link = impatient.station("CP1").orElseThrow();
            var silent = link.call("Reset", FrameText.object()).toCompletableFuture();
            assertThatThrownBy(silent::join).hasRootCauseMessage("CP1 has not answered Reset within 0 s");
            var late = one.nextCall();
            var next = link.call("ClearCache", FrameText.object()).toCompletableFuture();
            one.send("[3," + late.get(1) + ",{\"status\":\"Late\"}]");
            assertThatThrownBy(next::join).hasRootCauseMessage("CP1 has not answered ClearCache within 0 s");
        }
    }

    @Test
    void tooManyCallsAreNotPiledUp() {
        try (var one = station("ocpp1.6")) {
            one.call("Heartbeat", "{}");
            var link = central.station("CP1").orElseThrow();
            for (int i = 0; i < 17; i++) {
                link.call("Reset", FrameText.object());
            }
            assertThatThrownBy(link.call("Reset", FrameText.object()).toCompletableFuture()::join)
                    .hasRootCauseMessage("CP1 leaves 16 calls waiting already");
        }
    }
}
