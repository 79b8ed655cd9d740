package ems.processes.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;

/** Sends each message as a mail, by SMTP. */
final class MailChannel implements AlertChannel {

    /** How the way to the mail server is encrypted. */
    enum Encryption {
        STARTTLS,
        TLS,
        /** For a mail server on the same machine. */
        NONE
    }

    /**
     * Who sends to whom, by which server.
     *
     * @param login name and password; empty: the server asks for none
     */
    record Settings(
            String host, int port, Encryption encryption, Optional<Login> login, String from, List<String> to) {}

    record Login(String name, String password) {

        @Override
        public String toString() {
            return name;
        }
    }

    private final Vertx vertx;
    private final MailConfig config;
    private final Settings settings;
    private final Duration patience;
    private MailClient client;

    MailChannel(Vertx vertx, Settings settings, Duration patience) {
        this.config = new MailConfig(settings.host(), settings.port())
                .setSsl(settings.encryption() == Encryption.TLS)
                .setStarttls(
                        settings.encryption() == Encryption.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setLogin(settings.login().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                .setKeepAlive(false)
                .setConnectTimeout((int) patience.toMillis());
        config.setIdleTimeout((int) patience.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        settings.login().ifPresent(login -> config.setUsername(login.name()).setPassword(login.password()));
        this.vertx = vertx;
        this.client = MailClient.create(vertx, config);
        this.settings = settings;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String to() {
        return String.join(", ", settings.to()) + " by " + settings.host();
    }

    @Override
    public void send(AlertMessage message) throws IOException, InterruptedException {
        var mail = new MailMessage()
                .addHeader("Message-ID", id(message))
                .setFrom(settings.from())
                .setTo(settings.to())
                .setSubject("[energy market] " + message.title())
                .setText(message.text());
        try {
            client().sendMail(mail)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            throw new IOException(
                    settings.host() + " took no mail: " + (cause == null ? "it did not say why" : cause.getMessage()),
                    e);
        } catch (TimeoutException e) {
            renew();
            throw new IOException(settings.host() + " took no mail within " + patience.toSeconds() + " s", e);
        }
    }

    /** The same at each try: a mail of which the server did not say in time that it took it is not shown twice. */
    private String id(AlertMessage message) {
        var what = message.alert().key() + " " + message.at() + " " + message.ended();
        var name = UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
        return "<" + name + "@" + settings.from().replaceAll(".*@([^>\\s]*).*", "$1") + ">";
    }

    private synchronized MailClient client() {
        return client;
    }

    /** What was given up keeps its connection, of which a client has only a few. */
    private synchronized void renew() {
        client.close();
        client = MailClient.create(vertx, config);
    }

    synchronized void close() {
        client.close();
    }
}
