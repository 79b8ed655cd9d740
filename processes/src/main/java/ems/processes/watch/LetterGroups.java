package ems.processes.watch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;

import static java.util.Objects.requireNonNull;

/**
 * Refused messages of a grid by reason, the commonest first; of the latest twenty thousand. The twenty commonest stand apart, all
 * others are counted together.
 */
@Singleton
public class LetterGroups {

    /** So that a flood of messages does not become a flood of work. */
    static final int LOOKED_AT = 20_000;

    static final int MOST_GROUPS = 20;

    private static final int LONGEST_REASON = 300;
    private static final Pattern NAME = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern ACCOUNT = Pattern.compile("\\b[a-z]+:[^\\s,;:'\"]+");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:[.,]\\d+)*(?:[eE][+-]?\\d+)?");

    private final Jdbi jdbi;
    private final Map<GridId, Found> latest = new ConcurrentHashMap<>();

    public LetterGroups(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    private record Key(String door, String reason) {}

    private record Letter(long id, String door, String reason, Instant at) {}

    /** Up to which letter a group was marked as seen, and by which order. */
    private record Seen(long upTo, long trail) {}

    /**
     * What was found last, and holds until another message is refused or marked as seen. Messages that are pruned in between count
     * until then.
     */
    private record Found(long newest, Map<Key, Seen> seen, Groups groups) {}

    /**
     * @param others messages of the rarer reasons together
     */
    record Groups(List<LetterGroup> commonest, long others) {
        Groups {
            commonest = List.copyOf(commonest);
        }
    }

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

    Groups of(GridId grid) {
        return jdbi.withHandle(sql -> {
            var seen = seen(sql, grid);
            long newest = newest(sql, grid);
            var before = latest.get(grid);
            if (before != null && before.newest() == newest && before.seen().equals(seen)) {
                return before.groups();
            }
            var groups = counted(sql, grid, seen);
            latest.put(grid, new Found(newest, seen, groups));
            return groups;
        });
    }

    private static Groups counted(Handle sql, GridId grid, Map<Key, Seen> seen) {
        Map<Key, Sum> sums = new LinkedHashMap<>();
        for (Letter letter : latest(sql, grid)) { // newest first
            var key = new Key(letter.door(), group(letter.reason()));
            var sum = sums.computeIfAbsent(key, first -> new Sum(letter));
            sum.count++;
            sum.first = letter;
            var mark = seen.get(key);
            if (mark == null || letter.id() > mark.upTo()) {
                sum.unseen++;
            }
        }
        var commonest = sums.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Key, Sum> group) -> group.getValue().count)
                        .reversed())
                .limit(MOST_GROUPS)
                .toList();
        var samples = samples(
                sql, commonest.stream().map(group -> group.getValue().last.id()).toList());
        long all = sums.values().stream().mapToLong(sum -> sum.count).sum();
        long told =
                commonest.stream().mapToLong(group -> group.getValue().count).sum();
        return new Groups(
                commonest.stream()
                        .map(group -> row(
                                group.getKey(),
                                group.getValue(),
                                samples.getOrDefault(group.getValue().last.id(), ""),
                                Optional.ofNullable(seen.get(group.getKey()))))
                        .toList(),
                all - told);
    }

    private static long newest(Handle sql, GridId grid) {
        return sql.createQuery("select id from dead_letter where grid = :grid order by id desc fetch first 1 rows only")
                .bind("grid", grid.text())
                .mapTo(long.class)
                .findOne()
                .orElse(0L);
    }

    /**
     * Messages that were refused after one.
     *
     * @param newest number of the latest of all
     */
    record Since(long newest, long count) {}

    /** @param id a message's number; a greater one than any: none came after it */
    Since since(GridId grid, long id) {
        return jdbi.withHandle(sql -> {
            long newest = newest(sql, grid);
            return new Since(
                    newest,
                    newest <= id
                            ? 0
                            : sql.createQuery(
                                            "select count(*) from dead_letter where grid = :grid and id > :id and id <= :newest")
                                    .bind("grid", grid.text())
                                    .bind("id", id)
                                    .bind("newest", newest)
                                    .mapTo(long.class)
                                    .one());
        });
    }

    private static Map<Long, String> samples(Handle sql, List<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : sql
                        .createQuery("select id, text from dead_letter where id in (<ids>)")
                        .bindList("ids", ids)
                        .map((row, context) -> Map.entry(row.getLong("id"), requireNonNull(row.getString("text"))))
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
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

    private static LetterGroup row(Key key, Sum sum, String sample, Optional<Seen> seen) {
        return new LetterGroup(
                key.door(),
                key.reason(),
                sum.count,
                sum.unseen,
                sum.first.at(),
                sum.last.at(),
                sample,
                sum.last.reason(),
                sum.last.id(),
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

    /** @param upTo the newest message that somebody looked at */
    void markSeen(GridId grid, String door, String reason, long upTo, long trail) {
        jdbi.useTransaction(sql -> {
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
        text = ACCOUNT.matcher(NAME.matcher(text).replaceAll("'..'")).replaceAll("..");
        text = NUMBER.matcher(text).replaceAll("#");
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }
}
