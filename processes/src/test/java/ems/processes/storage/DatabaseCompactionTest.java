package ems.processes.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.processes.folder.DatabasePages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A file of H2 that is written as the market writes it: each commit at once. */
class DatabaseCompactionTest {

    private static final int ROWS = 400;
    private static final int COMMITS = 3_000;

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private JdbcConnectionPool database;
    private Jdbi jdbi;

    @BeforeEach
    void overwriteAFewRowsAgainAndAgain() {
        database = JdbcConnectionPool.create(
                "jdbc:h2:file:" + folder.resolve("ems") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "sa");
        jdbi = Jdbi.create(database);
        jdbi.useHandle(sql -> {
            sql.execute("create table note (id int primary key, text varchar(500) not null)");
            for (int id = 0; id < ROWS; id++) {
                sql.execute("insert into note values (?, ?)", id, text(id, 0));
            }
        });
        overwrite(0, COMMITS);
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    private void overwrite(int first, int commits) {
        jdbi.useHandle(sql -> {
            for (int i = first; i < first + commits; i++) {
                sql.execute("update note set text = ? where id = ?", text(i % ROWS, i), i % ROWS);
            }
        });
    }

    private static String text(int id, int version) {
        return ("note " + id + " of version " + version + ' ').repeat(10);
    }

    private long size() {
        try {
            return Files.size(folder.resolve("ems.mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatabaseCompaction compaction(Duration overwrittenKept) {
        return new DatabaseCompaction(database, new DatabasePages(), overwrittenKept, now::get);
    }

    private void seeAllRows(int upTo) {
        for (int id = 0; id < ROWS; id++) {
            int row = id;
            int last = (upTo - 1 - id) / ROWS * ROWS + id;
            assertThat(jdbi.<String, RuntimeException>withHandle(
                            sql -> sql.createQuery("select text from note where id = ?")
                                    .bind(0, row)
                                    .mapTo(String.class)
                                    .one()))
                    .isEqualTo(text(id, last));
        }
    }

    @Test
    void theFileBecomesAboutAsLargeAsItsContent() {
        long before = size();
        var compaction = compaction(Duration.ZERO);
        compaction.force();
        for (int round = 0; round < 20; round++) {
            compaction.compact();
            overwrite(COMMITS + round, 1);
        }
        assertThat(size()).isLessThan(before / 10).isLessThan(2_000_000);
        seeAllRows(COMMITS + 20);
    }

    @Test
    void whatWasOverwrittenJustNowStays() {
        long before = size();
        var compaction = compaction(Duration.ofMinutes(1));
        compaction.force();
        for (int round = 0; round < 5; round++) {
            compaction.compact();
            overwrite(COMMITS + round, 1);
        }
        assertThat(size()).isGreaterThan(before * 9 / 10);
    }

    @Test
    void whoeverCommitsMeanwhileLosesNothing() throws Exception {
        var compaction = compaction(Duration.ZERO);
        compaction.force();
        var stopped = new AtomicBoolean();
        var written = new AtomicInteger(COMMITS);
        var writer = new Thread(() -> {
            while (!stopped.get()) {
                overwrite(written.get(), 1);
                written.incrementAndGet();
            }
        });
        writer.start();
        for (int round = 0; round < 40; round++) {
            compaction.compact();
        }
        stopped.set(true);
        writer.join();
        seeAllRows(written.get());
        database.dispose();
        database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("ems"), "sa", "sa");
        jdbi = Jdbi.create(database);
        seeAllRows(written.get());
    }

    private int retentionMilliseconds() throws SQLException {
        try (var connection = database.getConnection()) {
            return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                    .getDatabase()
                    .getStore()
                    .getMvStore()
                    .getRetentionTime();
        }
    }

    @Test
    void whatIsOverwrittenStaysLongerWhenForcingFails() throws SQLException {
        var away = new AtomicBoolean();
        var sometimes = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new SQLException("no connection");
                    }
                    return database.getConnection();
                });
        var compaction = new DatabaseCompaction(sometimes, new DatabasePages(), Duration.ofSeconds(15), now::get);
        away.set(true);
        assertThatThrownBy(compaction::force).hasMessage("no connection");
        assertThat(retentionMilliseconds()).isEqualTo(DatabaseCompaction.OVERWRITTEN_KEPT_UNFORCED);
        away.set(false);
        compaction.force();
        assertThat(retentionMilliseconds()).isEqualTo(15_000);
        away.set(true);
        assertThatThrownBy(compaction::force).hasMessage("no connection");
        assertThat(retentionMilliseconds()).isEqualTo(DatabaseCompaction.OVERWRITTEN_KEPT_UNFORCED);
    }

    @Test
    void whatIsOverwrittenStaysLongerWhenForcingHangs() throws SQLException {
        var compaction = compaction(Duration.ofSeconds(15));
        compaction.keepOverwrittenIfNotForced();
        compaction.force();
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        compaction.keepOverwrittenIfNotForced();
        assertThat(retentionMilliseconds()).isEqualTo(15_000);
        now.incrementAndGet();
        compaction.keepOverwrittenIfNotForced();
        assertThat(retentionMilliseconds()).isEqualTo(DatabaseCompaction.OVERWRITTEN_KEPT_UNFORCED);
        compaction.force();
        assertThat(retentionMilliseconds()).isEqualTo(15_000);
    }

    @Test
    void aDatabaseInMemoryIsLeftAlone() {
        var memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:");
        var compaction = new DatabaseCompaction(memory, new DatabasePages(), Duration.ZERO, now::get);
        compaction.force();
        compaction.compact();
        assertThat(size()).isPositive();
    }
}
