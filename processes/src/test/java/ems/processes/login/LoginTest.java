package ems.processes.login;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.people.trail.Trail;
import ems.people.trail.TrailLine;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.guard.DoorHours;
import ems.processes.operations.OperatedGrid;

import static org.assertj.core.api.Assertions.assertThat;

/** A market from its first person on, as programs see it. The tests go on from one another: nobody can be unset. */
@QuarkusTest
@TestProfile(LoginTest.LockedMarket.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoginTest {

    /** A market of its own: the other tests' stays open. */
    public static class LockedMarket implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("quarkus.datasource.jdbc.url", "jdbc:h2:mem:login;NON_KEYWORDS=VALUE,KEY"),
                    Map.entry("ems.data", "target/login-data"),
                    Map.entry("ems.requests.per-second", "0.01"),
                    Map.entry("ems.requests.at-once", "800"),
                    Map.entry("ems.requests.slowest-body", "PT5S"),
                    Map.entry("ems.live", "true"),
                    Map.entry("ems.clock.enabled", "false"),
                    Map.entry("ems.retry.enabled", "false"),
                    Map.entry("ems.demo.enabled", "false"),
                    Map.entry("ems.visitors.operate", "false"),
                    Map.entry("quarkus.http.idle-timeout", "10S"));
        }
    }

    private static final Path DATA = Path.of("target/login-data");
    private static final String PASSWORD = "four words in mind";
    private static final String BECAUSE = "{\"reason\":\"the transformer is hot\"}";
    private static final String SKIP =
            "/management/processes/runMatchingPeriod/instances/00000000-0000-0000-0000-000000000000/skip";

    private static Browser ada;
    private static Browser olga;

    @TestHTTPResource("/")
    URI server;

    @Inject
    Trail trail;

    @Inject
    DataSource database;

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    DoorHours doors;

    private Browser stranger;

    @BeforeEach
    void aStranger() {
        stranger = new Browser(server);
        doors.open();
    }

    @Test
    @Order(1)
    void withoutPeopleThisMachineLooksAndChangesNothing() throws Exception {
        assertThat(stranger.get("/api/grids").status()).isEqualTo(200);
        assertThat(stranger.get("/api/me").body()).contains("\"kind\":\"visitor\"", "\"setUp\":false");
        assertThat(stranger.get("/nothing").status()).isEqualTo(404);
        assertThat(stranger.post("/nothing", "{}").status()).isEqualTo(401);
        var skip = stranger.post(SKIP, "");
        assertThat(skip.status()).isEqualTo(409);
        assertThat(skip.body()).contains("says why", "/operations/");
        for (String path : List.of(
                "/api/grids/demo/pause",
                "/api/grids/demo/readings",
                "/api/grids/demo/bids",
                "/api/grids/demo/operations/2026-01-31T12:00:00Z/abort",
                "/api/backup/database")) {
            var refused = stranger.post(path, "{\"reason\":\"for fun\"}");
            assertThat(refused.status()).as(path).isEqualTo(401);
            assertThat(refused.body()).as(path).contains("this market is to be looked at", "/setup.html");
        }
        assertThat(stranger.get("/api/people").status()).isEqualTo(401);
        assertThat(stranger.get("/api/people").body()).contains("/setup.html", "./ems people add");
    }

    /** Whoever may read the data folder operates, also before there are people. */
    @Test
    @Order(1)
    void aCommandOfTheOwnerOperatesFromTheBeginning() throws Exception {
        var key = Files.readString(DATA.resolve("command-token")).strip();
        var answer = stranger.ask(
                "POST", "/api/grids/nowhere/pause", "{\"reason\":\"for fun\"}", "Authorization: Bearer " + key);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("No grid 'nowhere' runs here.");
        assertThat(stranger.ask("GET", "/api/trail", "", "Authorization: Bearer " + key)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void theFirstPersonShowsWhatStandsInTheDataFolder() throws Exception {
        var file = DATA.resolve("setup-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var token = Files.readString(file).strip();
        assertThat(setUp("wrong", "ada", PASSWORD).status()).isEqualTo(403);
        assertThat(setUp(token, "ada", "too short").status()).isEqualTo(400);
        assertThat(setUp(token, "Ada!", PASSWORD).status()).isEqualTo(400);
        var done = setUp(token, "ada", PASSWORD);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("\"name\":\"ada\"", "manage-people");
        assertThat(file).doesNotExist();
        assertThat(setUp(token, "eve", PASSWORD).status()).isEqualTo(410);
        ada = stranger;
        assertThat(ada.get("/api/me").body()).contains("\"kind\":\"person\"", "\"name\":\"ada\"");
    }

    private Browser.Answer setUp(String token, String name, String password) throws Exception {
        return stranger.post(
                "/api/setup",
                "{\"token\":\"" + token + "\",\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource({
        "GET, /api/grids",
        "GET, /api/people",
        "GET, /api/trail",
        "GET, /graphql?query=%7B__typename%7D",
        "GET, //graphql?query=%7B__typename%7D",
        "GET, /%67raphql?query=%7B__typename%7D",
        "GET, /graphql/?query=%7B__typename%7D",
        "GET, /live/../graphql?query=%7B__typename%7D",
        "GET, /graphql;x?query=%7B__typename%7D",
        "GET, /api/people/../../live/main.js",
        "GET, /management/processes",
        "GET, /svg/processes/runMatchingPeriod",
        "GET, /q/metrics",
        "GET, /q/graphql-ui/",
        "GET, /docs/openapi.json",
        "GET, /nothing",
        "POST, /api/backup/database",
        "POST, /api/grids/demo/readings",
        "POST, /api/logout"
    })
    void fromThenOnAStrangerGetsNothing(String method, String path) throws Exception {
        var answer = stranger.ask(method, path, "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("/login.html", "Bearer ems_");
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource({"/", "/live/main.js", "/q/health/live", "/api/me"})
    void theWayInIsOpen(String path) throws Exception {
        assertThat(stranger.get(path).status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void aBrowserIsLedToTheLoginAndBack() throws Exception {
        var answer = stranger.get("/q/graphql-ui/", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Site: none");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo("/login.html?to=%2Fq%2Fgraphql-ui%2F");
    }

    @Test
    @Order(4)
    void anAdminAddsPeopleAndNobodyElseDoes() throws Exception {
        assertThat(ada.post("/api/people", person("olga", "operator")).status()).isEqualTo(201);
        assertThat(ada.post("/api/people", person("uma", "auditor")).status()).isEqualTo(201);
        assertThat(ada.post("/api/people", person("olga", "auditor")).status()).isEqualTo(400);
        assertThat(ada.post("/api/people", person("dora", "device")).body()).contains("tokens or certificates");
        olga = new Browser(server);
        assertThat(olga.post("/api/login", login("olga", PASSWORD)).status()).isEqualTo(200);
        var refused = olga.post("/api/people", person("eve", "admin"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("olga is operator; to manage people needs admin");
        assertThat(ada.get("/graphql?query=%7B__typename%7D").status())
                .as("an admin rules people only")
                .isEqualTo(403);
    }

    private static String person(String name, String role) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\",\"roles\":[\"" + role + "\"]}";
    }

    private static String login(String name, String password) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    @Test
    @Order(5)
    void theCookieIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        var answer = stranger.post("/api/login", login("uma", PASSWORD));
        assertThat(answer.header("set-cookie"))
                .startsWith("ems-plain=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict", "Path=/")
                .doesNotContain("Expires", "Max-Age");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    @Order(5)
    void theToolsLookAndChangeNothing() throws Exception {
        assertThat(olga.get("/graphql?query=%7B__typename%7D").body()).contains("\"Query\"");
        var mutation = olga.post("/graphql", "{\"query\":\"mutation{ProcessInstanceAbort(id:\\\"1\\\")}\"}");
        assertThat(mutation.body()).contains("says why", "/operations/");
        var skip = olga.post(SKIP, "");
        assertThat(skip.status()).isEqualTo(409);
        assertThat(skip.body()).contains("says why");
    }

    @Test
    @Order(6)
    void aStolenCookieIsWorthNothingAfterLogOut() throws Exception {
        var thief = new Browser(server);
        assertThat(stranger.post("/api/login", login("uma", PASSWORD)).status()).isEqualTo(200);
        thief.takesCookieOf(stranger);
        assertThat(thief.get("/api/trail").status()).isEqualTo(200);
        assertThat(stranger.post("/api/logout", "").status()).isEqualTo(204);
        assertThat(thief.get("/api/trail").status()).isEqualTo(401);
    }

    @Test
    @Order(6)
    void anotherLogInEndsTheBrowsersSessionBefore() throws Exception {
        var thief = new Browser(server);
        stranger.post("/api/login", login("uma", PASSWORD));
        thief.takesCookieOf(stranger);
        stranger.post("/api/login", login("olga", PASSWORD));
        assertThat(thief.get("/api/trail").status()).isEqualTo(401);
    }

    @Test
    @Order(7)
    void aChangeOfRolesEndsSessionsAtOnceAndDisablingToo() throws Exception {
        stranger.post("/api/login", login("uma", PASSWORD));
        assertThat(stranger.get("/api/trail").status()).isEqualTo(200);
        assertThat(ada.ask("PUT", "/api/people/uma/roles", "{\"roles\":[\"auditor\",\"analyst\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(stranger.get("/api/trail").status()).isEqualTo(401);
        ada.post("/api/people", person("udo", "auditor"));
        stranger.post("/api/login", login("udo", PASSWORD));
        assertThat(stranger.get("/api/trail").status()).isEqualTo(200);
        assertThat(ada.post("/api/people/udo/disable", "").status()).isEqualTo(200);
        assertThat(stranger.get("/api/trail").status()).isEqualTo(401);
        var refused = new Browser(server).post("/api/login", login("udo", PASSWORD));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(ada.post("/api/people/ada/disable", "").body()).contains("ada is the only admin");
        assertThat(ada.post("/api/people/nobody/disable", "").status()).isEqualTo(404);
    }

    @Test
    @Order(8)
    void aTokenSpeaksAtTheDoorsAndNowhereElse() throws Exception {
        var issued = olga.post(
                "/api/tokens", "{\"name\":\"meter-L1\",\"parties\":[\"prosumer:L1\"],\"reason\":\"new meter\"}");
        assertThat(issued.status()).isEqualTo(201);
        var token = issued.body().replaceAll(".*\"token\":\"(ems_[^\"]+)\".*", "$1");
        var bearer = "Authorization: Bearer " + token;
        assertThat(stranger.ask("POST", "/api/grids/demo/readings", "[]", bearer)
                        .status())
                .as("through the login")
                .isNotIn(401, 403);
        assertThat(stranger.ask("POST", "/api/grids/demo/corrections", "[]", bearer)
                        .status())
                .as("a meter corrects nothing")
                .isEqualTo(403);
        assertThat(olga.post("/api/grids/demo/corrections", "[]").body())
                .as("nor does an operator without a reason")
                .contains("operations/corrections");
        assertThat(olga.post("/api/grids/demo/operations/corrections", "{}").status())
                .as("an operator does with one")
                .isNotIn(401, 403);
        assertThat(olga.post("/api/grids/demo/readings", "[]").status())
                .as("and sends no readings")
                .isEqualTo(403);
        assertThat(stranger.get("/api/grids", bearer).status()).isEqualTo(403);
        assertThat(stranger.get("/graphql?query=%7B__typename%7D", bearer).status())
                .isEqualTo(403);
        assertThat(olga.get("/api/tokens").body())
                .contains("meter-L1", "\"holds\":true")
                .doesNotContain(token);
        assertThat(olga.ask("DELETE", "/api/tokens/meter-L1?reason=lost", "").status())
                .isEqualTo(204);
        assertThat(stranger.get("/api/grids", bearer).status()).isEqualTo(401);
        var guessed = stranger.get("/api/grids", "Authorization: Bearer ems_guess");
        assertThat(guessed.status()).isEqualTo(401);
        assertThat(guessed.body()).contains("The token is not known, has ended or was revoked");
    }

    @Test
    @Order(8)
    void aTokenForFiguresReadsThemAndNothingElse() throws Exception {
        var issued = olga.post("/api/tokens", "{\"name\":\"prometheus\",\"figures\":true,\"reason\":\"alerts\"}");
        assertThat(issued.status()).isEqualTo(201);
        var bearer = "Authorization: Bearer " + issued.body().replaceAll(".*\"token\":\"(ems_[^\"]+)\".*", "$1");
        assertThat(stranger.get("/q/metrics", bearer).body()).contains("ems_clock_skew_seconds");
        assertThat(stranger.get("/q/health/ready", bearer).status()).isIn(200, 503);
        for (String path : List.of(
                "/api/grids", "/api/operations", "/api/tokens", "/api/trail", "/graphql?query=%7B__typename%7D")) {
            assertThat(stranger.get(path, bearer).status()).as(path).isEqualTo(403);
        }
        assertThat(stranger.post("/api/grids/demo/readings", "[]", bearer).status())
                .isEqualTo(403);
        assertThat(stranger.post("/q/metrics", "{}", bearer).status()).isEqualTo(403);
        assertThat(olga.post(
                                "/api/tokens",
                                "{\"name\":\"both\",\"figures\":true,\"parties\":[\"prosumer:L1\"],\"reason\":\"x\"}")
                        .body())
                .contains("a token for figures speaks for nobody");
        assertThat(olga.ask("DELETE", "/api/tokens/prometheus?reason=done", "").status())
                .isEqualTo(204);
        assertThat(stranger.get("/q/metrics", bearer).status()).isEqualTo(401);
    }

    @Test
    @Order(8)
    void aCommandOnTheMachineShowsThatItReadsTheDataFolder() throws Exception {
        var file = DATA.resolve("command-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var bearer = "Authorization: Bearer " + Files.readString(file).strip();
        assertThat(stranger.get("/api/people", bearer).body()).contains("olga", "ada");
        assertThat(stranger.get("/api/grids", bearer).status()).isEqualTo(200);
        assertThat(stranger.get("/api/grids/demo/receipts/x", bearer).status())
                .as("what a home earns is nobody's business")
                .isEqualTo(403);
    }

    /** Where the party is compared, what is not one's own is not there. */
    @Test
    @Order(8)
    void aMemberSeesReceiptsOfTheOwnPartyAlone() throws Exception {
        var grid = new OperatedGrid(grids, ticking);
        grid.runs(OperatedGrid.NOON);
        var receipt = "/api/grids/" + grid.name() + "/receipts/" + OperatedGrid.NOON + "~L1~EV1";
        assertThat(ada.post("/api/people", member("mia", "prosumer:L1")).status())
                .isEqualTo(201);
        assertThat(ada.post("/api/people", member("max", "prosumer:L2,other/prosumer:L1"))
                        .status())
                .isEqualTo(201);
        var mia = new Browser(server);
        mia.post("/api/login", login("mia", PASSWORD));
        assertThat(mia.get(receipt).status()).isEqualTo(200);
        assertThat(mia.get("/api/rules").body())
                .as("a member sees the own part of the market")
                .contains(
                        "mia is member; to see the market as a whole needs analyst or approver or auditor or operator")
                .doesNotContain("or member");
        var max = new Browser(server);
        max.post("/api/login", login("max", PASSWORD));
        var foreign = max.get(receipt);
        var missing = max.get(receipt.replace("~L1~", "~L7~"));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(foreign.body().replace("~L1~", "~L7~"))
                .as("nobody learns whether it is there")
                .isEqualTo(missing.body());
        assertThat(max.get("/api/grids/" + grid.name() + "/ledger.zip").status())
                .isEqualTo(403);
    }

    private static String member(String name, String parties) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\",\"roles\":[\"member\"],\"parties\":[\""
                + parties.replace(",", "\",\"") + "\"]}";
    }

    @Test
    @Order(8)
    void anOrderAsksForThePasswordAgainAfterTenMinutes() throws Exception {
        var grid = new OperatedGrid(grids, ticking);
        var pause = "/api/grids/" + grid.name() + "/pause";
        Jdbi.create(database)
                .useHandle(
                        sql -> sql.execute(
                                "update login_session set proved_at = dateadd('MINUTE', -11, proved_at) where person = 'olga'"));

        var asked = olga.post(pause, BECAUSE);
        assertThat(asked.status()).isEqualTo(403);
        assertThat(asked.body()).contains("\"ask\":\"password\"", "more than 10 minutes");
        assertThat(olga.get("/api/grids/" + grid.name() + "/operations").body()).doesNotContain("\"pause\":{");

        assertThat(olga.post("/api/me/proof", "{\"password\":\"not that one\"}").status())
                .isEqualTo(403);
        assertThat(olga.post(pause, BECAUSE).status()).isEqualTo(403);
        assertThat(olga.post("/api/me/proof", "{\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(olga.post(pause, BECAUSE).status()).isEqualTo(200);
    }

    @Test
    @Order(8)
    void withoutAReasonThatFitsNothingIsChanged() throws Exception {
        long before = trail.head().number();
        for (String reason : List.of("", "x".repeat(1_001))) {
            var refused = olga.post(
                    "/api/tokens",
                    "{\"name\":\"meter-L2\",\"parties\":[\"prosumer:L2\"],\"reason\":\"" + reason + "\"}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("reason");
        }
        assertThat(olga.get("/api/tokens").body()).doesNotContain("meter-L2");
        assertThat(trail.head().number()).isEqualTo(before);
    }

    @Test
    @Order(8)
    void theTrailNamesThePartiesOfATokenAndWhatWasNotDone() throws Exception {
        var wish = "{\"name\":\"gateway-9\",\"parties\":[\"prosumer:L9\",\"prosumer:L8\"],\"reason\":\"two meters\"}";
        assertThat(olga.post("/api/tokens", wish).status()).isEqualTo(201);
        var line = trail.latest(1).get(0);
        assertThat(line.act().what()).isEqualTo("gateway-9 for prosumer:L8,prosumer:L9");
        assertThat(line.act().reason()).isEqualTo("two meters");
        assertThat(olga.post("/api/tokens", wish).status())
                .as("the name is taken")
                .isEqualTo(400);
        assertThat(trail.latest(2))
                .extracting(TrailLine::act)
                .extracting(act -> act.did() + " " + act.what())
                .containsExactly(
                        "not done what line " + (line.number() + 1) + " says",
                        "issue token gateway-9 for prosumer:L8,prosumer:L9");
    }

    @Test
    @Order(8)
    void withASlashBehindItSingleSignOnMakesNoSecondPersonOfASession() throws Exception {
        for (String path : List.of("/login/sso", "/login/sso/", "/login/sso//", "/login/./sso/")) {
            var answer = ada.get(path);
            assertThat(answer.status()).as(path).isIn(401, 403, 404);
            assertThat(answer.header("set-cookie")).as(path).isEmpty();
        }
        assertThat(ada.get("/api/people").body()).doesNotContain("sso:");
    }

    @Test
    @Order(8)
    void aMistakenPasswordInTheFieldOfNamesIsNotKept() throws Exception {
        assertThat(stranger.post("/api/login", login("correct-horse-battery", "x"))
                        .status())
                .isEqualTo(401);
        assertThat(trail.latest(1).get(0).act().what()).isEqualTo("a name that nobody has from 127.0.0.1");
    }

    @Test
    @Order(9)
    void whoGuessesIsStoppedAtTheSixthTry() throws Exception {
        var statuses = new ArrayList<Integer>();
        for (int n = 0; n < 7; n++) {
            statuses.add(stranger.post("/api/login", login("guessed", "guess number " + n))
                    .status());
        }
        assertThat(statuses).startsWith(401, 401, 401, 401, 401).endsWith(429, 429);
        var answer = stranger.post("/api/login", login("guessed", PASSWORD));
        assertThat(answer.header("retry-after")).isEqualTo("10");
        assertThat(answer.body()).contains("wait 10 seconds");
    }

    @Test
    @Order(9)
    void aPageOfAnotherSiteCannotLogInOrOut() throws Exception {
        for (String path : List.of("/api/login", "/api/logout", "/api/people", "/api/setup")) {
            assertThat(olga.ask("POST", path, "{}", "Origin: http://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(olga.ask("POST", path, "{}", "Sec-Fetch-Site: cross-site")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(olga.get("/api/tokens").status()).as("still logged in").isEqualTo(200);
        assertThat(stranger.form("/api/login", "name=olga&password=x").status()).isEqualTo(415);
    }

    @Test
    @Order(10)
    void allOfItStandsInTheTrail() throws Exception {
        assertThat(trail.firstWrong()).isEmpty();
        assertThat(trail.latest(1_000))
                .extracting(TrailLine::act)
                .extracting(act -> act.person() + " " + act.did())
                .contains(
                        "ada set up",
                        "ada add person",
                        "olga log in",
                        "uma log out",
                        "ada give roles",
                        "ada disable person",
                        "olga issue token",
                        "olga revoke token",
                        "nobody log in refused");
        assertThat(trail.latest(1_000))
                .noneSatisfy(line -> assertThat(line.toString()).contains(PASSWORD));
        assertThat(olga.get("/api/trail/check").body()).contains("\"firstWrong\":0");
        assertThat(olga.get("/api/trail?most=0").status()).isEqualTo(400);
    }

    @Test
    @Order(11)
    void whoSendsABodyDropByDropLosesTheConnection() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/login HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes())
                    .as("closed without an answer")
                    .isEmpty();
        }
    }

    @Test
    @Order(11)
    void twoHundredSlowSendersKeepNobodyFromLoggingIn() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int n = 0; n < 220; n++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
                socket.getOutputStream()
                        .write(("POST /api/login HTTP/1.1\r\nHost: " + server.getAuthority()
                                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(stranger.post("/api/login", login("olga", PASSWORD)).status())
                    .isEqualTo(200);
            assertThat(Thread.getAllStackTraces().values())
                    .as("no thread waits for a body")
                    .allSatisfy(frames -> assertThat(frames)
                            .extracting(StackTraceElement::getClassName)
                            .noneMatch(name -> name.contains("VertxInputStream")));
            for (var socket : slow) {
                assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            }
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    @Order(11)
    void aPasswordOfUnstatedLengthIsRefusedUnread() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/login HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(line).startsWith("HTTP/1.1 411");
        }
    }

    @Test
    @Order(11)
    void whoDripsABodyOfUnstatedLengthLosesTheConnectionAnsweredOrNot() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(500);
            var out = socket.getOutputStream();
            out.write(("POST /api/logout HTTP/1.1\r\nHost: " + server.getAuthority()
                            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            boolean closed = false;
            for (int drops = 0; drops < 40 && !closed; drops++) {
                try {
                    out.write("1\r\n{\r\n".getBytes(StandardCharsets.US_ASCII));
                    closed = socket.getInputStream().skip(1_000) == 0
                            && socket.getInputStream().read() < 0;
                } catch (SocketTimeoutException open) {
                    closed = false;
                } catch (SocketException reset) {
                    closed = true;
                }
            }
            assertThat(closed).isTrue();
        }
    }

    /** {@code quarkus.http.idle-timeout}. */
    @Test
    @Order(11)
    void whoNeverEndsTheHeadersLosesTheConnection() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET /api/me HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nX-More: ")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes())
                    .as("closed without an answer")
                    .isEmpty();
        }
    }

    @Test
    @Order(11)
    void aBodyThatNoAddressTakesIsRefusedUnread() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/login HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(line).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    @Order(12)
    void aFloodIsStoppedAndToldWhenToComeAgain() throws Exception {
        var answer = stranger.get("/q/health/live");
        for (int n = 0; n < 900 && answer.status() != 429; n++) {
            answer = stranger.get("/q/health/live");
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isEqualTo("100");
        assertThat(answer.body()).contains("Too many requests came from 127.0.0.1");
    }
}
