package ems.people.trail;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the trail must do on each database. */
public abstract class TrailContract {

    private static final Act ABORT =
            new Act("olga", "abort", "demo/2026-01-31T12:00:00Z", "the meter of L1 is being changed");

    private DataSource database;
    private Trail trail;

    protected abstract DataSource emptyDatabase();

    @BeforeEach
    void empty() {
        database = emptyDatabase();
        trail = new Trail(database, new TestClock());
    }

    private void hasLines(int many) {
        for (int number = 1; number <= many; number++) {
            trail.add(Act.of("olga", "log in", "try " + number));
        }
    }

    private void someoneRuns(String sql) {
        Jdbi.create(database).useHandle(handle -> handle.execute(sql));
    }

    @Test
    void linesAreNumberedAndChained() {
        assertThat(trail.head()).isEqualTo(TrailHead.NONE);
        var first = trail.add(ABORT);
        var second = trail.add(Act.of("olga", "log out", ""));
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.previous()).isEqualTo("0".repeat(64));
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.previous()).isEqualTo(first.hash());
        assertThat(trail.latest(10)).containsExactly(second, first);
        assertThat(trail.latest(1)).containsExactly(second);
        assertThat(trail.line(1)).contains(first);
        assertThat(trail.line(3)).isEmpty();
        assertThat(trail.head()).isEqualTo(second.head());
        assertThat(trail.firstWrong()).isEmpty();
    }

    /** The hash is defined by the documentation: what anybody computes with it must be the same. */
    @Test
    void theHashIsThatOfTheDocumentation() {
        // printf '1\n2026-01-31T12:00:00.123Z\nolga\nabort\ndemo/2026-01-31T12:00:00Z\nthe meter of L1 is being
        // changed\n%064d\n' 0 | sha256sum
        assertThat(trail.add(ABORT).hash())
                .isEqualTo("94add27c063e42777ef428fdb27fcace158413a520c52bb0bcd86fc46e6289da");
    }

    @Test
    void anActIsOneLineOfBoundedLength() {
        var line = trail.add(new Act("olga", "abort", "a\nb", "first\r\nsecond\0 "));
        assertThat(line.act()).isEqualTo(new Act("olga", "abort", "a b", "first  second"));
        assertThat(trail.firstWrong()).isEmpty();
        assertThat(trail.add(new Act("olga", "abort", "x", "r".repeat(1_000))).number())
                .isEqualTo(2);
        assertThatThrownBy(() -> new Act("olga", "abort", "x", "r".repeat(1_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("the reason", "1001", "1000");
    }

    @Test
    void whateverIsChangedTheFirstSuchLineIsNamed() {
        for (String change : List.of(
                "update trail set reason = 'another' where number = 3",
                "update trail set person = 'ada' where number = 3",
                "update trail set did = 'sleep' where number = 3",
                "update trail set what = 'x' where number = 3",
                "update trail set what = 'try 3 ' where number = 3",
                "update trail set at = '2026-01-31 12:00:01Z' where number = 3",
                "update trail set hash = previous where number = 3",
                "update trail set previous = hash where number = 3",
                "delete from trail where number = 3")) {
            empty();
            hasLines(5);
            someoneRuns(change);
            assertThat(trail.firstWrong()).as(change).map(WrongLine::number).contains(3L);
        }
    }

    @Test
    void linesTakenOffTheEndShowToWhoKnowsALaterHead() {
        hasLines(5);
        var known = trail.head();
        hasLines(1);
        assertThat(trail.holds(known)).isTrue();
        someoneRuns("delete from trail where number > 4");
        assertThat(trail.firstWrong()).isEmpty();
        assertThat(trail.holds(known)).isFalse();
        hasLines(2);
        assertThat(trail.firstWrong()).isEmpty();
        assertThat(trail.holds(known)).isFalse();
        assertThat(trail.holds(TrailHead.NONE)).isTrue();
    }

    @Test
    void manyAtOnceMakeOneChain() throws Exception {
        var many = Executors.newFixedThreadPool(4);
        try {
            var acts = IntStream.range(0, 40)
                    .mapToObj(n -> (Callable<TrailLine>) () -> trail.add(Act.of("olga", "act", "" + n)))
                    .toList();
            for (var act : many.invokeAll(acts)) {
                act.get();
            }
        } finally {
            many.shutdownNow();
        }
        assertThat(trail.head().number()).isEqualTo(40);
        assertThat(trail.firstWrong()).isEmpty();
    }

    @Test
    void anActIsWrittenBeforeItIsDone() {
        var before = trail.doing(ABORT, () -> trail.latest(1).get(0).act());
        assertThat(before).isEqualTo(ABORT);
        assertThat(trail.head().number()).isEqualTo(1);
    }

    @Test
    void whatDidNotComeAboutIsSaidToo() {
        assertThatThrownBy(() -> trail.doing(ABORT, () -> {
                    throw new IllegalArgumentException("it has ended");
                }))
                .hasMessage("it has ended");
        assertThat(trail.latest(10))
                .extracting(TrailLine::act)
                .containsExactly(Act.of("olga", "not done", "what line 1 says"), ABORT);
        assertThat(trail.firstWrong()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsNotDone() {
        someoneRuns("drop table trail");
        var done = new AtomicBoolean();
        assertThatThrownBy(() -> trail.doing(ABORT, () -> done.set(true))).isInstanceOf(RuntimeException.class);
        assertThat(done).isFalse();
    }
}
