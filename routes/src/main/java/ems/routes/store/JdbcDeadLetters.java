package ems.routes.store;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;

/** Dead letters of one grid, or of none, in table {@code dead_letter} of {@code V2__inbox.sql}. */
public final class JdbcDeadLetters implements DeadLetters {

    private static final String NO_GRID = "";
    private static final int LONGEST_REASON = 1_000;

    private final Jdbi database;
    private final String grid;

    private JdbcDeadLetters(DataSource source, String grid) {
        this.database = Instants.database(source);
        this.grid = grid;
    }

    public static JdbcDeadLetters of(DataSource source, GridId grid) {
        return new JdbcDeadLetters(source, grid.text());
    }

    /** Dead letters that named no open grid. */
    public static JdbcDeadLetters ofNoGrid(DataSource source) {
        return new JdbcDeadLetters(source, NO_GRID);
    }

    @Override
    public void add(DeadLetter letter) {
        addAll(List.of(letter));
    }

    /** All of them or none. */
    @Override
    public void addAll(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        database.useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    insert into dead_letter (grid, door, received_at, text, reason)
                    values (:grid, :door, :receivedAt, :text, :reason)
                    """);
            for (DeadLetter letter : letters) {
                batch.bind("grid", grid)
                        .bind("door", letter.door())
                        .bind("receivedAt", letter.receivedAt())
                        .bind("text", storable(letter.text()))
                        .bind("reason", storable(letter.reason()))
                        .add();
            }
            batch.execute();
        });
    }

    @Override
    public List<DeadLetter> latest(int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        select door, received_at, text, reason from dead_letter where grid = :grid
                        order by id desc limit :most
                        """)
                .bind("grid", grid)
                .bind("most", most)
                .map(row -> new DeadLetter(
                        row.getColumn("door", String.class),
                        row.getColumn("received_at", Instant.class),
                        row.getColumn("text", String.class),
                        row.getColumn("reason", String.class)))
                .list());
    }

    @Override
    public long count() {
        return database.withHandle(handle -> handle.createQuery("select count(*) from dead_letter where grid = :grid")
                .bind("grid", grid)
                .mapTo(long.class)
                .one());
    }

    /** PostgreSQL keeps no character 0 in a text. */
    private static String storable(String text) {
        var whole = text.replace('\0', '?');
        return whole.length() <= LONGEST_REASON ? whole : whole.substring(0, LONGEST_REASON);
    }
}
