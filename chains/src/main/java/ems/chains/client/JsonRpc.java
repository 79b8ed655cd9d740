package ems.chains.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A node's JSON-RPC door. It calls only the methods that it is given and sends nothing twice: after a lost answer the caller
 * asks what became of the call.
 */
public final class JsonRpc {

    /** Longest answer that is read, bytes. */
    private static final int LONGEST = 16 << 20;

    private static final int OK = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final URI url;
    private final Duration patience;
    private final Set<String> methods;

    /**
     * @param url http or https
     * @param patience for an answer
     * @param methods those that may be called
     */
    public JsonRpc(URI url, Duration patience, Set<String> methods) {
        if (url.getHost() == null || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "the address of a node is like http://127.0.0.1:8545, not '" + url + "'");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience of " + patience + " for an answer is not above 0 s");
        }
        this.url = url;
        this.patience = patience;
        this.methods = Set.copyOf(methods);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /** The node's address as far as it may be shown: paths hold keys of providers. */
    public String name() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /**
     * @throws RpcRefusal if the node says no
     * @throws NodeUnavailable if it does not answer
     */
    public JsonNode call(RpcCall call) {
        return new RpcAnswers(name(), List.of(call))
                .only(posted(RpcRequests.one(call, methods)))
                .result();
    }

    /**
     * Sends the calls in one request.
     *
     * @return an answer per call, in their order
     * @throws NodeUnavailable if the node does not answer all
     */
    public List<RpcAnswer> batch(List<RpcCall> calls) {
        return calls.isEmpty()
                ? List.of()
                : new RpcAnswers(name(), calls).all(posted(RpcRequests.many(calls, methods)));
    }

    private JsonNode posted(JsonNode body) {
        try {
            var request = HttpRequest.newBuilder(url)
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] text = in.readNBytes(LONGEST + 1);
                if (text.length > LONGEST) {
                    throw new NodeUnavailable("the node at " + name() + " answers more than " + LONGEST + " bytes");
                }
                return read(response.statusCode(), text);
            }
        } catch (IOException e) {
            throw new NodeUnavailable("the node at " + name() + " does not answer: " + words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeUnavailable("the wait for the node at " + name() + " was interrupted", e);
        }
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Some nodes send a refusal with another status than 200, still as JSON. */
    private JsonNode read(int status, byte[] text) {
        try {
            JsonNode answer = JSON.readTree(text);
            if (status == OK || answer.has("error")) {
                return answer;
            }
        } catch (JsonProcessingException noJson) {
            throw new NodeUnavailable("the node at " + name() + " answers no JSON, with status " + status, noJson);
        } catch (IOException e) {
            throw new NodeUnavailable("the node at " + name() + " does not answer: " + words(e), e);
        }
        throw new NodeUnavailable("the node at " + name() + " answers with status " + status);
    }
}
