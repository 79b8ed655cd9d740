package ems.people.trail;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

import ems.people.sql.PeopleTables;

/**
 * Who did what, when and why, in table {@code trail}: each line holds the hash of the line before, so that a line which is
 * changed or taken out later shows. Lines taken off the end show only to those who know a later {@link TrailHead}.
 *
 * <p>One trail of a database is open at a time. An act is written before it is done, and outside of a transaction of one's own:
 * what was tried stays, even if it failed.
 */
public final class Trail {

    private final Jdbi database;
    private final Clock clock;

    /** @param clock of the machine */
    public Trail(DataSource source, Clock clock) {
        this.database = PeopleTables.in(source);
        this.clock = clock;
    }

    /** Adds a line. What is returned is kept. */
    public synchronized TrailLine add(Act act) {
        return database.inTransaction(handle -> {
            var line = TrailLine.after(head(handle), clock.instant().truncatedTo(ChronoUnit.MILLIS), act.onOneLine());
            insert(handle, line);
            return line;
        });
    }

    /**
     * Does it, once the trail says so. If it does not come about, another line says that: whatever ends the market between the two
     * leaves a line without a change, and never a change without a line.
     */
    public <T> T doing(Act act, Supplier<T> change) {
        long number = add(act).number();
        try {
            return change.get();
        } catch (RuntimeException failed) {
            add(Act.of(act.person(), "not done", "what line " + number + " says"));
            throw failed;
        }
    }

    /** Does it, once the trail says so. */
    public void doing(Act act, Runnable change) {
        doing(act, () -> {
            change.run();
            return act;
        });
    }

    public TrailHead head() {
        return database.withHandle(Trail::head);
    }

    public Optional<TrailLine> line(long number) {
        return database.withHandle(handle -> line(handle, number));
    }

    /** The latest, newest first. */
    public List<TrailLine> latest(int most) {
        return database.withHandle(handle -> handle.createQuery("select * from trail order by number desc limit :most")
                .bind("most", most)
                .map(Trail::line)
                .list());
    }

    /** Reads all lines. The first one that is not as it was written, if any. */
    public Optional<WrongLine> firstWrong() {
        return database.withHandle(handle -> {
            try (var lines =
                    handle
                            .createQuery("select * from trail order by number")
                            .setFetchSize(1_000)
                            .map(Trail::line)
                            .stream()) {
                var before = TrailHead.NONE;
                for (var line : (Iterable<TrailLine>) lines::iterator) {
                    var wrong = wrong(line, before);
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                    before = line.head();
                }
                return Optional.empty();
            }
        });
    }

    /** Whether the trail still holds a line that was its head once. */
    public boolean holds(TrailHead once) {
        return once.equals(TrailHead.NONE)
                || line(once.number()).filter(line -> line.head().equals(once)).isPresent();
    }

    private static Optional<WrongLine> wrong(TrailLine line, TrailHead before) {
        if (line.number() != before.number() + 1) {
            return Optional.of(new WrongLine(before.number() + 1, "the line is missing"));
        }
        if (!line.previous().equals(before.hash())) {
            return Optional.of(new WrongLine(line.number(), "the line does not follow the line before"));
        }
        return line.isWhole()
                ? Optional.empty()
                : Optional.of(new WrongLine(line.number(), "the line does not have its hash: it was changed"));
    }

    private static TrailHead head(Handle handle) {
        return handle.createQuery("select * from trail order by number desc limit 1")
                .map(Trail::line)
                .findOne()
                .map(TrailLine::head)
                .orElse(TrailHead.NONE);
    }

    private static Optional<TrailLine> line(Handle handle, long number) {
        return handle.createQuery("select * from trail where number = :number")
                .bind("number", number)
                .map(Trail::line)
                .findOne();
    }

    private static void insert(Handle handle, TrailLine line) {
        handle.createUpdate("""
                        insert into trail (number, at, person, did, what, reason, previous, hash)
                        values (:number, :at, :person, :did, :what, :reason, :previous, :hash)
                        """)
                .bind("number", line.number())
                .bind("at", line.at())
                .bind("person", line.act().person())
                .bind("did", line.act().did())
                .bind("what", line.act().what())
                .bind("reason", line.act().reason())
                .bind("previous", line.previous())
                .bind("hash", line.hash())
                .execute();
    }

    private static TrailLine line(RowView row) {
        return new TrailLine(
                row.getColumn("number", Long.class),
                row.getColumn("at", Instant.class),
                new Act(
                        row.getColumn("person", String.class),
                        row.getColumn("did", String.class),
                        row.getColumn("what", String.class),
                        row.getColumn("reason", String.class)),
                row.getColumn("previous", String.class),
                row.getColumn("hash", String.class));
    }
}
