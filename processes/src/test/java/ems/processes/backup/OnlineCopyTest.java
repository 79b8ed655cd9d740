package ems.processes.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A database is copied while somebody writes to it: each copy opens, twice, and holds whole transactions only. */
class OnlineCopyTest {

    private static final int COPIES = 4;
    /** So many that a copy, which reads to the end of a growing file, comes to its own. */
    private static final int TRANSACTIONS = 2_000;

    private static final DatabaseLogin LOGIN = new DatabaseLogin("sa", "sa");

    @TempDir
    Path folder;

    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicLong committed = new AtomicLong();

    @Test
    void eachCopyHoldsWholeTransactions() throws Exception {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("ems") + ";WRITE_DELAY=0");
        database.setUser("sa");
        database.setPassword("sa");
        var writer = Executors.newSingleThreadExecutor();
        try (var open = database.getConnection()) {
            execute(open, "create table debit (id bigint primary key, text varchar(200))");
            execute(open, "create table credit (id bigint primary key, text varchar(200))");
            var writing = writer.submit(() -> {
                try (var connection = database.getConnection()) {
                    write(connection);
                }
                return null;
            });
            for (int copy = 0; copy < COPIES; copy++) {
                long before = committed.get();
                var copied = Files.createDirectory(folder.resolve("copy-" + copy));
                new OnlineCopy(database).to(copied.resolve("ems.mv.db"));
                for (int opening = 1; opening <= 2; opening++) {
                    assertThat(pairs(copied)).isBetween(before, committed.get() + 1);
                }
            }
            enough.set(true);
            writing.get();
        } finally {
            enough.set(true);
            writer.shutdown();
        }
    }

    private void write(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        String text = "x".repeat(200);
        for (long id = 1; id <= TRANSACTIONS && !enough.get(); id++) {
            execute(connection, "insert into debit values (" + id + ", '" + text + "')");
            execute(connection, "insert into credit values (" + id + ", '" + text + "')");
            execute(connection, "delete from credit where id <= " + (id - 200));
            execute(connection, "delete from debit where id <= " + (id - 200));
            connection.commit();
            committed.set(id);
        }
    }

    /** The last transaction in a copy, of which both halves are there, as of all before. */
    private static long pairs(Path copy) throws SQLException {
        try (var connection = LOGIN.in(copy).getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select (select coalesce(max(id), 0) from debit),"
                        + " (select count(*) from debit), (select count(*) from credit),"
                        + " (select count(*) from debit join credit on credit.id = debit.id)")) {
            assertThat(found.next()).isTrue();
            long pairs = Math.min(200, found.getLong(1));
            assertThat(found.getLong(2)).isEqualTo(pairs);
            assertThat(found.getLong(3)).isEqualTo(pairs);
            assertThat(found.getLong(4)).isEqualTo(pairs);
            return found.getLong(1);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var each = connection.createStatement()) {
            each.execute(statement);
        }
    }
}
