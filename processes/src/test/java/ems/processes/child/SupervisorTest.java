package ems.processes.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Children are shells: each says its process, and then what it is told to do. */
class SupervisorTest {

    private static final String STAYS = "echo $$; exec cat";

    @TempDir
    Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();
    private final Supervisor supervisor =
            new Supervisor(Duration.ofMillis(1), Duration.ofSeconds(20), InstantSource.system(), complaints::add);

    @AfterEach
    void end() {
        supervisor.close();
    }

    private void start(String name, String role, String script) throws IOException {
        supervisor.start(order(name, role, script));
    }

    private ChildOrder order(String name, String role, String script) {
        return new ChildOrder(name, role, Optional.empty(), new ProcessBuilder("/bin/sh", "-c", script), heard::add);
    }

    private static Optional<ProcessHandle> process(String id) {
        return ProcessHandle.of(Long.parseLong(id));
    }

    private ChildStanding only() {
        return supervisor.standings().get(0);
    }

    @Test
    void whoIsKilledIsStartedAgain() throws Exception {
        start("unit", "unit", STAYS);
        var first = heard.take();
        assertThat(only().process()).contains(Long.parseLong(first));
        process(first).orElseThrow().destroyForcibly();
        var second = heard.take();
        assertThat(second).isNotEqualTo(first);
        assertThat(complaints.take())
                .isEqualTo("unit ended with exit code 137 after it said '" + first + "': it is started again");
        assertThat(only())
                .returns(1, ChildStanding::restarts)
                .returns(ChildState.RUNS, ChildStanding::state)
                .returns(second, ChildStanding::said);
        assertThat(only().process()).contains(Long.parseLong(second));
    }

    @Test
    void whoFailsAsItStartsIsTriedAgainAndAgain() throws Exception {
        start("agent", "agent", "echo no luck >&2; exit 3");
        for (int i = 0; i < 3; i++) {
            assertThat(complaints.take())
                    .isEqualTo("agent ended with exit code 3 after it said 'no luck': it is started again");
        }
        assertThat(only().restarts()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aLongLineIsShortenedAndAStackTraceIsNamedByItsFirstLine() throws Exception {
        start("market", "market", "printf 'a fault\\n\\tat ems.Town.open(Town.java:1)\\n'; exec cat");
        assertThat(heard.take()).isEqualTo("a fault");
        assertThat(heard.take()).isEqualTo("\tat ems.Town.open(Town.java:1)");
        assertThat(only().said()).isEqualTo("a fault");
        start("agent", "agent", "printf '%0300d\\n' 1; exec cat");
        assertThat(heard.take()).hasSize(300);
        assertThat(supervisor.standings().get(1).said()).isEqualTo("0".repeat(200) + " ...");
    }

    @Test
    void whatCannotBeStartedAtAllIsAnError() {
        assertThatIOException()
                .isThrownBy(() -> supervisor.start(new ChildOrder(
                        "ghost", "ghost", Optional.empty(), new ProcessBuilder("/no/such/program"), heard::add)));
        assertThat(supervisor.standings()).isEmpty();
    }

    @Test
    void theLastRoleIsEndedFirst() throws Exception {
        var ends = folder.resolve("ends");
        for (String name : new String[] {"broker", "unit", "agent"}) {
            start(
                    name,
                    name,
                    "trap 'echo " + name + " >> " + ends + "; kill $!; exit' TERM; sleep 600 & echo ready; wait");
            assertThat(heard.take()).isEqualTo("ready");
        }
        supervisor.close();
        assertThat(Files.readAllLines(ends)).containsExactly("agent", "unit", "broker");
        assertThat(supervisor.standings())
                .allMatch(child ->
                        child.state() == ChildState.ENDED && child.process().isEmpty() && child.restarts() == 0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void whoDoesNotEndInTimeIsKilled() throws Exception {
        try (var impatient =
                new Supervisor(Duration.ofMillis(1), Duration.ofMillis(200), InstantSource.system(), complaints::add)) {
            impatient.start(order("deaf", "deaf", "trap '' TERM; " + STAYS));
            var process = heard.take();
            impatient.close();
            assertThat(process(process)).isEmpty();
        }
    }

    @Test
    void nobodyIsStartedAfterTheEnd() {
        supervisor.close();
        assertThatIllegalStateException().isThrownBy(() -> start("late", "late", STAYS));
    }

    @Test
    void aLineIsAwaitedUntilItIsSaid() throws Exception {
        var awaited = new AwaitedLine("takes blocks at (\\S+),");
        awaited.hears("a line before");
        assertThatIOException()
                .isThrownBy(() -> awaited.await(Duration.ofNanos(1), "nobody takes blocks"))
                .withMessage("nobody takes blocks within 0 s");
        awaited.hears("takes blocks at http://127.0.0.1:1, after 0 of them");
        awaited.hears("takes blocks at http://127.0.0.1:2, after 0 of them");
        assertThat(awaited.await(Duration.ofNanos(1), "")).isEqualTo("http://127.0.0.1:1");
    }

    @Test
    void whoCannotStartIsNotAwaited() throws Exception {
        var awaited = new AwaitedLine("takes blocks at (\\S+),");
        supervisor.start(new ChildOrder(
                "unit",
                "unit",
                Optional.empty(),
                new ProcessBuilder("/bin/sh", "-c", "echo port 70000 is outside; exit 2"),
                awaited));
        assertThatIOException()
                .isThrownBy(() -> awaited.await(Duration.ofDays(1), "a unit does not take blocks"))
                .withMessage(
                        "a unit does not take blocks: it ended with exit code 2 after it said 'port 70000 is outside'");
    }

    @Test
    void whoIsKilledAsItStartsIsAwaited() throws Exception {
        var awaited = new AwaitedLine("takes blocks at (\\S+),");
        awaited.ended(137, "");
        awaited.hears("takes blocks at http://127.0.0.1:1, after 0 of them");
        assertThat(awaited.await(Duration.ofNanos(1), "")).isEqualTo("http://127.0.0.1:1");
    }
}
