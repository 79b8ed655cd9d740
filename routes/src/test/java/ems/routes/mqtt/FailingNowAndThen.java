package ems.routes.mqtt;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database that gives no connection each seventh time that it is asked for one. */
final class FailingNowAndThen implements DataSource {

    private static final int EACH = 7;

    private final DataSource database;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean fails;

    FailingNowAndThen(DataSource database) {
        this.database = database;
    }

    void begin() {
        fails = true;
    }

    void end() {
        fails = false;
    }

    /** For how many connections. */
    int asked() {
        return asked.get();
    }

    int failures() {
        return failures.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (asked.incrementAndGet() % EACH == 0 && fails) {
            failures.incrementAndGet();
            throw new SQLException("no connection this time");
        }
        return database.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return database.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }
}
