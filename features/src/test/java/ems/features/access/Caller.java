package ems.features.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Somebody who calls the market by TLS, trusts its certificate and no other, and keeps a cookie or a token. */
public final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LockedMarket market;
    private final HttpClient client;
    private String cookie = "";
    private String token = "";

    /** @param key store with the key and certificate that it shows; empty: none */
    Caller(LockedMarket market, Optional<Path> key) {
        this.market = market;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(market, key))
                .build();
    }

    private static SSLContext trusting(LockedMarket market, Optional<Path> key) {
        try {
            var tls = market.data().resolve("tls");
            var store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(tls.resolve("market.p12"))) {
                store.load(in, Files.readString(tls.resolve("password")).strip().toCharArray());
            }
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("market", store.getCertificate("market"));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(key.isEmpty() ? null : keys(key.get()), managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] keys(Path file) throws IOException, GeneralSecurityException {
        var password = LockedMarket.DEVICE_PASSWORD.toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        return managers.getKeyManagers();
    }

    public void takesCookieOf(Caller other) {
        cookie = other.cookie;
    }

    public void shows(String secretToken) {
        token = secretToken;
    }

    /** As {@code name=value}. */
    public String cookie() {
        return cookie;
    }

    public HttpResponse<String> logsIn(String name, String password) {
        return post("/api/login", Map.of("name", name, "password", password));
    }

    public HttpResponse<String> get(String path) {
        return ask("GET", path, Optional.empty());
    }

    public HttpResponse<String> post(String path, Object body) {
        return ask("POST", path, Optional.of(body));
    }

    /** Keeps a table, as a change of the revision that is named. */
    public HttpResponse<String> putTable(String path, long revision, String text) {
        return send(HttpRequest.newBuilder(market.address().resolve(path))
                .header("Content-Type", "text/csv")
                .header("If-Match", "\"" + revision + "\"")
                .PUT(BodyPublishers.ofString(text)));
    }

    public HttpResponse<String> ask(String method, String path, Optional<Object> body) {
        try {
            return send(HttpRequest.newBuilder(market.address().resolve(path))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body.isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body.get()))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this body is no JSON", e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            request.timeout(PATIENCE);
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            var answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers().firstValue("set-cookie").ifPresent(set -> cookie = set.split(";")[0]);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the market was asked", e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer is no JSON: " + answer.body(), e);
        }
    }
}
