package ems.features.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import ems.features.packaged.Application;

/** One life of a road-side unit as a process of its own. Its folder outlives it. */
final class MortalUnit implements AutoCloseable {

    private static final Pattern TAKES = Pattern.compile("takes blocks at (http://127\\.0\\.0\\.1:[0-9]+), after");
    private static final String SIGNATURE = "\u2014 ";

    private final Path folder;
    private final Process process;
    private final URI address;

    private MortalUnit(Path folder, Process process, URI address) {
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    /** @param port 0: a free one */
    static MortalUnit start(Path folder, String name, int port) throws IOException {
        var process = Packaged.started(
                List.of("@" + Application.ofRepository("processes/options/validator")),
                "validator",
                "--name",
                name,
                "--data",
                folder.toString(),
                "--port",
                Integer.toString(port));
        return new MortalUnit(folder, process, address(process.inputReader()));
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

    URI address() {
        return address;
    }

    /** The lines of all blocks that it has taken, without what anybody signed. */
    List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("blocks.txt")).stream()
                .filter(line -> !line.startsWith(SIGNATURE))
                .toList();
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
