package ems.processes.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import ems.people.trail.Act;
import ems.people.trail.Trail;

/**
 * Long work in the background: one job after the other, on one thread of low priority, apart from the market's. Jobs of one key
 * have one result: whoever starts such a job again gets the one that runs, or the one that is done.
 */
@Singleton
public class BackgroundJobs {

    /** How many may wait besides the one that runs. */
    static final int MOST_WAITING = 8;

    /** How many of one person may wait or run: the others' come to their turn, too. */
    static final int MOST_OF_A_PERSON = 2;

    /** For the job that runs as the market stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String CANCELLED = "It was cancelled.";

    private static final Logger LOG = Logger.getLogger("ems.jobs");

    private final JobTable table;
    private final Trail trail;
    private final Map<Long, OpenJob> open = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                var daemon = new Thread(work, "jobs");
                daemon.setDaemon(true);
                daemon.setPriority(Thread.MIN_PRIORITY);
                return daemon;
            });

    public BackgroundJobs(JobTable table, Trail trail) {
        this.table = table;
        this.trail = trail;
    }

    /**
     * Starts a job, unless one of its key runs, or is done and not wanted again.
     *
     * @return the one that was started, runs or is done
     * @throws JobRefused if too many wait, or too many of this person's
     */
    public synchronized Job start(JobOrder order, JobWork work) {
        var same = order.again() ? running(order.key()) : known(order.key());
        if (same.isPresent()) {
            return standing(same.get());
        }
        if (open.size() > MOST_WAITING) {
            throw JobRefused.full(MOST_WAITING);
        }
        long others = open.values().stream()
                .filter(job -> job.isOf(order.person()) && !job.isCancelled())
                .count();
        if (others >= MOST_OF_A_PERSON) {
            throw JobRefused.enoughOfThisPerson(MOST_OF_A_PERSON);
        }
        var what = Act.shortened(order.title());
        long id = trail.add(Act.of(order.person(), "start " + order.key().kind(), what))
                .number();
        var job = new OpenJob(Job.ordered(id, order, Instant.now()), order.person(), work);
        table.add(job.job());
        open.put(id, job);
        thread.execute(() -> run(job));
        return standing(job.job());
    }

    private Optional<Job> running(JobKey key) {
        return open.values().stream()
                .filter(job -> !job.isCancelled())
                .map(OpenJob::job)
                .filter(job -> job.key().equals(key))
                .findFirst();
    }

    /** The job of this key that runs, waits or is done. */
    public synchronized Optional<Job> known(JobKey key) {
        return running(key).or(() -> table.done(key));
    }

    /** The job with this number. One that waits says behind what, and one that the market's end cut short is told as such. */
    public Optional<Job> find(long id) {
        return Optional.ofNullable(open.get(id))
                .map(job -> standing(job.job()))
                .or(() -> table.find(id).map(Job::cutShort));
    }

    /** The latest of this kind whose keys begin so, newest first, each as it stands. */
    public List<Job> latest(String kind, String beginning, int most) {
        return table.latest(kind, beginning, most).stream()
                .map(job -> Optional.ofNullable(open.get(job.id()))
                        .map(known -> standing(known.job()))
                        .orElseGet(job::cutShort))
                .toList();
    }

    /** Those that wait or run and whose keys fit, in the order in which their turn comes. */
    public List<Job> underWay(Predicate<JobKey> fits) {
        return inTurn().stream()
                .filter(job -> fits.test(job.key()))
                .map(this::standing)
                .toList();
    }

    private Job standing(Job job) {
        var before = inTurn().stream().takeWhile(other -> other.id() < job.id()).toList();
        return job.state() == JobState.WAITING && !before.isEmpty() ? job.waitingBehind(before) : job;
    }

    private List<Job> inTurn() {
        return open.values().stream()
                .map(OpenJob::job)
                .sorted(Comparator.comparing(Job::id))
                .toList();
    }

    /**
     * Has a job end: at once if it waits, else as soon as its work looks up.
     *
     * @param person who wants that, as the trail names them
     * @throws JobRefused if it is unknown, or has ended
     */
    public Job cancel(long id, String person) {
        var job = open.get(id);
        if (job == null) {
            throw find(id).map(JobRefused::ended).orElseGet(() -> JobRefused.unknown(id));
        }
        trail.add(Act.of(person, "cancel " + job.job().key().kind(), "job " + id));
        if (!job.cancel()) {
            return job.job();
        }
        var ended = job.job().ended(JobState.CANCELLED, CANCELLED, Instant.now());
        end(ended, null);
        return ended;
    }

    private void run(OpenJob open) {
        if (!open.begin()) {
            return; // it was told then
        }
        JobResult result = null;
        var state = JobState.FAILED;
        var words = "It ended for a reason that the market did not foresee.";
        try {
            result = open.work.run(open);
            state = JobState.DONE;
            words = "done";
        } catch (JobCancelled cancelled) {
            state = open.isCutShort() ? JobState.INTERRUPTED : JobState.CANCELLED;
            words = open.isCutShort() ? Job.CUT_SHORT : CANCELLED;
        } catch (JobFailed failed) {
            words = failed.getMessage();
        } catch (RuntimeException fault) {
            var number = UUID.randomUUID();
            LOG.errorf(fault, "Job %d failed (fault %s)", open.job().id(), number);
            words = "This failed for a reason that the market did not foresee; its log says it under fault " + number
                    + ".";
        } finally {
            end(open.job().ended(state, words, Instant.now()), result);
        }
    }

    /** A job whose end cannot be kept is told later as one that was cut short. */
    private void end(Job job, @Nullable JobResult result) {
        try {
            table.end(job, result);
        } catch (RuntimeException trouble) {
            LOG.errorf(trouble, "The end of job %d could not be kept", job.id());
        } finally {
            open.remove(job.id());
        }
    }

    /** While there is a database to tell the end in, and for as long as a job needs that ends others' processes. */
    void onShutdown(@Observes ShutdownEvent end) {
        stop();
    }

    /**
     * Work looks up often, and ends then. It is not interrupted: a thread that is, and reads or writes, closes the file of the
     * database for the whole market.
     */
    @PreDestroy
    void stop() {
        if (thread.isShutdown()) {
            return; // and was waited for
        }
        open.values().forEach(OpenJob::cutShort);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warnf("A job did not end within %d s: it ends with the market", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
