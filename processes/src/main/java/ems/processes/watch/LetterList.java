package ems.processes.watch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;

import static java.util.Objects.requireNonNull;

/** Refused messages of a grid, one by one, the newest first. */
@Singleton
public class LetterList {

    private final Jdbi jdbi;

    public LetterList(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    private record Letter(long id, String door, String reason, Instant at) {}

    /** Those that fit among the next twenty thousand older ones. */
    RefusedLetters of(GridId grid, LetterQuery asked, Instant clock) {
        return jdbi.withHandle(sql -> {
            var looked = older(sql, grid, asked.before());
            var fitting = looked.stream()
                    .filter(letter -> asked.fits(letter.door(), letter.reason()))
                    .limit(asked.limit() + 1L)
                    .toList();
            boolean isMore = fitting.size() > asked.limit();
            var shown = isMore ? fitting.subList(0, asked.limit()) : fitting;
            var texts = texts(sql, shown.stream().map(Letter::id).toList());
            return new RefusedLetters(
                    grid.text(),
                    clock,
                    shown.stream()
                            .map(letter -> row(letter, texts.getOrDefault(letter.id(), "")))
                            .toList(),
                    isMore
                            ? last(shown)
                            : looked.size() < LetterGroups.LOOKED_AT ? OptionalLong.empty() : last(looked));
        });
    }

    private static OptionalLong last(List<Letter> letters) {
        return OptionalLong.of(letters.get(letters.size() - 1).id());
    }

    private static RefusedLetters.Row row(Letter letter, String text) {
        return new RefusedLetters.Row(
                letter.id(),
                letter.door(),
                letter.at(),
                letter.reason(),
                LetterGroups.group(letter.reason()),
                letter.reason().startsWith(LetterQuery.SUSPECT),
                text);
    }

    private static List<Letter> older(Handle sql, GridId grid, long before) {
        return sql.createQuery("select id, door, reason, received_at from dead_letter"
                        + " where grid = :grid and id < :before order by grid desc, id desc"
                        + " fetch first " + LetterGroups.LOOKED_AT + " rows only")
                .bind("grid", grid.text())
                .bind("before", before)
                .map((row, context) -> new Letter(
                        row.getLong("id"),
                        row.getString("door"),
                        row.getString("reason"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Map<Long, String> texts(Handle sql, List<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : sql
                        .createQuery("select id, text from dead_letter where id in (<ids>)")
                        .bindList("ids", ids)
                        .map((row, context) -> Map.entry(row.getLong("id"), requireNonNull(row.getString("text"))))
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
