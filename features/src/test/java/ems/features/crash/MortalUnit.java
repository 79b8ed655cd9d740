package ems.features.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ems.features.packaged.Application;

/** One life of a road-side unit as a process of its own. Its folder outlives it. */
public final class MortalUnit implements AutoCloseable {

    private static final Pattern TAKES = Pattern.compile("takes blocks at (http://[0-9.]+:[0-9]+), after");
    private static final String DEMO = "demo";
    /** How its next line begins. */
    private static final String KEY = "Its key: ";

    private static final String HEADER = "ems-block-";
    private static final String SIGNATURE = "\u2014 ";

    private final Path folder;
    private final Process process;
    private final URI address;
    private final String key;

    private MortalUnit(Path folder, Process process, URI address, String key) {
        this.folder = folder;
        this.process = process;
        this.address = address;
        this.key = key;
    }

    /** @param port 0: a free one */
    static MortalUnit start(Path folder, String name, int port) throws IOException {
        return start(List.of(), "127.0.0.1", DEMO, folder, name, port);
    }

    /** Of another grid than the demonstration. */
    public static MortalUnit startFor(String grid, Path folder, String name) throws IOException {
        return start(List.of(), "127.0.0.1", grid, folder, name, 0);
    }

    /** At a host of its own. */
    static MortalUnit startOn(HostsApart hosts, int host, Path folder, String name) throws IOException {
        return start(hosts.on(host), hosts.address(host), DEMO, folder, name, 0);
    }

    private static MortalUnit start(List<String> on, String address, String grid, Path folder, String name, int port)
            throws IOException {
        var process = Packaged.startedOn(
                on,
                List.of("@" + Application.ofRepository("processes/options/validator")),
                "validator",
                "--grid",
                grid,
                "--name",
                name,
                "--data",
                folder.toString(),
                "--listen",
                address,
                "--port",
                Integer.toString(port));
        var said = process.inputReader();
        return new MortalUnit(folder, process, address(said), said.readLine().substring(KEY.length()));
    }

    private static URI address(BufferedReader said) throws IOException {
        List<String> lines = new ArrayList<>();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            var takes = TAKES.matcher(line);
            if (takes.find()) {
                return URI.create(takes.group(1));
            }
        }
        throw new IOException("the unit ended: " + lines);
    }

    public URI address() {
        return address;
    }

    /** As blocks name it. */
    public String key() {
        return key;
    }

    /** Lets it vote for two of these, as its owner does. */
    public void approveTwoOf(List<String> keys) throws IOException, InterruptedException {
        var words = Stream.concat(
                Stream.of("validator", "approve", "--data", folder.toString(), "--quorum", "2"), keys.stream());
        var answer = Packaged.answer(words.toArray(String[]::new));
        if (answer.exitCode() != 0) {
            throw new IOException("it does not approve: " + answer.said());
        }
    }

    /** The lines of all blocks that it has taken, without what anybody signed. */
    List<String> lines() {
        return lines(folder);
    }

    /** Those of the unit that keeps its blocks in this folder. */
    static List<String> lines(Path folder) {
        try {
            return Files.readAllLines(folder.resolve("blocks.txt")).stream()
                    .filter(line -> !line.startsWith(SIGNATURE))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many blocks it has taken; it may be writing. */
    long blocks() throws IOException {
        return Files.readAllLines(folder.resolve("blocks.txt"), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith(HEADER))
                .count();
    }

    /** SIGKILL, and then another life at the same address. */
    MortalUnit killedAndStarted(String name) throws IOException, InterruptedException {
        kill();
        return start(folder, name, address.getPort());
    }

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
