package ems.processes.enrolment;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.AgentKey;
import ems.market.record.HomeMetering;
import ems.people.token.ApiToken;
import ems.people.token.ApiTokens;
import ems.people.trail.Trail;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.guard.MarketLock;
import ems.processes.operations.OperatorsAddresses;
import ems.processes.operations.OrderRefused;
import ems.processes.people.IssuingTokens;
import ems.processes.sandbox.SandboxPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An agent begins to speak for a home and its car in one act, and ends in one; in a grid whose installation signs for its members. */
@QuarkusTest
class EnrollingAgentsTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    EnrollingAgents enrolling;

    @Inject
    ApiTokens tokens;

    @Inject
    Trail trail;

    @TestHTTPResource("/")
    URI root;

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final String home = key();
    private final String car = key();
    private LiveGrid grid;
    private int begun;
    private OperatorsAddresses addresses;

    private static String key() {
        return SigningKey.generate(new SecureRandom()).publicKey().text();
    }

    @BeforeEach
    void open() {
        var id = new GridId("enrols-" + UUID.randomUUID().toString().substring(0, 8));
        var vehicle = new SandboxPlan.Vehicle(
                "EV1", new BigDecimal(80), BigDecimal.ZERO, null, null, null, new BigDecimal(40), new BigDecimal(15));
        var plan = new SandboxPlan(
                NOON,
                new BigDecimal("6.4"),
                new BigDecimal("29.49"),
                "optimal",
                "persistence",
                List.of("L1", "L2"),
                List.of(vehicle),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        grid = grids.open(plan.setup(id, Path.of("../rules/tables")), clock::get, false, UnaryOperator.identity());
        addresses = new OperatorsAddresses(root, id.text());
        begin(0);
    }

    private void begin(int period) {
        clock.set(NOON.plusSeconds(60L * period + 3));
        ticking.tick(grid, clock.get());
        begun = period;
    }

    private void runUntil(int period) {
        while (begun < period) {
            begin(begun + 1);
        }
    }

    private HttpResponse<String> enrol(String body) {
        return addresses.post("members/prosumer:L1/agent", body);
    }

    private JsonNode enrolled() {
        var reply = enrol(
                "{\"reason\":\"its agent\",\"key\":\"%s\",\"car\":\"EV1\",\"car_key\":\"%s\",\"meter\":\"my readings\"}"
                        .formatted(home, car));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
        return OperatorsAddresses.read(reply);
    }

    private HttpResponse<String> send(String method, String path, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        root.resolve("/api/grids/" + grid.setup().grid() + "/" + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode standing(String account, String key, String token) throws IOException, InterruptedException {
        var reply = send("GET", "agents/" + account + "/keys/" + key, token);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JSON.readTree(reply.body());
    }

    @Test
    void itsKeysCountFromThePeriodThatTheAnswerSaysAndItsTokenSpeaksForBoth() throws Exception {
        var answer = enrolled();
        var token = answer.path("token").asText();
        assertThat(answer.path("from").asText()).isEqualTo("2026-06-21T12:03:00Z");
        assertThat(answer.path("block").asText()).isEqualTo("2026-06-21T12:01:00Z");
        assertThat(answer.path("words").asText())
                .startsWith(
                        "The agent of prosumer:L1 and vehicle:EV1 is enrolled. The block of the period of 2026-06-21T12:01:00Z"
                                + " carries its key; from the period of 2026-06-21T12:03:00Z on it signs.");
        assertThat(answer.path("command").asText())
                .isEqualTo("EMS_AGENT_TOKEN=" + token
                        + " ./ems agent --home L1 --car EV1 --readings 'my readings' --market " + root + " --grid "
                        + grid.setup().grid());
        assertThat(answer.path("trail")).hasSize(2);
        for (var each : Map.of("prosumer:L1", home, "vehicle:EV1", car).entrySet()) {
            var ordered = standing(each.getKey(), each.getValue(), token);
            assertThat(ordered.path("counts").asBoolean()).isFalse();
            assertThat(ordered.path("from").asText()).isEqualTo("2026-06-21T12:03:00Z");
        }
        assertThat(send("GET", "agents/prosumer:L2/keys/" + home, token).statusCode())
                .isEqualTo(404);
        runUntil(3);
        for (var each : Map.of("prosumer:L1", home, "vehicle:EV1", car).entrySet()) {
            assertThat(standing(each.getKey(), each.getValue(), token)
                            .path("counts")
                            .asBoolean())
                    .as(each.getKey())
                    .isTrue();
        }
        assertThat(standing("prosumer:L1", car, token).path("counts").asBoolean())
                .isFalse();
    }

    @Test
    void whoeverAsksOnceMoreOrdersNoKeyTwiceAndTheEarlierTokenEnds() throws Exception {
        var first = enrolled();
        var second = enrolled();
        assertThat(second.path("trail")).isEmpty();
        assertThat(second.path("from")).isEqualTo(first.path("from"));
        assertThat(second.path("name").asText())
                .startsWith("L1.agent")
                .isNotEqualTo(first.path("name").asText());
        assertThat(send(
                                "GET",
                                "agents/prosumer:L1/keys/" + home,
                                first.path("token").asText())
                        .statusCode())
                .isEqualTo(401);
        runUntil(3);
        assertThat(enrolled().path("words").asText()).contains("Its key counts already.");
    }

    @Test
    void itLeavesAndTheInstallationSignsAgain() throws Exception {
        var token = enrolled().path("token").asText();
        runUntil(3);
        var ended = send("DELETE", "members/prosumer:L1/agent?reason=sold", "");
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
        assertThat(ended.body()).contains("Another key speaks for prosumer:L1", "Another key speaks for vehicle:EV1");
        assertThat(send("GET", "agents/prosumer:L1/keys/" + home, token).statusCode())
                .isEqualTo(401);
        runUntil(6);
        assertThat(addresses.get("members/prosumer:L1").at("/member/signsHere").asBoolean())
                .isTrue();
        assertThat(send("DELETE", "members/prosumer:L1/agent?reason=again", "").body())
                .contains("prosumer:L1 has no agent.");
    }

    @Test
    void itNeitherEndsNorBeginsAgainWhileAnotherKeyIsOnItsWay() throws Exception {
        var token = enrolled().path("token").asText();
        var early = send("DELETE", "members/prosumer:L1/agent?reason=sold", "");
        assertThat(early.statusCode()).as(early.body()).isEqualTo(409);
        assertThat(early.body()).contains("no sealed block carries it yet");
        assertThat(standing("prosumer:L1", home, token).path("from").asText())
                .as("its token holds")
                .isEqualTo("2026-06-21T12:03:00Z");
        runUntil(3);
        assertThat(send("DELETE", "members/prosumer:L1/agent?reason=sold", "").statusCode())
                .isEqualTo(200);
        var again = enrol("{\"reason\":\"back\",\"key\":\"" + home + "\"}");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
        assertThat(again.body()).contains("brings another key");
    }

    private JsonNode enrolledAsPrivate() {
        var reply =
                enrol("{\"reason\":\"its agent\",\"key\":\"%s\",\"car\":\"EV1\",\"car_key\":\"%s\",\"private\":true}"
                        .formatted(home, car));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
        return OperatorsAddresses.read(reply);
    }

    private MatchingPeriod period(int number) {
        return new MatchingPeriod(NOON.plusSeconds(60L * number));
    }

    @Test
    void itsHomeIsPrivateInTheSameActFromTheSamePeriodOn() throws Exception {
        var answer = enrolledAsPrivate();
        var token = answer.path("token").asText();
        assertThat(answer.path("privateFrom")).isEqualTo(answer.path("from"));
        assertThat(answer.path("words").asText())
                .contains("prosumer:L1 is private from the period of 2026-06-21T12:03:00Z on");
        assertThat(answer.path("command").asText()).contains(" --car EV1 --private --readings ");
        assertThat(answer.path("trail")).hasSize(3);
        assertThat(standing("prosumer:L1", home, token).path("privateFrom").asText())
                .isEqualTo("2026-06-21T12:03:00Z");
        begin(1);
        assertThat(enrolledAsPrivate().path("trail"))
                .as("who is not sure asks once more")
                .isEmpty();
        runUntil(3);
        assertThat(grid.journal().read(grid.key(period(1))).all(AgentKey.class)).hasSize(2);
        assertThat(grid.journal().read(grid.key(period(2))).all(HomeMetering.class))
                .containsExactly(new HomeMetering(HOME, HomeMetering.Mode.PRIVATE));
        assertThat(grid.roster().isPrivate(HOME, period(2))).isFalse();
        assertThat(grid.roster().isPrivate(HOME, period(3))).isTrue();
    }

    @Test
    void itEndsTheSameWayAndItsHomeIsMeteredWithTheKeysEnd() throws Exception {
        enrolledAsPrivate();
        begin(1);
        var early = send("DELETE", "members/prosumer:L1/agent?reason=sold", "");
        assertThat(early.statusCode()).as(early.body()).isEqualTo(409);
        runUntil(3);
        var ended = send("DELETE", "members/prosumer:L1/agent?reason=sold", "");
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
        assertThat(ended.body())
                .contains("Another key speaks for prosumer:L1 from the period of 2026-06-21T12:06:00Z on")
                .contains("prosumer:L1 is metered from the period of 2026-06-21T12:06:00Z on");
        runUntil(6);
        assertThat(grid.roster().isPrivate(HOME, period(5))).isTrue();
        assertThat(grid.roster().isPrivate(HOME, period(6))).isFalse();
        assertThat(addresses.get("members/prosumer:L1").at("/member/signsHere").asBoolean())
                .isTrue();
    }

    @Test
    void whoLeavesTheGridTakesBothOrdersAlong() throws Exception {
        enrolledAsPrivate();
        var revoked = addresses.post("members/prosumer:L1/revoke", "{\"reason\":\"moves out\"}");
        assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
        runUntil(4);
        assertThat(grid.roster().open(HOME)).isEmpty();
        assertThat(grid.roster().isPrivate(HOME, period(4))).isFalse();
    }

    @Test
    void anOrderThatLeavesTheKeyAloneHidesNoKeyThatIsOnItsWay() throws Exception {
        var token = enrolled().path("token").asText();
        begin(1);
        var hidden = addresses.post("members/prosumer:L1/private", "{\"reason\":\"its wish\"}");
        assertThat(hidden.statusCode()).as(hidden.body()).isEqualTo(200);
        var ended = send("DELETE", "members/prosumer:L1/agent?reason=sold", "");
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(409);
        assertThat(ended.body()).contains("no sealed block carries it yet");
        assertThat(standing("prosumer:L1", home, token).path("from").asText())
                .as("its token holds")
                .isEqualTo("2026-06-21T12:03:00Z");
    }

    @Test
    void aCarIsNotLeftWithAKeyThatNobodySignsWith() throws Exception {
        enrolled();
        runUntil(3);
        assertThat(enrol("{\"reason\":\"no car\",\"key\":\"" + home + "\"}").body())
                .contains("signs for vehicle:EV1, too");
        endTokens();
        assertThat(send("DELETE", "members/prosumer:L1/agent?reason=lost", "").body())
                .as("also of an agent whose token was revoked before")
                .contains("Another key speaks for prosumer:L1", "Another key speaks for vehicle:EV1");
    }

    @Test
    void theKeyOfAStolenBoxIsNotLeftWithTheCar() throws Exception {
        enrolled();
        runUntil(3);
        endTokens();
        var again = enrol("{\"reason\":\"another box\",\"key\":\"" + key() + "\"}");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
        assertThat(again.body()).contains("signs for vehicle:EV1, too");
        var both = enrol("{\"reason\":\"another box\",\"key\":\"%s\",\"car\":\"EV1\",\"car_key\":\"%s\"}"
                .formatted(key(), key()));
        assertThat(both.statusCode()).as(both.body()).isEqualTo(201);
    }

    @Test
    void aCarThatIsSomebodyElsesNowHoldsNobodyUp() {
        enrolled();
        runUntil(3);
        endTokens();
        var back = addresses.post("members/prosumer:L1/key", "{\"reason\":\"by hand\"}");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        runUntil(6);
        var mia = new Enroller("mia", true, HOME::equals);
        assertThatThrownBy(() -> enrolling.end(grid, HOME, "sold the car", mia))
                .as("its car is not looked at")
                .hasMessage("prosumer:L1 has no agent.");
    }

    private void endTokens() {
        tokens.all().stream()
                .filter(issued -> issued.name().startsWith("L1.agent") && IssuingTokens.holds(issued))
                .forEach(issued -> tokens.revoke(issued.name()));
    }

    @Test
    void whatSpeaksForANeighboursCarIsTheOperatorsToEnd() {
        enrolled();
        var mia = new Enroller("mia", true, HOME::equals);
        assertThatThrownBy(() -> enrolling.end(grid, HOME, "mine", mia))
                .isInstanceOf(OrderRefused.class)
                .hasMessageContaining("ask the operator");
        var wish = new AgentWish("mine", home, null, null, null, null, null);
        assertThatThrownBy(() -> enrolling.enrol(grid, HOME, wish, mia, root))
                .isInstanceOf(OrderRefused.class)
                .hasMessageContaining("ask the operator");
        var foreign = new AgentWish("mine", home, "EV1", car, null, null, null);
        assertThatThrownBy(() -> enrolling.enrol(grid, HOME, foreign, mia, root))
                .hasMessageContaining("No party 'vehicle:EV1' is there for mia");
    }

    @Test
    void aTestersTokenIsNobodysWhoCouldBeAPerson() {
        var name = enrolled().path("name").asText();
        assertThat(tokens.all())
                .filteredOn(issued -> issued.name().equals(name))
                .extracting(ApiToken::issuedBy)
                .containsExactly(MarketLock.SOMEBODY);
    }

    @Test
    void nothingIsDoneIfAnythingIsWrong() {
        int before = tokens.all().size();
        long acts = trail.head().number();
        var good = "\"reason\":\"its agent\",\"key\":\"" + home + "\"";
        assertThat(enrol("{\"reason\":\"its agent\"}").body()).contains("'key' is missing");
        assertThat(enrol("{\"key\":\"" + home + "\"}").body()).contains("'reason' is missing");
        assertThat(enrol("{" + good + ",\"car\":\"EV1\"}").body()).contains("'car_key' is missing");
        assertThat(enrol("{" + good + ",\"car_key\":\"" + car + "\"}").body()).contains("'car_key' comes with a 'car'");
        assertThat(enrol("{" + good + ",\"car\":\"EV1\",\"car_key\":\"none\"}").body())
                .contains("'car_key' is no public key");
        assertThat(enrol("{" + good + ",\"car\":\"EV7\",\"car_key\":\"" + car + "\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(enrol("{" + good + ",\"days\":0}").statusCode()).isEqualTo(400);
        assertThat(addresses.post("members/vehicle:EV1/agent", "{" + good + "}").body())
                .contains("vehicle:EV1 is no home");
        assertThat(tokens.all()).hasSize(before);
        assertThat(trail.head().number()).isEqualTo(acts);
        assertThat(addresses.get("members/prosumer:L1").at("/member/open").isNull())
                .isTrue();
    }
}
