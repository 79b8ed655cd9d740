package ems.processes.watch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;

import static java.util.Objects.requireNonNull;

/** Refused messages of a grid by reason, the commonest first; of the latest twenty thousand. */
@Singleton
public class LetterGroups {

    /** So that a flood of messages does not become a flood of work. */
    static final int LOOKED_AT = 20_000;

    private static final int LONGEST_REASON = 300;
    private static final Pattern NAME = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:[.,]\\d+)*(?:[eE][+-]?\\d+)?");

    private final Jdbi jdbi;

    public LetterGroups(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    private record Key(String door, String reason) {}

    private record Letter(long id, String door, String reason, Instant at) {}

    /** Up to which letter a group was marked as seen, and by which order. */
    private record Seen(long upTo, long trail) {}

    private static final class Sum {
        private long count;
        private long unseen;
        private final Letter last;
        private Letter first;

        Sum(Letter last) {
            this.last = last;
            this.first = last;
        }
    }

    List<LetterGroup> of(GridId grid) {
        return jdbi.withHandle(sql -> {
            var seen = seen(sql, grid);
            Map<Key, Sum> groups = new LinkedHashMap<>();
            for (Letter letter : latest(sql, grid)) { // newest first
                var key = new Key(letter.door(), group(letter.reason()));
                var sum = groups.computeIfAbsent(key, first -> new Sum(letter));
                sum.count++;
                sum.first = letter;
                var mark = seen.get(key);
                if (mark == null || letter.id() > mark.upTo()) {
                    sum.unseen++;
                }
            }
            return groups.entrySet().stream()
                    .map(group ->
                            row(sql, group.getKey(), group.getValue(), Optional.ofNullable(seen.get(group.getKey()))))
                    .sorted(Comparator.comparingLong(LetterGroup::count).reversed())
                    .toList();
        });
    }

    private static List<Letter> latest(Handle sql, GridId grid) {
        return sql.createQuery(
                        "select id, door, reason, received_at from dead_letter where grid = :grid order by id desc"
                                + " fetch first " + LOOKED_AT + " rows only")
                .bind("grid", grid.text())
                .map((row, context) -> new Letter(
                        row.getLong("id"),
                        row.getString("door"),
                        row.getString("reason"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static LetterGroup row(Handle sql, Key key, Sum sum, Optional<Seen> seen) {
        var sample = sql.createQuery("select text from dead_letter where id = :id")
                .bind("id", sum.last.id())
                .mapTo(String.class)
                .findOne()
                .orElse("");
        return new LetterGroup(
                key.door(),
                key.reason(),
                sum.count,
                sum.unseen,
                sum.first.at(),
                sum.last.at(),
                sample,
                sum.last.reason(),
                seen.map(Seen::trail));
    }

    private static Map<Key, Seen> seen(Handle sql, GridId grid) {
        Map<Key, Seen> seen = new HashMap<>();
        sql.createQuery("select door, reason, up_to, trail from letters_seen where grid = :grid")
                .bind("grid", grid.text())
                .map((row, context) -> seen.put(
                        new Key(requireNonNull(row.getString("door")), requireNonNull(row.getString("reason"))),
                        new Seen(row.getLong("up_to"), row.getLong("trail"))))
                .list();
        return seen;
    }

    /** Up to now. */
    void markSeen(GridId grid, String door, String reason, long trail) {
        jdbi.useTransaction(sql -> {
            long upTo = sql.createQuery("select coalesce(max(id), 0) from dead_letter where grid = :grid")
                    .bind("grid", grid.text())
                    .mapTo(long.class)
                    .one();
            sql.createUpdate("delete from letters_seen where grid = :grid and door = :door and reason = :reason")
                    .bind("grid", grid.text())
                    .bind("door", door)
                    .bind("reason", reason)
                    .execute();
            sql.createUpdate("insert into letters_seen (grid, door, reason, up_to, trail)"
                            + " values (:grid, :door, :reason, :upTo, :trail)")
                    .bind("grid", grid.text())
                    .bind("door", door)
                    .bind("reason", reason)
                    .bind("upTo", upTo)
                    .bind("trail", trail)
                    .execute();
        });
    }

    /** The reason without what differs from message to message. */
    static String group(String reason) {
        var text = INSTANT.matcher(reason).replaceAll("#");
        text = NUMBER.matcher(NAME.matcher(text).replaceAll("'..'")).replaceAll("#");
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }
}
