package ems.processes.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** Jobs and their results, in table {@code job}. Of each kind the latest are kept. */
@Singleton
public class JobTable {

    /** How many of a kind. */
    static final int KEPT = 200;

    private static final int LONGEST_WORDS = 2_000;
    private static final String SELECT =
            "select id, kind, job_key, title, state, done, total, words, started, ended from job ";

    private final Jdbi jdbi;

    public JobTable(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    void add(Job job) {
        jdbi.useTransaction(sql -> {
            sql.createUpdate("insert into job (id, kind, job_key, title, state, done, total, words, started)"
                            + " values (:id, :kind, :key, :title, :state, :done, :total, :words, :started)")
                    .bind("id", job.id())
                    .bind("kind", job.key().kind())
                    .bind("key", job.key().text())
                    .bind("title", job.title())
                    .bind("state", job.state().name())
                    .bind("done", job.done())
                    .bind("total", job.total())
                    .bind("words", job.words())
                    .bind("started", utc(job.started()))
                    .execute();
            sql.createQuery("select id from job where kind = :kind order by kind, id desc offset :kept rows"
                            + " fetch next 1 rows only")
                    .bind("kind", job.key().kind())
                    .bind("kept", KEPT)
                    .mapTo(Long.class)
                    .findOne()
                    .ifPresent(last -> sql.createUpdate("delete from job where kind = :kind and id <= :last")
                            .bind("kind", job.key().kind())
                            .bind("last", last)
                            .execute());
        });
    }

    /** @param result null: it ended without one */
    void end(Job job, @Nullable JobResult result) {
        var words = job.words().length() <= LONGEST_WORDS
                ? job.words()
                : job.words().substring(0, LONGEST_WORDS);
        jdbi.useHandle(sql -> sql.createUpdate("update job set state = :state, done = :done, total = :total,"
                        + " words = :words, ended = :ended, result = :result, attachment = :attachment"
                        + " where id = :id")
                .bind("state", job.state().name())
                .bind("done", job.done())
                .bind("total", job.total())
                .bind("words", words)
                .bind("ended", job.ended().map(JobTable::utc).orElse(null))
                .bind("result", result == null ? null : result.json())
                .bind("attachment", result == null || result.csv().isEmpty() ? null : result.csv())
                .bind("id", job.id())
                .execute());
    }

    Optional<Job> find(long id) {
        return jdbi.withHandle(sql -> sql.createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    /** The latest of this key that ended with a result. */
    public Optional<Job> done(JobKey key) {
        return jdbi.withHandle(sql -> sql
                .createQuery(SELECT + "where kind = :kind and job_key = :key order by id desc")
                .bind("kind", key.kind())
                .bind("key", key.text())
                .map((row, context) -> read(row))
                .stream()
                .filter(job -> job.state() == JobState.DONE)
                .findFirst());
    }

    /** All of a kind that ended with a result and are kept, the latest first. */
    public List<Job> done(String kind) {
        return jdbi.withHandle(sql -> sql
                .createQuery(SELECT + "where kind = :kind order by kind, id desc")
                .bind("kind", kind)
                .map((row, context) -> read(row))
                .stream()
                .filter(job -> job.state() == JobState.DONE)
                .toList());
    }

    /** The latest of this kind whose keys begin so, newest first. */
    List<Job> latest(String kind, String beginning, int most) {
        return jdbi.withHandle(sql -> sql.createQuery(SELECT
                        + "where kind = :kind and substring(job_key, 1, :length) = :beginning"
                        + " order by kind desc, id desc fetch first :most rows only")
                .bind("kind", kind)
                .bind("length", beginning.length())
                .bind("beginning", beginning)
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
    }

    /** JSON, of a job that ended with a result. */
    public Optional<String> result(long id) {
        return text(id, "result");
    }

    /** The long table beside the result, if there is one. */
    public Optional<String> csv(long id) {
        return text(id, "attachment");
    }

    private Optional<String> text(long id, String column) {
        return jdbi.withHandle(sql -> sql.createQuery("select " + column + " from job where id = :id")
                .bind("id", id)
                .map((row, context) -> Optional.ofNullable(row.getString(1)))
                .findOne()
                .flatMap(found -> found));
    }

    private static Job read(ResultSet row) throws SQLException {
        return new Job(
                row.getLong("id"),
                new JobKey(requireNonNull(row.getString("kind")), requireNonNull(row.getString("job_key"))),
                requireNonNull(row.getString("title")),
                JobState.valueOf(row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                requireNonNull(row.getString("words")),
                requireNonNull(row.getObject("started", OffsetDateTime.class)).toInstant(),
                Optional.ofNullable(row.getObject("ended", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
