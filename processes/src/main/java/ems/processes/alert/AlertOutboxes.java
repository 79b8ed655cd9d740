package ems.processes.alert;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.processes.alert.MailChannel.Encryption;
import ems.processes.alert.MailChannel.Login;

/**
 * The ways by which people are told of alerts, as far as they are set.
 *
 * <p>Properties: {@code ems.alerts.webhook.url}; {@code ems.alerts.mail.host}, {@code .port}, {@code .encryption}, {@code .user}, {@code
 * .password-file}, {@code .from}, {@code .to}.
 */
@Singleton
class AlertOutboxes {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final List<AlertOutbox> outboxes = new CopyOnWriteArrayList<>();
    private final List<MailChannel> mails = new ArrayList<>();

    /** @throws IllegalArgumentException in a sentence if a setting makes no sense */
    AlertOutboxes(
            Vertx vertx,
            @ConfigProperty(name = "ems.alerts.retry", defaultValue = "PT10S") Duration retry,
            @ConfigProperty(name = "ems.alerts.webhook.url") Optional<URI> webhook,
            @ConfigProperty(name = "ems.alerts.mail.host") Optional<String> host,
            @ConfigProperty(name = "ems.alerts.mail.port", defaultValue = "587") int port,
            @ConfigProperty(name = "ems.alerts.mail.encryption", defaultValue = "starttls") String encryption,
            @ConfigProperty(name = "ems.alerts.mail.user") Optional<String> user,
            @ConfigProperty(name = "ems.alerts.mail.password-file") Optional<Path> passwordFile,
            @ConfigProperty(name = "ems.alerts.mail.from") Optional<String> from,
            @ConfigProperty(name = "ems.alerts.mail.to") Optional<List<String>> to) {
        webhook.ifPresent(address -> open(new WebhookChannel(address, PATIENCE), retry));
        host.ifPresent(server -> {
            var login = user.map(name -> new Login(name, password(passwordFile)));
            if (from.isEmpty() || to.isEmpty()) {
                throw new IllegalArgumentException(
                        "ems.alerts.mail.host is set, and ems.alerts.mail.from or ems.alerts.mail.to is not: who writes to whom?");
            }
            var mail = new MailChannel(
                    vertx,
                    new MailChannel.Settings(server, port, encryption(encryption), login, from.get(), to.get()),
                    PATIENCE);
            mails.add(mail);
            open(mail, retry);
        });
    }

    void open(AlertChannel channel, Duration retry) {
        outboxes.add(new AlertOutbox(channel, retry, LONGEST_WAIT));
    }

    /** What did not arrive by it is forgotten. */
    void close(String name) {
        outboxes.removeIf(outbox -> {
            boolean isIt = outbox.standing().channel().equals(name);
            if (isIt) {
                outbox.close();
            }
            return isIt;
        });
    }

    private static Encryption encryption(String text) {
        return Arrays.stream(Encryption.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "ems.alerts.mail.encryption is '" + text + "', and should be starttls, tls or none"));
    }

    private static String password(Optional<Path> file) {
        var path = file.orElseThrow(() -> new IllegalArgumentException(
                "ems.alerts.mail.user is set, and ems.alerts.mail.password-file, which holds its password, is not"));
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + path + " of ems.alerts.mail.password-file cannot be read", e);
        }
    }

    void tell(AlertMessage message) {
        outboxes.forEach(outbox -> outbox.add(message));
    }

    /** Whether a message is on its way by some channel. */
    boolean areWaiting() {
        return standings().stream().anyMatch(standing -> standing.waiting() > 0);
    }

    List<AlertOutbox.Standing> standings() {
        return outboxes.stream().map(AlertOutbox::standing).toList();
    }

    @PreDestroy
    void stop() {
        outboxes.forEach(AlertOutbox::close);
        mails.forEach(MailChannel::close);
    }
}
