package ems.processes.draft;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.rules.draft.ApprovalRequest;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftState;
import ems.rules.draft.DraftTables;

/** Rows of the tables {@code draft}, {@code draft_table} and {@code draft_editor}, read and written. */
final class DraftRows {

    private DraftRows() {}

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static OffsetDateTime time(MatchingPeriod period) {
        return time(period.start());
    }

    static Optional<MatchingPeriod> period(@Nullable OffsetDateTime start) {
        return Optional.ofNullable(start).map(OffsetDateTime::toInstant).map(MatchingPeriod::new);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Draft> find(Handle sql, long id) {
        return sql.createQuery("select * from draft where id = :id")
                .bind("id", id)
                .map((row, context) -> row(sql, row))
                .findOne();
    }

    /** The draft, which nobody else changes until the transaction ends. */
    static Draft locked(Handle sql, long id) {
        sql.createQuery("select id from draft where id = :id for update")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        return find(sql, id).orElseThrow(() -> new IllegalArgumentException("There is no draft " + id + "."));
    }

    static List<Draft> latest(Handle sql, GridId grid, int most) {
        return sql.createQuery("select * from draft where grid = :grid order by grid desc, id desc limit :most")
                .bind("grid", grid.text())
                .bind("most", most)
                .map((row, context) -> row(sql, row))
                .list();
    }

    private static Draft row(Handle sql, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Map<String, String> texts = new HashMap<>();
        Map<String, Long> revisions = new HashMap<>();
        sql.createQuery("select file, revision, text from draft_table where draft = :id")
                .bind("id", id)
                .map((table, context) -> {
                    texts.put(table.getString("file"), table.getString("text"));
                    return revisions.put(table.getString("file"), table.getLong("revision"));
                })
                .list();
        Set<String> editors = new HashSet<>(sql.createQuery("select person from draft_editor where draft = :id")
                .bind("id", id)
                .mapTo(String.class)
                .list());
        return new Draft(
                id,
                new GridId(row.getString("grid")),
                row.getString("author"),
                editors,
                row.getString("base"),
                row.getString("merge_base"),
                instant(row, "since"),
                instant(row, "changed"),
                DraftState.valueOf(row.getString("state")),
                new DraftTables(texts),
                revisions,
                request(row));
    }

    private static Optional<ApprovalRequest> request(ResultSet row) throws SQLException {
        var hash = row.getString("asked_hash");
        return hash == null
                ? Optional.empty()
                : Optional.of(new ApprovalRequest(
                        hash,
                        row.getString("asked_version"),
                        row.getString("asked_by"),
                        instant(row, "asked_at"),
                        row.getString("asked_why"),
                        period(row.getObject("asked_from", OffsetDateTime.class)),
                        row.getLong("asked_trail"),
                        EvidenceText.read(row.getString("asked_evidence"))));
    }

    static long insert(
            Handle sql, GridId grid, String author, String base, String mergeBase, DraftTables tables, Instant at) {
        long id = sql.createUpdate("insert into draft (grid, author, base, merge_base, since, changed, state)"
                        + " values (:grid, :author, :base, :mergeBase, :at, :at, 'DRAFT')")
                .bind("grid", grid.text())
                .bind("author", author)
                .bind("base", base)
                .bind("mergeBase", mergeBase)
                .bind("at", time(at))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one();
        tables.texts()
                .forEach((file, text) -> sql.createUpdate(
                                "insert into draft_table (draft, file, revision, text) values (:id, :file, 0, :text)")
                        .bind("id", id)
                        .bind("file", file)
                        .bind("text", text)
                        .execute());
        return id;
    }

    static void write(Handle sql, long id, String file, String text) {
        sql.createUpdate(
                        "update draft_table set text = :text, revision = revision + 1 where draft = :id and file = :file")
                .bind("text", text)
                .bind("id", id)
                .bind("file", file)
                .execute();
    }

    static void noteEditor(Handle sql, Draft draft, String person) {
        if (!draft.editors().contains(person)) {
            sql.createUpdate("insert into draft_editor (draft, person) values (:id, :person)")
                    .bind("id", draft.id())
                    .bind("person", person)
                    .execute();
        }
    }

    static void follow(Handle sql, long id, String mergeBase) {
        sql.createUpdate("update draft set merge_base = :mergeBase where id = :id")
                .bind("mergeBase", mergeBase)
                .bind("id", id)
                .execute();
    }

    static void become(Handle sql, long id, DraftState state, Instant at) {
        sql.createUpdate("update draft set state = :state, changed = :at where id = :id")
                .bind("state", state.name())
                .bind("at", time(at))
                .bind("id", id)
                .execute();
    }

    static void ask(Handle sql, long id, ApprovalRequest request) {
        sql.createUpdate(
                        "update draft set asked_hash = :hash, asked_version = :version, asked_by = :by, asked_at = :at,"
                                + " asked_why = :why, asked_from = :from, asked_trail = :trail, asked_evidence = :evidence"
                                + " where id = :id")
                .bind("hash", request.hash())
                .bind("version", request.version())
                .bind("by", request.by())
                .bind("at", time(request.at()))
                .bind("why", request.reason())
                .bind("from", request.holdsFrom().map(DraftRows::time).orElse(null))
                .bind("trail", request.trail())
                .bind("evidence", request.evidence().map(EvidenceText::written).orElse(null))
                .bind("id", id)
                .execute();
    }
}
