package ems.routes.mqtt;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;

import ems.routes.Database;
import ems.routes.benchmark.Spent;

/** The market's door with its checks, and a database in a file that has what was committed when the message is acknowledged. */
final class WholeDoor implements Contestant, AutoCloseable {

    private final DoorOnTest door;

    WholeDoor(Path file, BrokerAddress address) {
        var database = Database.migrated("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
        door = new DoorOnTest(database, Homes.members(), address, BrokerLogin.anonymous("ems"), null);
    }

    @Override
    public String name() {
        return "the whole door: received, checked, committed to a database in a file, acknowledged";
    }

    @Override
    public void subscribe() {
        door.connected();
        door.closeDoor();
    }

    /** What time it is in the market. */
    void clockShows(Instant now) {
        door.doors.clock.set(now);
    }

    void open() {
        door.reopen();
        door.connected();
    }

    void shut() {
        door.closeDoor();
    }

    @Override
    public Spent drain(int messages) {
        long before = readings();
        var start = Spent.now();
        door.reopen();
        await(before + messages);
        var spent = Spent.now().since(start);
        door.closeDoor();
        return spent;
    }

    /** @param readings in all rounds */
    void await(long readings) {
        Eventually.so(
                readings + " readings are kept and acknowledged",
                () -> readings() >= readings && figures().held() == 0);
    }

    MqttFigures figures() {
        return door.figures();
    }

    /** @throws IllegalStateException unless there are so many, and none was refused */
    void requireKept(long readings) {
        if (readings() != readings || figures().refused() > 0) {
            throw new IllegalStateException("of " + readings + " readings " + readings() + " are kept and "
                    + figures().refused() + " refused: "
                    + door.doors.reasons().stream().findFirst());
        }
    }

    private long readings() {
        try (var connection = door.database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select coalesce(sum(readings), 0) from reading_batch")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        door.close();
    }
}
