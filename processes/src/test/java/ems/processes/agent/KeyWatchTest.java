package ems.processes.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** An agent asks whether its key counts as seldom as that may change; the market says what a test has told it to. */
class KeyWatchTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final String COUNTS = "200 {\"counts\":true,\"from\":null}";
    private static final String FROM_12_05 = "200 {\"counts\":false,\"from\":\"2026-06-21T12:05:00Z\"}";
    private static final String NO = "200 {\"counts\":false,\"from\":null}";
    private static final int MINUTE = 60;

    private final AgentParty own = new AgentParty(
            new GridId("demo"), new ProsumerId("L1"), SigningKey.generate(new SecureRandom()), new Energy(1));
    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final SaidLines said = new SaidLines();
    private HttpServer market;
    private KeyWatch watch;

    @BeforeEach
    void open() throws IOException {
        market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        market.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            var answer = answers.remove().split(" ", 2);
            var body = answer[1].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        market.start();
        var address = URI.create("http://127.0.0.1:" + market.getAddress().getPort() + "/");
        var calls = new AgentCalls(address, own.grid(), Optional.of("ems_x"), Duration.ofSeconds(30));
        watch = new KeyWatch(own, calls, said.voice());
    }

    @AfterEach
    void close() {
        market.stop(0);
    }

    /** A reading every ten seconds. */
    private void hear(int fromSecond, int toSecond) throws IOException {
        for (int second = fromSecond; second < toSecond; second += 10) {
            watch.look(NOON.plusSeconds(second));
        }
    }

    @Test
    void aKeyThatCountsIsAskedForOnce() throws IOException {
        answers.add(COUNTS);
        hear(0, 60 * MINUTE);
        assertThat(watch.counts()).isTrue();
        assertThat(asked)
                .containsExactly("/api/grids/demo/agents/prosumer:L1/keys/"
                        + own.key().publicKey().text() + " Bearer ems_x");
        assertThat(said.said()).containsExactly("the key of prosumer:L1 counts: it signs from now on");
    }

    @Test
    void oneThatIsOrderedIsAskedForAgainShortlyBeforeItsPeriod() throws IOException {
        answers.addAll(List.of(FROM_12_05, COUNTS));
        hear(0, 5 * MINUTE - 30);
        assertThat(watch.counts()).isFalse();
        assertThat(asked).hasSize(1);
        hear(5 * MINUTE - 30, 5 * MINUTE);
        assertThat(watch.counts()).isTrue();
        assertThat(asked).hasSize(2);
        assertThat(said.said())
                .first()
                .isEqualTo(
                        "the key of prosumer:L1 counts from the period of 2026-06-21T12:05:00Z on: it waits until then");
    }

    @Test
    void aBlockThatIsLateIsAskedForWithEachReadingUntilThenAndOnceAPeriodAfterThat() throws IOException {
        answers.addAll(List.of(FROM_12_05, FROM_12_05, FROM_12_05, FROM_12_05, FROM_12_05, COUNTS));
        hear(0, 5 * MINUTE);
        assertThat(asked).as("at 12:00, and at 12:04:30, :40 and :50").hasSize(4);
        hear(5 * MINUTE, 6 * MINUTE + 40);
        assertThat(asked).as("at 12:05 and 12:06 as well").hasSize(6);
        assertThat(watch.counts()).isTrue();
        assertThat(said.said()).as("each thing once").hasSize(2);
    }

    @Test
    void oneThatNobodyHasOrderedIsAskedForOnceAPeriodAndSaysWhatToDo() throws IOException {
        answers.addAll(List.of(NO, NO, NO));
        hear(0, 3 * MINUTE);
        assertThat(asked).hasSize(3);
        assertThat(said.said()).singleElement().asString().contains("./ems members enrol-agent");
    }

    @Test
    void oneThatWasRotatedAwayIsSilentUntilItCountsAgain() throws IOException {
        answers.addAll(List.of(COUNTS, COUNTS, NO, NO, COUNTS));
        hear(0, MINUTE);
        watch.doubt();
        hear(MINUTE, 2 * MINUTE);
        assertThat(watch.counts()).as("something else was refused").isTrue();
        watch.doubt();
        hear(2 * MINUTE, 2 * MINUTE + 10);
        assertThat(watch.counts()).isFalse();
        hear(2 * MINUTE + 10, 5 * MINUTE);
        assertThat(watch.counts()).isTrue();
        assertThat(asked).hasSize(5);
        assertThat(said.said())
                .containsExactly(
                        "the key of prosumer:L1 counts: it signs from now on",
                        "the key of prosumer:L1 does not count any more: it sends nothing until it does",
                        "the key of prosumer:L1 counts: it signs from now on");
    }

    @Test
    void aRefusedQuestionIsNotAskedWithEachReading() {
        answers.addAll(List.of("401 {\"detail\":\"The token has ended\"}", COUNTS));
        assertThatIOException().isThrownBy(() -> watch.look(NOON)).withMessageContaining("The token has ended");
        assertThat(watch.counts()).isFalse();
        assertThatIOException().isThrownBy(() -> {
            hear(10, MINUTE);
            market.stop(0);
            watch.look(NOON.plusSeconds(MINUTE));
        });
        assertThat(asked).hasSize(1);
    }
}
