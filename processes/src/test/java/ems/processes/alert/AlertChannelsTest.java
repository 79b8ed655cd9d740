package ems.processes.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.processes.alert.AlertRule.Wrong;
import ems.processes.alert.MailChannel.Encryption;
import ems.processes.alert.SmtpServer.Manners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Messages arrive at real servers on this machine, are tried again until they do, and whoever sends them does not wait. */
class AlertChannelsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Alert STOPPED =
            new Alert(AlertRule.PERIOD_STANDS_STILL, new Wrong(new Figure(Figure.STOPPED, "demo", ""), 2), NOON, true);

    private static AlertMessage message(int second) {
        return new AlertMessage(STOPPED, NOON.plusSeconds(second), second % 2 == 1);
    }

    @Test
    void aWebhookTakesJson() throws Exception {
        try (var server = new WebServer();
                var outbox = new AlertOutbox(new WebhookChannel(server.address(), PATIENCE), AT_ONCE, AT_ONCE)) {
            outbox.add(message(0));
            outbox.add(message(1));
            assertThat(server.take())
                    .isEqualTo("204 {\"alert\":\"EmsPeriodStandsStill\",\"status\":\"firing\",\"severity\":\"page\","
                            + "\"grid\":\"demo\",\"part\":\"\",\"summary\":\"Periods of grid demo that stand still: 2\","
                            + "\"advice\":\"Open /operations/?grid=demo&state=ERROR: each cause says what to do.\","
                            + "\"since\":\"2026-01-31T12:00:00Z\",\"at\":\"2026-01-31T12:00:00Z\","
                            + "\"text\":\"Periods of grid demo that stand still: 2. Open /operations/?grid=demo&state=ERROR:"
                            + " each cause says what to do.\"}");
            assertThat(server.take()).contains("\"status\":\"resolved\"", "\"text\":\"Ended: Periods of grid demo");
        }
    }

    @Test
    void aWebhookThatFailsIsSeenAndTriedAgainInOrder() throws Exception {
        try (var server = new WebServer();
                var outbox = new AlertOutbox(new WebhookChannel(server.address(), PATIENCE), AT_ONCE, AT_ONCE)) {
            server.answers(500);
            outbox.add(message(0));
            outbox.add(message(1));
            assertThat(server.take()).startsWith("500").contains("firing");
            assertThat(server.take()).as("once more").startsWith("500").contains("firing");
            var standing = outbox.standing();
            assertThat(standing.waiting()).isEqualTo(2);
            assertThat(standing.trouble()).contains(standing.to() + " answers with status 500");
            assertThat(standing.to()).startsWith("http://127.0.0.1:").doesNotContain("secret");

            server.answers(200);
            var taken = server.take();
            while (taken.startsWith("500")) {
                taken = server.take();
            }
            assertThat(taken).contains("firing");
            assertThat(server.take()).contains("resolved");
        }
    }

    @Test
    void ofTooManyMessagesTheOldestGo() throws Exception {
        var stuck = new AlertChannel() {
            @Override
            public String name() {
                return "stuck";
            }

            @Override
            public String to() {
                return "nowhere";
            }

            @Override
            public void send(AlertMessage message) throws InterruptedException {
                Thread.currentThread().join();
            }
        };
        try (var outbox = new AlertOutbox(stuck, AT_ONCE, AT_ONCE)) {
            for (int n = 0; n < AlertOutbox.MOST + 5; n++) {
                outbox.add(message(n));
            }
            assertThat(outbox.standing().waiting()).isEqualTo(AlertOutbox.MOST);
            assertThat(outbox.standing().dropped()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://alerts.example/", "alerts.example", "https:///path"})
    void whatIsNoAddressIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookChannel(URI.create(address), PATIENCE))
                .withMessageContaining("ems.alerts.webhook.url");
    }

    @Test
    @Timeout(60)
    void aWebhookWhoseAnswerNeverEndsIsGivenUp() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            var closed = CompletableFuture.supplyAsync(() -> {
                try (var client = server.accept()) {
                    client.getInputStream().read();
                    client.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    return client.getInputStream().readAllBytes().length > 0;
                } catch (IOException reset) {
                    return true;
                }
            });
            assertThatIOException()
                    .isThrownBy(() -> new WebhookChannel(address, SHORT).send(message(0)))
                    .withMessageContaining("does not answer within");
            assertThat(closed.get()).as("the connection is closed").isTrue();
        }
    }

    @Test
    @Timeout(60)
    void anErrorIsAFailureLikeAnyOther() throws Exception {
        var failures = new ArrayDeque<Throwable>(List.of(new IOException("away"), new StackOverflowError("deep")));
        var taken = new CompletableFuture<AlertMessage>();
        var broken = new AlertChannel() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public String to() {
                return "somewhere";
            }

            @Override
            public void send(AlertMessage message) throws IOException {
                var failure = failures.poll();
                if (failure instanceof IOException e) {
                    throw e;
                } else if (failure instanceof Error e) {
                    throw e;
                }
                taken.complete(message);
            }
        };
        try (var outbox = new AlertOutbox(broken, AT_ONCE, AT_ONCE)) {
            outbox.add(message(0));
            assertThat(taken.get()).isEqualTo(message(0));
        }
    }

    private static MailChannel mail(Vertx vertx, int port) {
        return mail(vertx, port, PATIENCE);
    }

    private static MailChannel mail(Vertx vertx, int port, Duration patience) {
        return new MailChannel(
                vertx,
                new MailChannel.Settings(
                        "127.0.0.1",
                        port,
                        Encryption.NONE,
                        Optional.empty(),
                        "ems@market.example",
                        List.of("olga@market.example", "uma@market.example")),
                patience);
    }

    @Test
    @Timeout(60)
    void aMailServerThatWasSilentTakesMailAgain() throws Exception {
        var vertx = Vertx.vertx();
        try (var server = new SmtpServer()) {
            var mail = mail(vertx, server.port(), SHORT);
            server.has(Manners.SILENT);
            for (int n = 0; n < MailConfig.DEFAULT_MAX_POOL_SIZE + 2; n++) {
                assertThatIOException().isThrownBy(() -> mail.send(message(0)));
            }
            server.has(Manners.GOOD);
            try (var outbox = new AlertOutbox(mail, AT_ONCE, AT_ONCE)) {
                outbox.add(message(0));
                assertThat(server.take()).contains("Subject: [energy market] Periods of grid demo that stand still: 2");
            }
            server.untilGivenUp();
        } finally {
            vertx.close();
        }
    }

    @Test
    @Timeout(60)
    void aMailThatIsSentAgainIsTheSameOne() throws Exception {
        var vertx = Vertx.vertx();
        try (var server = new SmtpServer();
                var outbox = new AlertOutbox(mail(vertx, server.port(), SHORT.multipliedBy(6)), AT_ONCE, AT_ONCE)) {
            server.has(Manners.TAKES_IN_SILENCE);
            outbox.add(message(0));
            outbox.add(message(1));
            var first = ids(server.take());
            server.has(Manners.GOOD);
            assertThat(first).hasSize(1).allMatch(id -> id.endsWith("@market.example>"));
            assertThat(ids(server.take())).isEqualTo(first);
            assertThat(ids(server.take())).hasSize(1).isNotEqualTo(first);
        } finally {
            vertx.close();
        }
    }

    private static List<String> ids(String mail) {
        return mail.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("message-id:"))
                .toList();
    }

    @Test
    void aMailServerTakesMail() throws Exception {
        var vertx = Vertx.vertx();
        try (var server = new SmtpServer();
                var outbox = new AlertOutbox(mail(vertx, server.port()), AT_ONCE, AT_ONCE)) {
            outbox.add(message(0));
            assertThat(server.take())
                    .contains("RCPT TO:<olga@market.example>", "RCPT TO:<uma@market.example>")
                    .contains("From: ems@market.example")
                    .contains("Subject: [energy market] Periods of grid demo that stand still: 2")
                    .contains(
                            "each cause says what to do.",
                            "Since 2026-01-31T12:00:00Z. Alert EmsPeriodStandsStill, page.");
        } finally {
            vertx.close();
        }
    }

    @Test
    void aMailServerThatIsNotThereIsSaid() throws Exception {
        int nobody;
        try (var free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        var vertx = Vertx.vertx();
        try {
            var mail = mail(vertx, nobody);
            assertThatIOException()
                    .isThrownBy(() -> mail.send(message(0)))
                    .withMessageStartingWith("127.0.0.1 took no mail: ");
        } finally {
            vertx.close();
        }
    }

    @Test
    void mailThatShouldBeEncryptedIsNotSentInTheOpen() throws Exception {
        var vertx = Vertx.vertx();
        try (var server = new SmtpServer()) {
            var mail = new MailChannel(
                    vertx,
                    new MailChannel.Settings(
                            "127.0.0.1",
                            server.port(),
                            Encryption.STARTTLS,
                            Optional.empty(),
                            "ems@market.example",
                            List.of("olga@market.example")),
                    PATIENCE);
            assertThatIOException()
                    .isThrownBy(() -> mail.send(message(0)))
                    .withMessageStartingWith("127.0.0.1 took no mail: ");
        } finally {
            vertx.close();
        }
    }
}
