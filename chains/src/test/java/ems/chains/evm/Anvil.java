package ems.chains.evm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Assumptions;
import org.web3j.crypto.Credentials;

/** A real node for tests, with a block a second; its state is in a file that survives it. */
final class Anvil implements AutoCloseable {

    static final long CHAIN_ID = 31337;

    static final NodeTimeouts PATIENCE =
            new NodeTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(100));

    /** Wei: as much as anvil asks, and some. */
    static final BigInteger GAS_PRICE = BigInteger.valueOf(2_000_000_000);

    /** Keys that everyone knows: anvil gives their accounts money. */
    static final List<String> KEYS = List.of(
            "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
            "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");

    private static final Path BINARY = Path.of("contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
    private static final String LISTENING = "Listening on 127.0.0.1:";

    private final Path state;
    private Process process;
    private int port;

    private Anvil(Path state) {
        this.state = state;
    }

    static boolean isInstalled() {
        return Files.isExecutable(BINARY);
    }

    /** Skips the test, with the reason, where there is no node to start. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(
                isInstalled(),
                "not tested on a real node: " + BINARY
                        + " is missing, run npm ci --ignore-scripts in chains/contracts");
    }

    static Anvil started(Path folder) throws IOException {
        var anvil = new Anvil(folder.resolve("anvil.json"));
        anvil.start();
        return anvil;
    }

    /** On the same port and with the same state as before. */
    void start() throws IOException {
        process = new ProcessBuilder(
                        BINARY.toString(),
                        "--port",
                        String.valueOf(port),
                        "--block-time",
                        "1",
                        "--hardfork",
                        "paris",
                        "--gas-price",
                        "0",
                        "--base-fee",
                        "0",
                        "--accounts",
                        String.valueOf(KEYS.size()),
                        "--state",
                        state.toString(),
                        "--state-interval",
                        "1")
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        port = listening(out);
        var drain = new Thread(() -> out.lines().forEach(line -> {}));
        drain.setDaemon(true);
        drain.start();
    }

    private static int listening(BufferedReader out) throws IOException {
        var said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(LISTENING)) {
                return Integer.parseInt(line.substring(LISTENING.length()).strip());
            }
            said.append(line).append('\n');
        }
        throw new IOException("anvil ended: " + said);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** As when the machine loses power, but with a file that a node could have written whole. */
    void kill() {
        try {
            signal("STOP");
            while (!wholeFile()) {
                signal("CONT");
                signal("STOP");
            }
            process.destroyForcibly().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
    }

    /** A file written while a block is made may have the nonces of its senders and lack its transactions. */
    private boolean wholeFile() throws IOException {
        try {
            var file = JsonMapper.builder().build().readTree(Files.exists(state) ? Files.readString(state) : "");
            int sent = 0;
            for (String key : KEYS) {
                sent += file.at("/accounts/" + Credentials.create(key).getAddress() + "/nonce")
                        .asInt();
            }
            return file.isObject() && sent == file.path("transactions").size();
        } catch (JsonProcessingException torn) {
            return false;
        }
    }

    /** Ends it in order: it writes its state before. */
    void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    Path state() {
        return state;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
