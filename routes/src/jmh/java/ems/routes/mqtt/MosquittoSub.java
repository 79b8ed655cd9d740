package ems.routes.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import ems.routes.benchmark.Spent;

/** Mosquitto's own client, in C, which throws away what it receives: what a client may reach at most. */
final class MosquittoSub implements Contestant {

    /** As a shell writes it: {@code 1m2.345s}. */
    private static final Pattern TIME = Pattern.compile("(\\d+)m(\\d+[.]\\d+)s");

    private final int port;
    private final String session;

    MosquittoSub(int port, String session) {
        this.port = port;
        this.session = session;
    }

    @Override
    public String name() {
        return "mosquitto_sub, which keeps nothing: the limit";
    }

    @Override
    public void subscribe() {
        ended(started("-E"));
    }

    @Override
    public Spent drain(int messages) {
        return ended(started("-C " + messages));
    }

    /** A run that goes on; {@link #ended} waits for it. */
    Run started(String until) {
        var client = "mosquitto_sub -h 127.0.0.1 -p " + port + " -i " + session + " -c -q 1 -t 'ems/+/meters/+/readings' "
                + until;
        try {
            var process = new ProcessBuilder("sh", "-c", client + " > /dev/null || exit 1; times")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Run(process, System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param start in ns */
    record Run(Process process, long start) {}

    static Spent ended(Run run) {
        try {
            var said = new String(run.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            long wall = System.nanoTime() - run.start();
            if (run.process().waitFor() != 0) {
                throw new IllegalStateException("mosquitto_sub failed: see above");
            }
            // the second line is of what the shell has started
            return new Spent(wall, nanoseconds(said.lines().skip(1).findFirst().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** User's and system's time together. */
    private static long nanoseconds(String times) {
        return TIME.matcher(times).results().mapToLong(MosquittoSub::nanoseconds).sum();
    }

    private static long nanoseconds(MatchResult time) {
        return Math.round((Integer.parseInt(time.group(1)) * 60 + Double.parseDouble(time.group(2))) * 1e9);
    }
}
