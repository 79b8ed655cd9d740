package ems.processes.login;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * An organisation's identity server with one client: OpenID Connect by code, with proof keys (RFC 7636). Whoever asks to be let in
 * says the name and roles in a form, and which lie the server shall tell. Made of the JDK alone.
 */
public final class OwnIdentityServer implements QuarkusTestResourceLifecycleManager {

    private static final String CLIENT = "market";
    private static final long LASTS_SECONDS = 300;

    private record Grant(Map<String, String> said, String nonce, String challenge, String returnTo, boolean asked) {

        String text(String field, String otherwise) {
            return said.getOrDefault(field, otherwise);
        }

        boolean lies(String fault) {
            return fault.equals(said.get("fault"));
        }
    }

    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private HttpServer server;
    private KeyPair keys;

    @Override
    public Map<String, String> start() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            keys = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/.well-known/openid-configuration", this::describe);
        server.createContext("/keys", this::keys);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
        return Map.of(
                "quarkus.oidc.tenant-enabled", "true",
                "quarkus.oidc.auth-server-url", issuer(),
                "quarkus.oidc.client-id", CLIENT,
                "quarkus.oidc.credentials.secret", "a secret of the client that has many characters",
                "quarkus.oidc.roles.role-claim-path", "roles",
                "quarkus.oidc.roles.source", "idtoken",
                "quarkus.oidc.authentication.state-secret", "thirty-two characters and more, really");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void describe(HttpExchange asked) throws IOException {
        var here = issuer();
        json(
                asked,
                200,
                "{\"issuer\":\"" + here + "\",\"authorization_endpoint\":\"" + here
                        + "/authorize\",\"token_endpoint\":\""
                        + here + "/token\",\"jwks_uri\":\"" + here
                        + "/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
                        + "\"id_token_signing_alg_values_supported\":[\"RS256\"],"
                        + "\"code_challenge_methods_supported\":[\"S256\"]}");
    }

    private void keys(HttpExchange asked) throws IOException {
        var key = (RSAPublicKey) keys.getPublic();
        json(
                asked,
                200,
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"one\",\"n\":\""
                        + base64(unsigned(key.getModulus())) + "\",\"e\":\"" + base64(unsigned(key.getPublicExponent()))
                        + "\"}]}");
    }

    /** The form, and on its way back the code. */
    private void authorize(HttpExchange asked) throws IOException {
        var query = fields(asked.getRequestURI().getRawQuery());
        if (asked.getRequestMethod().equals("GET")) {
            answer(asked, 200, "text/html", "<!doctype html><title>Sign in</title><form method=post></form>");
            return;
        }
        var said = fields(new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var code = UUID.randomUUID().toString();
        codes.put(
                code,
                new Grant(
                        said,
                        query.get("nonce"),
                        query.get("code_challenge"),
                        query.get("redirect_uri"),
                        "login".equals(query.get("prompt"))));
        var state = "state".equals(said.get("fault")) ? "another" : query.get("state");
        asked.getResponseHeaders().set("Location", query.get("redirect_uri") + "?code=" + code + "&state=" + state);
        asked.sendResponseHeaders(302, -1);
        asked.close();
    }

    private void token(HttpExchange asked) throws IOException {
        var said = fields(new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var grant = codes.remove(said.getOrDefault("code", ""));
        if (grant == null
                || !Objects.equals(grant.returnTo(), said.get("redirect_uri"))
                || !Objects.equals(grant.challenge(), base64(sha256(said.getOrDefault("code_verifier", ""))))) {
            json(asked, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        long now = System.currentTimeMillis() / 1_000;
        var name = grant.text("name", "");
        var roles = String.join("\",\"", List.of(grant.text("roles", "").split(" ")));
        var nonce = grant.lies("nonce") ? "another" : grant.nonce();
        var token = signed("{\"iss\":\"" + (grant.lies("issuer") ? "http://evil.example" : issuer()) + "\",\"aud\":\""
                + (grant.lies("audience") ? "another" : CLIENT) + "\",\"sub\":\"" + grant.text("sub", name)
                + "\",\"preferred_username\":\"" + name + "\",\"iat\":" + now + ",\"exp\":"
                + (grant.lies("expired") ? now - 3_600 : now + LASTS_SECONDS)
                + (nonce == null ? "" : ",\"nonce\":\"" + nonce + "\"")
                + (grant.asked() ? ",\"auth_time\":" + now : "")
                + ",\"roles\":[\"" + roles + "\"]}");
        json(
                asked,
                200,
                "{\"access_token\":\"" + token + "\",\"id_token\":\"" + token + "\",\"token_type\":\"Bearer\","
                        + "\"expires_in\":" + LASTS_SECONDS + "}");
    }

    private String signed(String claims) {
        try {
            var text = base64("{\"alg\":\"RS256\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(claims.getBytes(StandardCharsets.UTF_8));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form == null ? new String[0] : form.split("&")) {
            var parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static void json(HttpExchange asked, int status, String body) throws IOException {
        answer(asked, status, "application/json", body);
    }

    private static void answer(HttpExchange asked, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        asked.getResponseHeaders().set("Content-Type", type);
        asked.sendResponseHeaders(status, bytes.length);
        asked.getResponseBody().write(bytes);
        asked.close();
    }
}
