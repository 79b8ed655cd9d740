package ems.processes.api;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import ems.market.period.Task;
import ems.processes.api.ApiCaller.Sender;
import ems.processes.api.ApiDocument.Operation;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.guard.DoorHours;
import ems.processes.job.BackgroundJobs;
import ems.processes.job.JobKey;
import ems.processes.job.JobOrder;
import ems.processes.job.JobResult;
import ems.processes.job.JobState;
import ems.processes.job.Jobs;
import ems.processes.operations.OperatedGrid;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** The running market does what the document of its addresses says. The tests go on from one another. */
@QuarkusTest
@TestProfile(DocumentedApiTest.LockedMarket.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DocumentedApiTest {

    /** A market of its own: the other tests' stays open. */
    public static class LockedMarket implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:api;NON_KEYWORDS=VALUE,KEY",
                    "ems.data", DATA.toString(),
                    "ems.live", "true",
                    "ems.home", "..",
                    "ems.sandbox", "true",
                    "ems.clock.enabled", "false",
                    "ems.retry.enabled", "false",
                    "ems.demo.enabled", "false");
        }
    }

    private static final Path DATA = Path.of("target/api-data");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ApiDocument DOCUMENT = ApiDocument.shipped();
    private static final String OTHER_PASSWORD = "yet another four words";

    /** What other tests show: signed bids, agents, a grid without validators, copies for backups, a closed sandbox. */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of(
            "sendBids",
            "sendForecasts",
            "sendExchanges",
            "latestModel",
            "sendUpdate",
            "announceUpdate",
            "sendMaskedUpdate",
            "showSeed",
            "askAsAgent",
            "playFeatures",
            "correctReadingsAsTester",
            "validators",
            "copyDatabase",
            "openSandbox",
            "restoreRules");

    private static final Map<String, Sender> SENDERS = new HashMap<>();
    private static ApiCaller api;
    private static String grid;

    @TestHTTPResource("/")
    URI root;

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    DoorHours doors;

    @Inject
    CamelRuntime routes;

    @Inject
    BackgroundJobs jobs;

    @Test
    @Order(1)
    void the_document_is_served() throws Exception {
        routes.start(new String[0]);
        doors.open();
        var operated = new OperatedGrid(grids, ticking);
        grid = operated.name();
        operated.runs(NOON);
        operated.breakDown(Task.SETTLE);
        operated.sells(NOON.next());
        operated.runs(NOON.next());
        operated.mend();
        api = new ApiCaller(DOCUMENT, root, Map.of("grid", grid, "start", NOON.toString()));
        var served = JSON.readTree(root.resolve("/docs/openapi.json").toURL());
        assertThat(served.path("paths")).hasSize(names(DOCUMENT).size());
        assertThat(served.at("/components/schemas/Kw/x-unit").asText()).isEqualTo("kW");
    }

    private static Set<String> names(ApiDocument document) {
        var paths = new TreeSet<String>();
        document.operations().forEach(operation -> paths.add(operation.path()));
        return paths;
    }

    @Test
    @Order(2)
    void people() throws Exception {
        api.call(Sender.NOBODY, "whoAmI");
        var token = Files.readString(DATA.resolve("setup-token")).strip();
        api.call(Sender.NOBODY, "setUp");
        api.call(Sender.NOBODY, "setUp", Map.of(), "{");
        api.call(Sender.NOBODY, "logIn", Map.of(), "[]");
        var ada = Sender.withCookie(api.call(Sender.NOBODY, "setUp", Map.of("token", token)));
        SENDERS.put("ada", ada);
        api.call(Sender.NOBODY, "setUp", Map.of("token", token, "name", "eve"));
        api.call(ada, "addPerson");
        api.call(ada, "addPerson");
        api.call(ada, "addPerson", Map.of("name", "uma"));
        api.call(
                ada,
                "addPerson",
                Map.of(),
                "{\"name\":\"anna\",\"password\":\"" + OTHER_PASSWORD + "\",\"roles\":[\"analyst\"]}");
        api.call(
                ada,
                "addPerson",
                Map.of(),
                "{\"name\":\"bert\",\"password\":\"" + OTHER_PASSWORD + "\",\"roles\":[\"approver\"]}");
        api.call(ada, "people");
        api.call(ada, "giveRoles", Map.of("name", "uma"));
        api.call(ada, "resetPassword", Map.of("name", "uma"));
        api.call(ada, "disablePerson", Map.of("name", "uma"));
        api.call(ada, "disablePerson", Map.of("name", "ada"));
        api.call(ada, "enablePerson", Map.of("name", "uma"));
        api.call(ada, "endSessions", Map.of("name", "uma"));
        for (String of : List.of("giveRoles", "resetPassword", "disablePerson", "enablePerson", "endSessions")) {
            assertThat(api.call(ada, of, Map.of("name", "nobody")).statusCode()).isEqualTo(404);
        }
        SENDERS.put("olga", logIn("olga", "another four words in mind"));
        SENDERS.put("uma", logIn("uma", OTHER_PASSWORD));
        SENDERS.put("anna", logIn("anna", OTHER_PASSWORD));
        SENDERS.put("bert", logIn("bert", OTHER_PASSWORD));
    }

    private static Sender logIn(String name, String password) throws Exception {
        return Sender.withCookie(api.call(Sender.NOBODY, "logIn", Map.of("name", name, "password", password)));
    }

    @Test
    @Order(3)
    void sessions() throws Exception {
        api.call(Sender.NOBODY, "logIn", Map.of("name", "nobody"));
        var ada = SENDERS.get("ada");
        api.call(ada, "prove");
        api.call(ada, "prove", Map.of("password", "wrong"));
        api.call(ada, "changePassword", Map.of("newPassword", "short"));
        api.call(ada, "changePassword", Map.of("password", "wrong"));
        api.call(logIn("uma", OTHER_PASSWORD), "changePassword", Map.of("password", OTHER_PASSWORD));
        SENDERS.put("uma", logIn("uma", "five other words in mind"));
        var again = logIn("uma", "five other words in mind");
        api.call(again, "logOut");
        for (String of : List.of("logOut", "prove", "changePassword")) {
            assertThat(api.call(again, of).statusCode()).isEqualTo(401);
        }
    }

    @Test
    @Order(4)
    void devices() throws Exception {
        var olga = SENDERS.get("olga");
        var issued = read(api.call(
                olga,
                "issueToken",
                Map.of(),
                "{\"name\":\"a-home\",\"parties\":[\"prosumer:L1\",\"vehicle:EV1\"],\"reason\":\"new\"}"));
        var device = Sender.withToken(issued.path("token").asText());
        SENDERS.put("device", device);
        api.call(olga, "issueToken", Map.of());
        api.call(olga, "tokens");
        api.call(olga, "revokeToken");
        api.call(olga, "endCertificates", Map.of("party", "demo/prosumer:L9"));
        api.call(olga, "endCertificates", Map.of("reason", ""));
        api.call(olga, "endedCertificates");
        api.call(olga, "revokeToken", Map.of("name", "none"));
        var later = NOON.next().end();
        var reading = "{\"meter\":\"%s\",\"at\":\"%s\",\"production_w\":%d,\"consumption_w\":0}";
        assertThat(api.call(device, "sendReadings", Map.of(), reading.formatted("L1", later, 2_000))
                        .statusCode())
                .isEqualTo(202);
        assertThat(api.call(device, "sendReadings", Map.of(), reading.formatted("L1", later, -2_000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.call(device, "sendReadings", Map.of(), "[" + "1,".repeat(40_000) + "1]")
                        .statusCode())
                .isEqualTo(413);
        var correction = "{\"reason\":\"the meter counted twice\",\"readings\":%s}";
        assertThat(api.call(
                                olga,
                                "correctReadings",
                                Map.of(),
                                correction.formatted(reading.formatted("L1", later, 1_500)))
                        .statusCode())
                .isEqualTo(202);
        assertThat(api.call(
                                olga,
                                "correctReadings",
                                Map.of(),
                                correction.formatted(reading.formatted("L1", later, -1_500)))
                        .body())
                .contains("No reading was taken", "of the trail says");
        var status = "{\"vehicle\":\"EV1\",\"at\":\"%s\",\"plugged_in\":%s}";
        assertThat(api.call(device, "sendVehicleStatus", Map.of(), status.formatted(later, "true"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(api.call(device, "sendVehicleStatus", Map.of(), status.formatted(later, "1"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.call(device, "sendBids").statusCode()).isEqualTo(400);
        assertThat(api.call(device, "sendForecasts").statusCode()).isEqualTo(400);
        assertThat(api.call(device, "sendExchanges").statusCode()).isEqualTo(400);
        assertThat(api.call(device, "askAsAgent").statusCode()).isEqualTo(400);
        assertThat(api.call(device, "latestModel").statusCode()).isEqualTo(404);
        assertThat(api.call(device, "announceUpdate").statusCode()).isEqualTo(400);
        assertThat(api.call(device, "showSeed").statusCode()).isEqualTo(400);
        assertThat(api.call(device, "round").statusCode()).isEqualTo(200);
        assertThat(api.call(device, "registryCopy").statusCode()).isEqualTo(200);
        var standing = read(api.call(device, "keyOfAgent"));
        assertThat(standing.path("counts").asBoolean()).as("it signs no bids").isFalse();
        assertThat(standing.path("from").isNull()).isTrue();
        assertThat(api.call(device, "keyOfAgent", Map.of("party", "prosumer:L2"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.call(device, "keyOfAgent", Map.of("key", "none")).statusCode())
                .isEqualTo(400);
    }

    @Test
    @Order(5)
    void the_market_and_its_repair() throws Exception {
        var olga = SENDERS.get("olga");
        var failed = NOON.next().toString();
        api.call(olga, "grids");
        api.call(olga, "snapshot");
        api.call(olga, "snapshot", Map.of("find", "", "rows", "100"));
        api.call(olga, "snapshot", Map.of("rows", "0"));
        var all = Map.of("state", "ERROR", "from", NOON.toString(), "before", "2026-06-22T00:00:00Z");
        api.call(olga, "instances", all);
        api.call(olga, "instances", Map.of("state", "LOST"));
        api.call(olga, "instance");
        assertThat(read(api.call(olga, "instance", Map.of("start", failed)))
                        .at("/period/state")
                        .asText())
                .isEqualTo("ERROR");
        api.call(olga, "instance", Map.of("start", "noon"));
        api.call(olga, "diagram");
        api.call(olga, "period");
        api.call(olga, "period", Map.of("start", failed));
        api.call(olga, "period", Map.of("start", "noon"));
        api.call(olga, "orderOfPeriod", Map.of("start", failed, "reason", ""));
        api.call(olga, "orderOfPeriod", Map.of("start", failed));
        api.call(olga, "orderOfPeriod", Map.of("start", failed));
        api.call(olga, "orderOfPeriod", Map.of("order", "forget"));
        api.call(olga, "retryPeriods");
        api.call(olga, "retryPeriods", Map.of("reason", ""));
        api.call(olga, "pause", Map.of("until", "tomorrow"));
        api.call(
                olga,
                "pause",
                Map.of("until", NOON.end().plus(Duration.ofDays(1)).toString()));
        api.call(
                olga,
                "pause",
                Map.of("until", NOON.end().plus(Duration.ofDays(1)).toString()));
        api.call(olga, "resume");
        api.call(olga, "resume");
        api.call(olga, "resume", Map.of("reason", ""));
        var inAnHour = Map.of("until", Instant.now().plus(Duration.ofHours(1)).toString());
        api.call(olga, "silenceAlert", Map.of("until", "tomorrow"));
        api.call(olga, "silenceAlert", inAnHour);
        api.call(olga, "alerts");
        api.call(olga, "endSilence");
        api.call(olga, "endSilence");
        api.call(olga, "endSilence", Map.of("reason", ""));
        api.call(olga, "members");
        api.call(olga, "members", Map.of("search", "", "after", "", "limit", "100"));
        api.call(olga, "members", Map.of("limit", "0"));
        api.call(olga, "member");
        api.call(olga, "member", Map.of("party", "EV1"));
        api.call(olga, "orderOfMember", Map.of("reason", ""));
        api.call(olga, "orderOfMember");
        api.call(olga, "orderOfMember");
        api.call(olga, "standing");
        units(olga);
        api.call(olga, "deadLetters");
        var group = read(api.call(olga, "refusedByReason")).at("/groups/0");
        var seen = Map.of(
                "door",
                group.path("door").asText(),
                "group",
                group.path("reason").asText());
        api.call(olga, "refusedOneByOne");
        api.call(olga, "refusedOneByOne", Map.of("limit", "0"));
        api.call(olga, "markSeen", seen);
        api.call(olga, "markSeen", Map.of("reason", ""));
        api.call(olga, "markSeen");
    }

    private static void units(Sender olga) throws Exception {
        assertThat(read(api.call(olga, "units")).path("rows")).hasSize(3);
        assertThat(api.call(olga, "proposeUnits", Map.of("reason", "")).statusCode())
                .isEqualTo(400);
        var nobodyThere = "{\"reason\":\"a new unit\",\"quorum\":1,\"addresses\":[\"http://127.0.0.1:1\"]}";
        assertThat(api.call(olga, "proposeUnits", Map.of(), nobodyThere).statusCode())
                .isEqualTo(409);
        assertThat(api.call(olga, "proposeUnits").body())
                .contains("3 of rsu-1, rsu-2, rsu-3, rsu-4 shall sign each block.");
        assertThat(api.call(SENDERS.get("anna"), "proposeUnits").statusCode()).isEqualTo(403);
        var wanted = read(api.call(olga, "units"));
        assertThat(wanted.at("/wanted/keys")).hasSize(4);
        assertThat(wanted.at("/orders/0/reason").asText()).isEqualTo("a fourth unit was installed");
    }

    @Test
    @Order(6)
    void what_auditors_check() throws Exception {
        var uma = SENDERS.get("uma");
        api.call(uma, "blocks", Map.of("from", ""));
        api.call(uma, "blocks");
        api.call(uma, "blocks", Map.of("from", "-1"));
        assertThat(read(api.call(uma, "auditedRuleVersions")).path("wrong").asInt())
                .isZero();
        api.call(uma, "checkpoint");
        api.call(uma, "checkpoint", Map.of("size", "1000"));
        api.call(uma, "consistency", Map.of("to", ""));
        api.call(uma, "consistency", Map.of("from", "0"));
        var match = Map.of("match", NOON + "~L1~EV1");
        assertThat(api.call(uma, "receipt", match).body()).startsWith("ems-receipt-1");
        api.call(uma, "receipt", Map.of("match", NOON + "~L1~EV2"));
        api.call(uma, "ledger");
        api.call(uma, "validators");
        api.call(uma, "anchors");
        api.call(uma, "trail");
        api.call(uma, "trail", Map.of("most", "0"));
        api.call(uma, "checkTrail");
    }

    @Test
    @Order(6)
    void bills() throws Exception {
        var olga = SENDERS.get("olga");
        var uma = SENDERS.get("uma");
        var grid = Map.of("grid", api.call(olga, "grids").body().replaceAll("[\\[\\]\"]", ""));
        var match = new HashMap<>(grid);
        match.put("match", NOON + "~L1~EV1");
        assertThat(read(api.call(olga, "bill", grid))
                        .at("/total/paidMicropence")
                        .isNull())
                .isTrue();
        assertThat(api.call(uma, "bill", grid).body()).contains("Say first why you look at the bill of prosumer:L1");
        api.call(uma, "lookAtBill", Map.of("grid", grid.get("grid"), "reason", ""));
        api.call(uma, "lookAtBill", Map.of("grid", grid.get("grid"), "party", "prosumer:L77"));
        api.call(uma, "lookAtBill", grid);
        assertThat(read(api.call(uma, "bill", grid))
                        .at("/total/earnedMicropence")
                        .isNumber())
                .isTrue();
        api.call(
                SENDERS.get("ada"),
                "addPerson",
                Map.of(),
                "{\"name\":\"mia\",\"password\":\"" + OTHER_PASSWORD
                        + "\",\"roles\":[\"member\"],\"parties\":[\"prosumer:L1\"]}");
        var mia = logIn("mia", OTHER_PASSWORD);
        SENDERS.put("mia", mia);
        assertThat(api.call(mia, "bill", grid).statusCode()).isEqualTo(200);
        // another member is as little there as one that never was
        for (String foreign : List.of("prosumer:L2", "vehicle:EV1", "prosumer:L77")) {
            assertThat(api.call(mia, "bill", Map.of("grid", grid.get("grid"), "party", foreign))
                            .body())
                    .contains("\"status\":404")
                    .contains("No member '" + foreign + "' is there for you in grid");
        }
        ownAccess(mia, olga, grid);
        for (String of : List.of("bill", "billAsTable", "trades", "tradesAsTable", "trade")) {
            api.call(uma, of, of.equals("trade") ? match : grid);
            var broken = new HashMap<>(match);
            broken.putAll(Map.of("month", "June", "day", "today", "party", of.equals("trade") ? "L1" : "prosumer:L1"));
            assertThat(api.call(uma, of, broken).statusCode()).isEqualTo(400);
            for (String year : List.of("+999999999", "1969", "-0001")) {
                broken.putAll(Map.of(
                        "month",
                        year + "-01",
                        "day",
                        year + "-01-01",
                        "match",
                        year + "-01-01T00:00:00Z~L1~EV1",
                        "party",
                        "prosumer:L1"));
                assertThat(api.call(uma, of, broken).body())
                        .contains("\"status\":400")
                        .contains(" is of the year ")
                        .contains("years are in [1970, 9999].");
            }
            var foreign = new HashMap<>(match);
            foreign.put("party", "prosumer:L77");
            assertThat(api.call(uma, of, foreign).statusCode()).isEqualTo(404);
        }
    }

    /** What a member orders of the own party; of another's, nothing is there. */
    private static void ownAccess(Sender mia, Sender olga, Map<String, String> grid) throws Exception {
        assertThat(read(api.call(mia, "ownAccess", grid)).at("/tokens/0/others").asInt())
                .as("a token that speaks for the car, too")
                .isEqualTo(1);
        for (String of : List.of("ownAccess", "changeOwnKey", "issueOwnToken", "revokeOwnToken")) {
            var foreign = new HashMap<>(grid);
            foreign.put("party", "vehicle:EV1");
            assertThat(api.call(mia, of, foreign).statusCode()).as(of).isEqualTo(404);
            var broken = new HashMap<>(grid);
            broken.putAll(Map.of("reason", "", "party", of.equals("ownAccess") ? "L1" : "prosumer:L1"));
            assertThat(api.call(mia, of, broken).statusCode()).as(of).isEqualTo(400);
        }
        assertThat(api.call(mia, "changeOwnKey", grid).statusCode()).isEqualTo(200);
        assertThat(api.call(mia, "changeOwnKey", grid).statusCode()).isEqualTo(409);
        var home = new HashMap<>(grid);
        home.put("party", "prosumer:L1");
        var seen = read(api.call(olga, "member", home));
        assertThat(seen.at("/member/open/change").asText()).isEqualTo("key");
        assertThat(seen.at("/orders/0/person").asText()).isEqualTo("mia");
        assertThat(seen.at("/orders/0/reason").asText()).isEqualTo("a new gateway");
        agents(mia, olga, grid, home);
        var issued = read(api.call(mia, "issueOwnToken", grid));
        assertThat(issued.path("name").asText()).isEqualTo("L1.meter");
        var meter = Sender.withToken(issued.path("token").asText());
        var reading =
                "{\"meter\":\"%s\",\"at\":\"" + NOON.next().end() + "\",\"production_w\":1500,\"consumption_w\":0}";
        assertThat(api.call(meter, "sendReadings", Map.of(), reading.formatted("L1"))
                        .body())
                .contains("\"refused\":[]");
        assertThat(api.call(meter, "sendReadings", Map.of(), reading.formatted("L2"))
                        .body())
                .contains("does not speak for prosumer:L2");
        var trail = api.call(olga, "trail").body();
        assertThat(trail).contains("L1.meter for " + grid.get("grid") + "/prosumer:L1", "the meter in the cellar");
        assertThat(api.call(mia, "issueOwnToken", grid).statusCode()).isEqualTo(400);
        assertThat(api.call(mia, "revokeOwnToken", grid).statusCode()).isEqualTo(204);
        var shared = new HashMap<>(grid);
        shared.put("name", "a-home");
        assertThat(api.call(mia, "revokeOwnToken", shared).statusCode()).isEqualTo(403);
        for (int i = 0; i < 20; i++) {
            var another = new HashMap<>(grid);
            another.put("name", "device-" + i);
            api.call(mia, "issueOwnToken", another);
        }
        assertThat(api.call(mia, "issueOwnToken", grid).statusCode()).isEqualTo(409);
    }

    /** Its key is ordered already, and is not ordered again; the installation signs for nobody in a tester's grid. */
    private static void agents(Sender mia, Sender olga, Map<String, String> grid, Map<String, String> home)
            throws Exception {
        for (String of : List.of("enrolOwnAgent", "endOwnAgent")) {
            var foreign = new HashMap<>(grid);
            foreign.put("party", "prosumer:L2");
            assertThat(api.call(mia, of, foreign).statusCode()).as(of).isEqualTo(404);
            var silent = new HashMap<>(grid);
            silent.put("reason", "");
            assertThat(api.call(mia, of, silent).statusCode()).as(of).isEqualTo(400);
        }
        assertThat(api.call(mia, "endOwnAgent", grid).body()).contains("prosumer:L1 has no agent.");
        var enrolled = read(api.call(mia, "enrolOwnAgent", grid));
        assertThat(enrolled.path("name").asText()).isEqualTo("L1.agent");
        assertThat(enrolled.path("trail")).isEmpty();
        var again = read(api.call(olga, "enrolAgent", home));
        assertThat(again.path("name").asText()).isEqualTo("L1.agent-2");
        var other = new HashMap<>(home);
        other.put("key", "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw");
        assertThat(api.call(olga, "enrolAgent", other).statusCode()).isEqualTo(409);
        assertThat(api.call(mia, "enrolOwnAgent", other).statusCode()).isEqualTo(409);
        assertThat(api.call(olga, "enrolAgent", Map.of("reason", "")).statusCode())
                .isEqualTo(400);
        assertThat(api.call(olga, "endAgent", home).statusCode()).isEqualTo(200);
        assertThat(api.call(olga, "endAgent", home).statusCode()).isEqualTo(409);
        assertThat(api.call(olga, "endAgent", Map.of("party", "vehicle:EV1")).statusCode())
                .isEqualTo(400);
        assertThat(api.call(mia, "enrolOwnAgent", grid).statusCode()).isEqualTo(201);
        assertThat(api.call(mia, "endOwnAgent", grid).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void long_work_in_the_background() throws Exception {
        var anna = SENDERS.get("anna");
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var running = jobs.start(order("waits"), progress -> {
            begun.countDown();
            Jobs.await(end);
            progress.at(1, 1, "ends");
            return JobResult.of("{}");
        });
        Jobs.await(begun);
        var id = Map.of("id", String.valueOf(running.id()));
        assertThat(read(api.call(anna, "job", id)).path("state").asText()).isEqualTo("RUNNING");
        api.call(anna, "cancelJob", id);
        var done = jobs.start(order("writes"), progress -> new JobResult("{\"answer\":42}", "a,b\n1,2\n"));
        end.countDown();
        var last = jobs.start(order("is last"), progress -> JobResult.of("{}"));
        Jobs.ended(jobs, last.id());
        api.call(anna, "cancelJob", id);
        id = Map.of("id", String.valueOf(done.id()));
        assertThat(read(api.call(anna, "job", id)).at("/result/answer").asInt()).isEqualTo(42);
        assertThat(api.call(anna, "tableOfJob", id).body()).isEqualTo("a,b\n1,2\n");
        for (String of : List.of("job", "tableOfJob", "cancelJob")) {
            assertThat(api.call(anna, of, Map.of("id", "999999")).statusCode()).isEqualTo(404);
            assertThat(api.call(anna, of, Map.of("id", "first")).statusCode()).isEqualTo(400);
        }
    }

    /** A market that is not packaged plays nothing; {@code PlayedPromisesTest} of the features shows one that does. */
    @Test
    @Order(7)
    void promises() throws Exception {
        var anna = SENDERS.get("anna");
        assertThat(read(api.call(anna, "promises")).path("features")).isNotEmpty();
        api.call(anna, "promiseResults");
        for (String place : List.of("../rules", "weather")) {
            assertThat(api.call(anna, "playFeatures", Map.of("place", place)).statusCode())
                    .isEqualTo(400);
        }
        assertThat(api.call(anna, "playFeatures", Map.of(), "{\"draft\":999999}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(7)
    void what_would_have_been_under_other_rules() throws Exception {
        var anna = SENDERS.get("anna");
        var pricing = Files.readString(Path.of("../rules/tables/pricing.csv"));
        var asked = JSON.createObjectNode().put("grid", grid);
        asked.putObject("tables").put("pricing.csv", pricing.replace(",50,", ",60,"));
        asked.put("from", NOON.toString()).put("to", NOON.end().toString());
        var started = read(api.call(anna, "startWhatIf", Map.of(), asked.toString()));
        var ended = Jobs.ended(jobs, started.path("id").asLong());
        assertThat(ended.state()).as(ended.words()).isEqualTo(JobState.DONE);
        var result = read(api.call(anna, "job", Map.of("id", String.valueOf(ended.id()))))
                .path("result");
        assertThat(result.path("checked").asText())
                .contains("this replay gives the 0 booked lines, the 1 bid of a car and the 1 pair exactly");
        assertThat(result.at("/prices/changed").asLong()).isZero();
        assertThat(read(api.call(anna, "startWhatIf", Map.of(), asked.toString()))
                        .path("id")
                        .asLong())
                .as("the same question")
                .isEqualTo(ended.id());
        var version = Map.of("version", grids.known(grid).rules().active().version());
        assertThat(read(api.call(anna, "whatIfs", version)).path("settledTo").asText())
                .isEqualTo(NOON.next().end().toString());
        api.call(anna, "whatIfs", Map.of("draft", "first"));
        api.call(anna, "whatIfs", Map.of("draft", "999999"));
        api.call(anna, "startWhatIf", Map.of(), asked.put("mode", "luck").toString());
        api.call(anna, "startWhatIf", Map.of(), "{\"draft\":999999}");
        var rows = Map.of("from", NOON.toString(), "to", NOON.end().toString());
        assertThat(read(api.call(anna, "rowsOfRules", rows)).at("/rows/0/rule").asText())
                .contains("halfway");
        api.call(anna, "rowsOfRules", Map.of("from", "yesterday"));
        assertThat(read(api.call(anna, "useOfRules", rows)).path("periods").asInt())
                .isEqualTo(1);
        api.call(anna, "useOfRules", Map.of("from", "yesterday"));
        api.call(anna, "useOfRules", Map.of("version", "0123456789ab"));
    }

    private static JobOrder order(String title) {
        return new JobOrder(new JobKey("test", title), title, "who " + title, false);
    }

    @Test
    @Order(8)
    void drafts_of_rules() throws Exception {
        var anna = SENDERS.get("anna");
        var bert = SENDERS.get("bert");
        var olga = SENDERS.get("olga");
        var grid = read(api.call(anna, "rulesNow"));
        var here = Map.of("grid", grid.path("grid").asText());
        var nowhere = Map.of("grid", "nowhere");
        var delivered = grid.at("/active/version").asText();
        var draft = read(api.call(anna, "beginDraft", here));
        var id = draft.path("id").asText();
        var pricing = draft.at("/tables").findValuesAsText("text").get(0);
        var cheaper = pricing.replace("cost,,110,", "cost,,105,");
        assertThat(read(api.call(anna, "checkTable", Map.of(), pricing.replace(",110,", ",banana,")))
                        .at("/0/typed")
                        .asText())
                .isEqualTo("banana");
        api.call(anna, "checkTable", Map.of(), "PK");
        var first = Map.of("id", id);
        api.call(anna, "saveTable", Map.of("id", id, "If-Match", ""), cheaper);
        api.call(anna, "saveTable", Map.of("id", id, "If-Match", "newest"), cheaper);
        assertThat(read(api.call(anna, "saveTable", first, cheaper))
                        .path("state")
                        .asText())
                .isEqualTo("draft");
        assertThat(read(api.call(anna, "saveTable", first, pricing))
                        .at("/present/id")
                        .asText())
                .isEqualTo(id);
        assertThat(api.call(anna, "saveTable", Map.of("id", id, "If-Match", "\"1\""), withSemicolons(cheaper))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.call(anna, "tableOfDraft", first).body()).isEqualTo(cheaper);
        assertThat(api.call(anna, "tableOfDraft", Map.of("id", id, "file", "pricing.xlsx"))
                        .body())
                .startsWith("PK");
        assertThat(read(api.call(anna, "readTable", first, pricing))
                        .at("/diff/0/rows/0/kind")
                        .asText())
                .isEqualTo("CHANGED");
        api.call(anna, "readTable", first, "PK");
        assertThat(read(api.call(anna, "compareDraft", first))).hasSize(1);
        assertThat(read(api.call(anna, "compareRules", Map.of("from", "draft-" + id))))
                .hasSize(1);
        api.call(anna, "compareRules", Map.of("from", ""));
        api.call(anna, "compareRules", Map.of("from", "0123456789ab"));
        api.call(anna, "beginDraft", Map.of(), "{\"grid\":\"" + here.get("grid") + "\",\"version\":\"0123456789ab\"}");
        api.call(anna, "beginDraft", Map.of(), "{\"grid\":\"no grid\"}");
        api.call(anna, "askForApproval", Map.of("id", id, "reason", ""));
        api.call(anna, "askForApproval", first);
        var waiting = read(api.call(anna, "draft", first));
        var hash = waiting.path("hash").asText();
        var request = waiting.at("/request/trail").asText();
        assertThat(waiting.at("/request/evidence/whatIf").isNull()).isTrue();
        assertThat(read(api.call(bert, "waitingForApproval")).at("/0/mayJudge").asBoolean())
                .isTrue();
        api.call(bert, "judgeDraft", Map.of("id", id, "verdict", "perhaps"));
        assertThat(api.call(bert, "judgeDraft", Map.of("id", id, "hash", hash, "request", "1"))
                        .body())
                .contains("that was request 1, and approval was asked for anew, as request " + request);
        assertThat(api.call(bert, "judgeDraft", Map.of("id", id, "request", request))
                        .body())
                .contains("is not what you looked at", "present");
        var other = begunBeforeThat(anna, here);
        assertThat(read(api.call(bert, "judgeDraft", Map.of("id", id, "hash", hash, "request", request)))
                        .path("words")
                        .asText())
                .contains("is approved, and holds from the period of");
        assertThat(api.call(anna, "askForApproval", first).statusCode()).isEqualTo(409);
        isBroughtUpToDate(anna, other, pricing);
        api.call(anna, "withdrawDraft", Map.of("id", id, "reason", ""));
        api.call(anna, "withdrawDraft", first);
        assertThat(read(api.call(anna, "takenBack")).at("/0/by").asText()).isEqualTo("anna");
        assertThat(api.call(anna, "withdrawDraft", first).statusCode()).isEqualTo(409);
        api.call(anna, "drafts");
        api.call(anna, "ruleVersions");
        api.call(anna, "tableOfVersion", Map.of("version", delivered));
        api.call(anna, "tableOfVersion", Map.of("version", delivered, "file", "weather.csv"));
        for (String of : List.of(
                "rulesNow", "ruleVersions", "takenBack", "waitingForApproval", "drafts", "beginDraft", "checkTable")) {
            assertThat(api.call(anna, of, nowhere).statusCode()).as(of).isEqualTo(404);
        }
        var unknown = Map.of("id", "999999");
        for (String of : List.of(
                "draft",
                "tableOfDraft",
                "saveTable",
                "readTable",
                "compareDraft",
                "askForApproval",
                "bringDraftUpToDate",
                "withdrawDraft")) {
            assertThat(api.call(anna, of, unknown).statusCode()).as(of).isEqualTo(404);
        }
        assertThat(api.call(bert, "judgeDraft", unknown).statusCode()).isEqualTo(404);
        restores(olga, here, delivered);
    }

    /** @return another draft of the rules that are active now */
    private static String begunBeforeThat(Sender anna, Map<String, String> here) throws Exception {
        return read(api.call(anna, "beginDraft", here)).path("id").asText();
    }

    /** A draft that began before another one was approved would take that one's change back. */
    private static void isBroughtUpToDate(Sender anna, String id, String pricing) throws Exception {
        var draft = Map.of("id", id);
        api.call(anna, "saveTable", Map.of("id", id, "If-Match", "0"), pricing.replace("cost,,110,", "cost,,107,"));
        assertThat(read(api.call(anna, "askForApproval", draft)).path("detail").asText())
                .contains("would take back: pricing.csv", "percent (%) 105", "of anna, approved by bert");
        var behind = read(api.call(anna, "draft", draft)).path("behind");
        assertThat(behind.at("/changes/0/conflict/cells/0/after").asText()).isEqualTo("107");
        var version = behind.path("version").asText();
        api.call(anna, "bringDraftUpToDate", draft, "{\"revision\":1}");
        assertThat(api.call(anna, "bringDraftUpToDate", draft, body(1, version, ""))
                        .body())
                .contains("Both sides changed pricing.csv");
        assertThat(api.call(anna, "bringDraftUpToDate", draft, body(0, version, "theirs"))
                        .statusCode())
                .isEqualTo(409);
        var now = read(api.call(anna, "bringDraftUpToDate", draft, body(1, version, "theirs")));
        assertThat(now.path("behind").isNull()).isTrue();
        assertThat(now.path("mergeBase").asText()).isEqualTo(version);
        assertThat(now.path("version").asText()).isEqualTo(version);
    }

    private static String body(int revision, String version, String side) {
        var choices = side.isEmpty() ? "" : "{\"number\":0,\"side\":\"" + side + "\"}";
        return "{\"revision\":" + revision + ",\"version\":\"" + version + "\",\"choices\":[" + choices + "]}";
    }

    private static String withSemicolons(String table) {
        return table.lines()
                .map(line -> line.startsWith("#") ? line.replaceFirst(",", ";") : line.replace(',', ';'))
                .collect(Collectors.joining("\n"));
    }

    private static void restores(Sender olga, Map<String, String> here, String delivered) throws Exception {
        var restore = Map.of("grid", here.get("grid"), "version", delivered);
        assertThat(api.call(olga, "restoreRules", restore).body()).contains("is active already");
        api.call(olga, "restoreRules", here);
        api.call(olga, "restoreRules", Map.of("reason", ""));
    }

    @Test
    @Order(9)
    void grids_of_testers() throws Exception {
        var olga = SENDERS.get("olga");
        var name = Map.of("grid", "try");
        api.call(olga, "openSandbox", name);
        api.call(olga, "setClock", name);
        api.call(olga, "sandboxRules", name);
        api.call(olga, "replaceTable", name);
        api.call(olga, "replaceTable", Map.of("grid", "try", "table", "weather.csv"));
        api.call(olga, "changeKeyInSandbox", name);
        api.call(olga, "revokeInSandbox", name);
        api.call(olga, "changeKeyInSandbox", name);
        api.call(olga, "setClock", Map.of("grid", "try", "now", "2026-06-21T12:01:03Z"));
        api.call(olga, "revokeInSandbox", name);
        api.call(olga, "changeKeyInSandbox", name);
        api.call(olga, "openSandbox", name);
        api.call(olga, "addFault", name);
        api.call(olga, "tellAsCharger", name);
        for (String id : List.of(
                "setClock", "sandboxRules", "revokeInSandbox", "changeKeyInSandbox", "addFault", "tellAsCharger")) {
            assertThat(api.call(olga, id, Map.of("grid", "nowhere")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @Order(10)
    void each_address_refuses_who_may_not_what_is_not_there_and_what_is_no_json() throws Exception {
        for (Operation operation : DOCUMENT.operations()) {
            if (!operation.needs().isEmpty()) {
                assertThat(api.call(Sender.NOBODY, operation.id()).statusCode())
                        .as(operation.toString())
                        .isEqualTo(401);
                assertThat(api.call(withoutRight(operation), operation.id()).statusCode())
                        .as(operation.toString())
                        .isEqualTo(403);
                if (operation.path().contains("{grid}") && !operation.path().contains("/sandbox/")) {
                    assertThat(api.call(withRight(operation), operation.id(), Map.of("grid", "nowhere"))
                                    .statusCode())
                            .as(operation.toString())
                            .isEqualTo(404);
                }
                if (operation.node().path("requestBody").path("content").has("application/json")) {
                    assertThat(api.call(withRight(operation), operation.id(), Map.of(), "{")
                                    .statusCode())
                            .as(operation.toString())
                            .isEqualTo(400);
                }
            }
        }
    }

    private static Sender withRight(Operation operation) {
        return switch (operation.needs()) {
            case "own:send-messages" -> SENDERS.get("device");
            case "manage-people" -> SENDERS.get("ada");
            case "own:manage-access" -> SENDERS.get("mia");
            case "edit-drafts" -> SENDERS.get("anna");
            case "approve-drafts" -> SENDERS.get("bert");
            case "own:see-money", "see-money", "see-ledger", "see-trail" -> SENDERS.get("uma");
            default -> SENDERS.get("olga");
        };
    }

    private static Sender withoutRight(Operation operation) {
        return switch (operation.needs()) {
            case "manage-people" -> SENDERS.get("olga");
            case "see-trail", "manage-tokens" -> SENDERS.get("device");
            default -> SENDERS.get("ada");
        };
    }

    /** Files of a version that were changed in the archive: {@code RuleVersionsTest} downloads one. */
    private static final Set<String> OF_A_CHANGED_ARCHIVE =
            Set.of("compareRules 409", "startWhatIf 409", "tableOfVersion 409", "useOfRules 409", "whatIfs 409");

    @Test
    @Order(11)
    void all_of_it_was_tried() {
        var untried = new TreeSet<String>();
        for (Operation operation : DOCUMENT.operations()) {
            for (String status : DOCUMENT.responses(operation).keySet()) {
                if (!api.seen().contains(operation.id() + " " + status)
                        && !SHOWN_ELSEWHERE.contains(operation.id())
                        && !OF_A_CHANGED_ARCHIVE.contains(operation.id() + " " + status)
                        && isProvoked(status)) {
                    untried.add(operation.id() + " " + status);
                }
            }
        }
        assertThat(untried).isEmpty();
    }

    /** Floods and stores that cannot keep have tests of their own. */
    private static boolean isProvoked(String status) {
        return !Set.of("429", "503", "413", "415").contains(status);
    }

    private static JsonNode read(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
