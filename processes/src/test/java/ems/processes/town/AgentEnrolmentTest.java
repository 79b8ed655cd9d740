package ems.processes.town;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.processes.agent.AgentKeyFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** An agent is enrolled once, whoever is killed meanwhile; the market says what a test has told it to. */
class AgentEnrolmentTest {

    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final VehicleId CAR = new VehicleId("EV1");
    private static final String ENROLLED = "201 {\"name\": \"L1.agent\", \"token\": \"ems-secret\"}";

    @TempDir
    Path folder;

    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer market;
    private AgentEnrolment enrolment;

    @BeforeEach
    void aMarket() throws IOException {
        market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        market.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            var answer = answers.remove().split(" ", 2);
            var text = answer[1].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer[0]), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        market.start();
        Files.writeString(
                folder.resolve("address.txt"),
                "http://127.0.0.1:" + market.getAddress().getPort() + "/\n");
        enrolment = new AgentEnrolment(folder, Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        market.stop(0);
    }

    private String token() throws IOException, InterruptedException {
        return enrolment.token(HOME, CAR, folder);
    }

    @Test
    void itIsEnrolledOnceWithTheKeysOfItsFolderAndTheTokenIsForItsOwnerAlone() throws Exception {
        Files.writeString(folder.resolve("token.part"), "half a tok");
        answers.add(ENROLLED);
        assertThat(token()).isEqualTo("ems-secret");
        assertThat(token()).isEqualTo("ems-secret");
        var keys = new AgentKeyFolder(folder, Optional.empty());
        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("POST /api/grids/demo/members/prosumer:L1/agent {")
                .contains(
                        "\"key\":\"" + keys.of(HOME).publicKey().text() + "\"",
                        "\"car\":\"EV1\"",
                        "\"car_key\":\"" + keys.of(CAR).publicKey().text() + "\"");
        assertThat(folder.resolve("token")).hasContent("ems-secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("token"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("token.part")).doesNotExist();
    }

    @Test
    void aMarketWithoutItsGridAndOneThatCannotNowAreAskedAgain() throws Exception {
        answers.addAll(List.of("404 no grid demo", "503 starts", "409 it is not recorded yet", ENROLLED));
        assertThat(token()).isEqualTo("ems-secret");
        assertThat(asked).hasSize(4);
        assertThat(Set.copyOf(asked)).as("with the same keys").hasSize(1);
    }

    @Test
    void whatTheMarketRefusesIsSaid() {
        answers.add("400 this is no key");
        assertThatIOException().isThrownBy(this::token).withMessageContaining("with status 400: this is no key");
        assertThat(folder.resolve("token")).doesNotExist();
    }
}
