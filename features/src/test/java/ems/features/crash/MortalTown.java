package ems.features.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import ems.features.packaged.Application;

/** One life of a town, whose children are seen by its page. */
final class MortalTown implements AutoCloseable {

    private static final Pattern PAGE = Pattern.compile("Who is where: look at (http://127\\.0\\.0\\.1:[0-9]+)/town/");
    private static final long PATIENCE_SECONDS = 240;
    private static final long LOOK_MILLIS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI page;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private MortalTown(Process process, BufferedReader output) throws IOException {
        this.process = process;
        this.page = page(output);
        var reader = new Thread(() -> output.lines().forEach(said::add), "town-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** @param settings of Java */
    static MortalTown start(List<String> settings, String... words) throws IOException {
        var options = Stream.concat(
                        Stream.of("@" + Application.ofRepository("processes/options/town")), settings.stream())
                .toList();
        var all = Stream.concat(Stream.of("town"), Stream.of(words)).toArray(String[]::new);
        var process = Packaged.started(options, all);
        return new MortalTown(process, process.inputReader());
    }

    private URI page(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            var address = PAGE.matcher(line);
            if (address.find()) {
                return URI.create(address.group(1));
            }
        }
        throw new IOException("the town ended: " + said);
    }

    List<String> said() {
        return said;
    }

    private JsonNode view() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page.resolve("/api/town")).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /** @throws IOException if its market does not run yet */
    Doors market() throws IOException, InterruptedException {
        var address = view().required("market").asText();
        if (address.isEmpty()) {
            throw new IOException("the market does not run yet");
        }
        return new Doors(URI.create(address));
    }

    /** One of its children, as the page shows it. */
    Optional<JsonNode> child(String name) throws IOException, InterruptedException {
        return StreamSupport.stream(view().required("children").spliterator(), false)
                .filter(child -> child.required("name").asText().equals(name))
                .findFirst();
    }

    /** Ids of the processes that run now. */
    List<Long> processes() throws IOException, InterruptedException {
        List<Long> ids = new ArrayList<>();
        view().required("children")
                .forEach(child -> ids.add(child.required("process").asLong()));
        return ids;
    }

    /** SIGKILL to one of its children; returns once another process stands in its place. */
    void killedAndBack(String name) throws IOException, InterruptedException {
        long killed = child(name).orElseThrow().required("process").asLong();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        awaitSight(
                name + " is started again",
                () -> child(name)
                        .filter(child -> child.required("state").asText().equals("RUNS")
                                && child.required("process").asLong() != killed
                                && child.required("restarts").asInt() >= 1)
                        .isPresent());
    }

    /** @throws IllegalStateException if it does not come to that */
    void awaitSight(String what, MortalMarket.Sight sight) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isSeen(sight)) {
            if (System.nanoTime() - end > 0 || process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("it did not come to this: " + what + "; the town said " + said);
            }
        }
    }

    /** A market that starts does not answer, or has no grid yet. */
    private static boolean isSeen(MortalMarket.Sight sight) throws InterruptedException {
        try {
            return sight.isSeen();
        } catch (IOException | IllegalStateException notYet) {
            return false;
        }
    }

    /** SIGTERM; returns once it has ended. */
    void stop() throws InterruptedException {
        process.toHandle().destroy();
        process.waitFor();
    }

    /** SIGKILL: it ends nobody. */
    void kill() throws InterruptedException {
        new MortalProcess(process).kill();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
