package ems.features.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ems.features.packaged.Application;

/** One life of a home's agent as a process of its own, in a market whose demonstration goes by a faster clock. */
final class MortalAgent implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("Key of prosumer:[A-Z0-9]+: ([A-Za-z0-9_-]{43})");
    private static final List<String> SMALL = List.of("@" + Application.ofRepository("processes/options/agent"));

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final String key;

    private MortalAgent(Process process) throws IOException {
        this.process = process;
        var output = process.inputReader();
        this.key = key(output);
        var reader = new Thread(() -> read(output), "agent-log");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param folder its own
     * @param data folder of the market
     * @param more options
     */
    static MortalAgent start(String home, Path folder, URI market, Path data, String... more) throws IOException {
        var words = Stream.of(
                "agent",
                "--home",
                home,
                "--readings",
                "demo",
                "--clock",
                data.toString(),
                "--market",
                market.toString(),
                "--data",
                folder.toString(),
                "--home-kw",
                "100");
        return new MortalAgent(Packaged.started(
                Map.of(), SMALL, Stream.concat(words, Stream.of(more)).toArray(String[]::new)));
    }

    private String key(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            var key = KEY.matcher(line);
            if (key.find()) {
                return key.group(1);
            }
        }
        throw new IOException("the agent ended: " + said);
    }

    private void read(BufferedReader output) {
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its public key. */
    String key() {
        return key;
    }

    /** Every line up to now. */
    List<String> said() {
        return said;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        new MortalProcess(process).kill();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(String name) throws IOException, InterruptedException {
        new MortalProcess(process).signal(name);
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
