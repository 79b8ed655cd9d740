package ems.processes.job;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.trail.Trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What jobs and their table must do on each database. */
public abstract class BackgroundJobsContract {

    private final CountDownLatch release = new CountDownLatch(1);
    private DataSource database;
    private Trail trail;
    private JobTable table;
    private BackgroundJobs jobs;

    protected abstract DataSource emptyDatabase();

    @BeforeEach
    void none() {
        database = emptyDatabase();
        trail = new Trail(database, Clock.systemUTC());
        table = new JobTable(database);
        jobs = new BackgroundJobs(table, trail);
    }

    @AfterEach
    void stop() {
        release.countDown();
        jobs.stop();
    }

    /** Each of another person. */
    private static JobOrder order(String key) {
        return order(key, "who wants " + key);
    }

    private static JobOrder order(String key, String person) {
        return new JobOrder(new JobKey("count", key), "counts " + key, person, false);
    }

    private Job started(String key) {
        return jobs.start(order(key), progress -> JobResult.of("{}"));
    }

    /** Nothing that comes after it begins before the test lets it end. */
    private Job blocking(String key) {
        var begun = new CountDownLatch(1);
        var job = jobs.start(order(key), progress -> {
            progress.at(1, 3, "waits");
            begun.countDown();
            Jobs.await(release);
            progress.at(2, 3, "goes on");
            return JobResult.of("{}");
        });
        Jobs.await(begun);
        return job;
    }

    @Test
    void aJobRunsApartAndKeepsItsResult() {
        var thread = new AtomicReference<Thread>();
        var job = jobs.start(order("one"), progress -> {
            thread.set(Thread.currentThread());
            progress.at(2, 2, "counts");
            return new JobResult("{\"n\":2}", "n\n2\n");
        });
        var ended = Jobs.ended(jobs, job.id());
        assertThat(ended.state()).isEqualTo(JobState.DONE);
        assertThat(ended.done()).isEqualTo(2);
        assertThat(ended.ended()).isPresent();
        assertThat(thread.get().getPriority()).isEqualTo(Thread.MIN_PRIORITY);
        assertThat(table.result(job.id())).contains("{\"n\":2}");
        assertThat(table.csv(job.id())).contains("n\n2\n");
        assertThat(trail.line(job.id()).orElseThrow().act().did()).isEqualTo("start count");
    }

    @Test
    void aJobThatWaitsSaysBehindWhat() {
        var first = blocking("one");
        var since = first.started().truncatedTo(ChronoUnit.SECONDS);
        var second = started("two");
        var third = started("three");
        var behindOne =
                "waits behind one other: 'counts one', ordered at " + since + " of the machine's clock, runs (1 of 3)";
        assertThat(second.words()).isEqualTo(behindOne);
        assertThat(jobs.find(third.id()).orElseThrow().words()).isEqualTo(behindOne.replace("one other", "2 others"));
        assertThat(jobs.latest("count", "three", 1))
                .singleElement()
                .satisfies(job -> assertThat(job.words()).startsWith("waits behind 2 others"));
        assertThat(jobs.find(first.id()).orElseThrow().words()).isEqualTo("waits");
        assertThat(jobs.underWay(key -> !key.text().equals("two")))
                .extracting(Job::id)
                .containsExactly(first.id(), third.id());
        jobs.cancel(second.id(), "anna");
        assertThat(jobs.find(third.id()).orElseThrow().words()).isEqualTo(behindOne);
        release.countDown();
        Jobs.ended(jobs, third.id());
        assertThat(jobs.underWay(key -> true)).isEmpty();
    }

    @Test
    void theEndOfTheMarketWaitsForWhatTheJobEnds() {
        var begun = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var market = Thread.currentThread();
        var job = jobs.start(order("plays"), progress -> {
            begun.countDown();
            try {
                while (true) {
                    progress.at(0, 1, "plays");
                }
            } finally {
                while (market.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait(); // what it ends takes its time: the market waits by then
                }
                ended.set(true);
            }
        });
        Jobs.await(begun);
        jobs.stop();
        jobs.stop();
        assertThat(ended).isTrue();
        var told = table.find(job.id()).orElseThrow();
        assertThat(told.state()).isEqualTo(JobState.INTERRUPTED);
        assertThat(told.words()).contains("The market ended", "start it again");
    }

    @Test
    void whatSomebodyCancelledBeforeTheEndOfTheMarketIsToldSo() {
        var job = blocking("runs");
        jobs.cancel(job.id(), "anna");
        release.countDown();
        jobs.stop();
        assertThat(table.find(job.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    }

    /** A file that a thread reads or writes is closed when the thread is interrupted. */
    @Test
    void workIsNotInterruptedAsTheMarketStops() {
        var begun = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var market = Thread.currentThread();
        jobs.start(order("writes"), progress -> {
            begun.countDown();
            while (!progress.isCancelled() || market.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            interrupted.set(Thread.currentThread().isInterrupted());
            progress.look();
            return JobResult.of("{}");
        });
        Jobs.await(begun);
        jobs.stop();
        assertThat(interrupted).isFalse();
    }

    @Test
    void jobsRunOneAfterTheOther() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(jobs.start(order("job " + i), progress -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        progress.at(1, 1, "counts");
                        running.decrementAndGet();
                        return JobResult.of("{}");
                    })
                    .id());
        }
        ids.forEach(id -> assertThat(Jobs.ended(jobs, id).state()).isEqualTo(JobState.DONE));
        assertThat(most).hasValue(1);
    }

    @Test
    void theSameKeyIsTheSameJob() {
        var first = blocking("same");
        assertThat(jobs.find(first.id()).orElseThrow().state()).isEqualTo(JobState.RUNNING);
        assertThat(started("same").id()).isEqualTo(first.id());
        release.countDown();
        Jobs.ended(jobs, first.id());
        assertThat(started("same").id()).as("its result is kept").isEqualTo(first.id());
        assertThat(trail.latest(9)).hasSize(1);
        var wanted = new JobOrder(order("same").key(), "counts again", "anna", true);
        var again = jobs.start(wanted, progress -> JobResult.of("{}"));
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(started("other").id()).isGreaterThan(again.id());
    }

    @Test
    void whatFailedMayBeStartedAgain() {
        var failed = jobs.start(order("breaks"), progress -> {
            throw new JobFailed("There is nothing to count.");
        });
        assertThat(Jobs.ended(jobs, failed.id()).words()).isEqualTo("There is nothing to count.");
        assertThat(started("breaks").id()).isNotEqualTo(failed.id());
    }

    @Test
    void whatNobodyForesawIsToldWithoutItsCause() {
        var failed = jobs.start(order("breaks"), progress -> {
            throw new IllegalStateException("out of pencils");
        });
        var ended = Jobs.ended(jobs, failed.id());
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.words()).contains("did not foresee").doesNotContain("pencils", "Exception");
        assertThat(Jobs.ended(jobs, started("next").id()).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void whoeverCancelsEndsWhatRunsAndWhatWaits() {
        var running = blocking("runs");
        var waiting = started("waits");
        assertThat(jobs.find(waiting.id()).orElseThrow().state()).isEqualTo(JobState.WAITING);
        assertThat(jobs.cancel(waiting.id(), "anna").state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.find(waiting.id()).orElseThrow().words()).isEqualTo("It was cancelled.");
        assertThat(jobs.cancel(running.id(), "anna").state()).isEqualTo(JobState.RUNNING);
        release.countDown();
        var ended = Jobs.ended(jobs, running.id());
        assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
        assertThat(ended.done()).isEqualTo(1);
        assertThat(Jobs.ended(jobs, waiting.id()).state()).isEqualTo(JobState.CANCELLED);
        assertThat(trail.latest(2)).extracting(line -> line.act().did()).containsOnly("cancel count");
        assertThatThrownBy(() -> jobs.cancel(running.id(), "anna"))
                .hasMessage("Job " + running.id() + " has ended already: it is cancelled.");
        assertThatThrownBy(() -> jobs.cancel(99, "anna")).hasMessageContaining("There is no job 99");
    }

    @Test
    void onlySoManyWait() {
        blocking("runs");
        for (int i = 0; i < BackgroundJobs.MOST_WAITING; i++) {
            started("waits " + i);
        }
        assertThatThrownBy(() -> started("one too many")).hasMessageContaining("8 jobs wait already");
        assertThat(trail.latest(99)).hasSize(1 + BackgroundJobs.MOST_WAITING);
    }

    @Test
    void aCancelledJobFreesItsPlace() {
        blocking("runs");
        List<Job> waiting = new ArrayList<>();
        for (int i = 0; i < BackgroundJobs.MOST_WAITING; i++) {
            waiting.add(started("waits " + i));
        }
        jobs.cancel(waiting.get(0).id(), "anna");
        var next = started("comes later");
        assertThat(next.state()).isEqualTo(JobState.WAITING);
        release.countDown();
        assertThat(Jobs.ended(jobs, next.id()).state()).isEqualTo(JobState.DONE);
        assertThat(table.find(waiting.get(0).id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void whoeverAsksTheSameAfterACancellationGetsAnotherJob() {
        var running = blocking("runs");
        var waiting = started("waits");
        jobs.cancel(waiting.id(), "anna");
        jobs.cancel(running.id(), "anna");
        var again = List.of(started("waits"), started("runs"));
        release.countDown();
        again.forEach(job -> assertThat(Jobs.ended(jobs, job.id()).state()).isEqualTo(JobState.DONE));
        assertThat(again).extracting(Job::id).doesNotContain(running.id(), waiting.id());
        assertThat(jobs.find(running.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aPersonHasTwoOpenJobsAtMost() {
        blocking("runs");
        var first = jobs.start(order("one", "anna"), progress -> JobResult.of("{}"));
        jobs.start(order("two", "anna"), progress -> JobResult.of("{}"));
        assertThatThrownBy(() -> jobs.start(order("three", "anna"), progress -> JobResult.of("{}")))
                .hasMessage("You have 2 jobs that wait or run: cancel one of them, or wait until one has ended.");
        assertThat(jobs.start(order("one", "anna"), progress -> JobResult.of("{}"))
                        .id())
                .as("the same question is no further job")
                .isEqualTo(first.id());
        assertThat(started("three").state()).as("of somebody else").isEqualTo(JobState.WAITING);
        jobs.cancel(first.id(), "anna");
        var third = jobs.start(order("four", "anna"), progress -> JobResult.of("{}"));
        release.countDown();
        assertThat(Jobs.ended(jobs, third.id()).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void whatTheEndOfTheMarketCutShortIsToldSo() {
        var running = blocking("runs");
        var waiting = started("waits");
        var afterwards = new BackgroundJobs(table, trail);
        for (Job job : List.of(running, waiting)) {
            var told = afterwards.find(job.id()).orElseThrow();
            assertThat(told.state()).isEqualTo(JobState.INTERRUPTED);
            assertThat(told.words()).contains("start it again");
        }
        var again = afterwards.start(order("runs"), progress -> JobResult.of("{\"n\":3}"));
        assertThat(again.id()).isNotEqualTo(running.id());
        Jobs.ended(afterwards, again.id());
        assertThat(new JobTable(database)
                        .done(order("runs").key())
                        .orElseThrow()
                        .id())
                .as("another start reads what was kept")
                .isEqualTo(again.id());
        afterwards.stop();
    }

    @Test
    void thoseOfOneBeginningAreListed() {
        Jobs.ended(jobs, started("a 1").id());
        Jobs.ended(jobs, started("b 1").id());
        var running = blocking("a 2");
        assertThat(jobs.latest("count", "a ", 5))
                .extracting(Job::state)
                .containsExactly(JobState.RUNNING, JobState.DONE);
        assertThat(jobs.latest("count", "a ", 1)).extracting(Job::id).containsExactly(running.id());
        assertThat(jobs.latest("other", "a ", 5)).isEmpty();
    }

    @Test
    void onlyTheLatestAreKept() {
        long first = started("first").id();
        Jobs.ended(jobs, first);
        for (int i = 0; i < JobTable.KEPT; i++) {
            Jobs.ended(jobs, started("job " + i).id());
        }
        assertThat(jobs.find(first)).isEmpty();
        assertThat(jobs.find(first + 1)).isPresent();
    }
}
