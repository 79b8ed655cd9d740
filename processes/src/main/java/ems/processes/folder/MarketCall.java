package ems.processes.folder;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a command on the machine asks the market that runs in a data folder: at the address that stands there, with the token that
 * stands there, which shows that the command may read the folder, and by TLS if the market has a certificate.
 */
public final class MarketCall {

    private final Path data;
    private final URI root;
    private final HttpClient client;

    private MarketCall(Path data, URI root, HttpClient client) {
        this.data = data;
        this.root = root;
        this.client = client;
    }

    /** @throws IllegalArgumentException if the folder does not say where its market answers */
    public static MarketCall into(Path data) throws IOException {
        var note = data.resolve(DataFolder.ADDRESS);
        if (!Files.exists(note)) {
            throw new IllegalArgumentException(
                    "a market runs in " + data + ", and " + note + " does not say where it answers: stop it first");
        }
        var lines = Files.readString(note).lines().map(String::strip).toList();
        return at(URI.create(lines.get(0)), lines.size() > 1 ? Optional.of(lines.get(1)) : Optional.empty(), data);
    }

    /** The same, where the address is known. */
    public static MarketCall at(URI root, Path data) throws IOException {
        return at(root, Optional.empty(), data);
    }

    /** @param fingerprint of the certificate that the market shows; empty: of the one in its data folder, if it speaks TLS */
    private static MarketCall at(URI root, Optional<String> fingerprint, Path data) throws IOException {
        var client = HttpClient.newBuilder();
        if ("https".equals(root.getScheme())) {
            client.sslContext(ServerCertificate.trusting(
                    fingerprint.isPresent()
                            ? fingerprint.get()
                            : ServerCertificate.in(data).fingerprint()));
        }
        return new MarketCall(data, root, client.build());
    }

    public URI address(String path) {
        return root.resolve(path);
    }

    /** @param json empty: no body */
    public HttpResponse<String> send(String method, String path, String json, Duration patience) throws IOException {
        var request = HttpRequest.newBuilder(address(path))
                .timeout(patience)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        var token = data.resolve(DataFolder.COMMAND_TOKEN);
        if (Files.exists(token)) {
            request.header("Authorization", "Bearer " + Files.readString(token).strip());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the market was asked", e);
        } catch (IOException e) {
            throw new IOException("the market does not answer at " + address(path) + why(e), e);
        }
    }

    private static String why(IOException trouble) {
        return trouble.getMessage() == null ? "" : ": " + trouble.getMessage();
    }
}
