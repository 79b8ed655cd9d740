package ems.processes.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Posts each message as JSON to an address. */
final class WebhookChannel implements AlertChannel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int REDIRECTED = 300;

    private final URI address;
    private final Duration patience;
    private final HttpClient client;

    /** @throws IllegalArgumentException if it is no address of the web */
    WebhookChannel(URI address, Duration patience) {
        var scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "ems.alerts.webhook.url is no address like https://alerts.example/ems: set it right, or leave it empty");
        }
        this.address = address;
        this.patience = patience;
        this.client = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    /** The path may hold a secret. */
    @Override
    public String to() {
        return address.getScheme() + "://" + address.getAuthority();
    }

    @Override
    public void send(AlertMessage message) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(message.fields())))
                .build();
        var answer = client.sendAsync(request, BodyHandlers.discarding());
        int status;
        try {
            status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    to() + " does not answer within " + patience.toSeconds() + " s or cannot be reached", e);
        } finally {
            answer.cancel(true); // the request's own timeout ends with the headers: a body may go on for ever
        }
        if (status < OK || status >= REDIRECTED) {
            throw new IOException(to() + " answers with status " + status);
        }
    }
}
