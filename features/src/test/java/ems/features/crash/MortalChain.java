package ems.features.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;

import ems.features.packaged.Application;

/** A real node of a chain of our own, with a block a second. It may be killed; its state is in a file, up to a second old. */
final class MortalChain implements AutoCloseable {

    /** Everyone knows it: the node gives its account money. */
    static final String KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private static final Path BINARY =
            Application.ofRepository("chains/contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
    private static final String LISTENING = "Listening on 127.0.0.1:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path state;
    private Process process;
    private int port;

    private MortalChain(Path state) {
        this.state = state;
    }

    /** @param folder for its state */
    static MortalChain started(Path folder) throws IOException {
        Assumptions.assumeTrue(
                Files.isExecutable(BINARY),
                "not tested with a chain: " + BINARY + " is missing, run npm ci --ignore-scripts in chains/contracts");
        var chain = new MortalChain(folder.resolve("chain.json"));
        chain.start();
        return chain;
    }

    /** On the same port and with the same state as before. */
    void start() throws IOException {
        process = new ProcessBuilder(
                        BINARY.toString(),
                        "--port",
                        Integer.toString(port),
                        "--block-time",
                        "1",
                        "--hardfork",
                        "paris",
                        "--accounts",
                        "1",
                        "--state",
                        state.toString(),
                        "--state-interval",
                        "1")
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var said = process.inputReader();
        port = listening(said);
        var drain = new Thread(() -> said.lines().forEach(line -> {}), "chain-log");
        drain.setDaemon(true);
        drain.start();
    }

    private static int listening(BufferedReader said) throws IOException {
        List<String> before = new ArrayList<>();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENING)) {
                return Integer.parseInt(line.substring(LISTENING.length()).strip());
            }
            before.add(line);
        }
        throw new IOException("the node ended: " + before);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** SIGKILL, though not in the midst of writing its state, which would be the node's fault and not ours. */
    void kill() throws IOException, InterruptedException {
        signal("STOP");
        while (!isWhole()) {
            signal("CONT");
            signal("STOP");
        }
        process.destroyForcibly().waitFor();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** A file written while a block is made may have the nonce of its sender and lack its transactions. */
    private boolean isWhole() throws IOException {
        try {
            var file = JSON.readTree(Files.exists(state) ? Files.readString(state) : "");
            int sent = 0;
            for (JsonNode account : file.path("accounts")) {
                boolean isContract = account.path("code").asText("0x").length() > 2;
                sent += isContract ? 0 : account.path("nonce").asInt();
            }
            return file.isObject() && sent == file.path("transactions").size();
        } catch (JsonProcessingException torn) {
            return false;
        }
    }

    /** Heights of all events of a contract, in the chain's order: asked for without the market's own code. */
    List<Long> heights(String contract) throws IOException, InterruptedException {
        var filter = JSON.createObjectNode().put("address", contract).put("fromBlock", "0x0");
        var body = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "eth_getLogs");
        body.putArray("params").add(filter);
        var request = HttpRequest.newBuilder(URI.create(url()))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        var answer = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        List<Long> heights = new ArrayList<>();
        for (JsonNode event : answer.required("result")) {
            heights.add(
                    Long.decode(event.required("topics").required(2).asText().replaceFirst("^0x0*(?=.)", "0x")));
        }
        return heights;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
