package ems.routes.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

import ems.routes.Database;

/** The door in a process of its own, with its readings in a file, so that a test can kill it. */
final class MortalDoor implements AutoCloseable {

    private static final String CONNECTED = "the door is connected";
    private static final String REFUSED = "a message was refused ";

    private final Path file;
    private final int port;
    private final Path log;
    private Process process;

    MortalDoor(Path folder, int port) {
        this.file = folder.resolve("readings");
        this.port = port;
        this.log = folder.resolve("door.log");
        Database.migrate(database());
        process = launch();
    }

    /** The child: port of the broker, file of the database. */
    public static void main(String[] arguments) throws SQLException {
        var database = durable(Path.of(arguments[1]));
        try (var keptOpen = database.getConnection()) {
            var door = new DoorOnTest(
                    database,
                    BrokerAddress.parse("mqtt://127.0.0.1:" + arguments[0]),
                    BrokerLogin.anonymous("ems"),
                    null);
            door.doors.clock.advance(Duration.ofDays(2));
            door.connected();
            System.out.println(CONNECTED);
            // a letter can be seen before it is in the file: it is there once its message is acknowledged
            Eventually.so(
                    "a message is refused and acknowledged",
                    Duration.ofMinutes(9),
                    () -> door.doors.letters.count() > 0 && door.figures().held() == 0);
            System.out.println(REFUSED + keptOpen.isValid(1));
            Eventually.so("it is killed", Duration.ofMinutes(1), () -> false);
        }
    }

    /** What was committed survives a kill, as in the market. */
    private static DataSource durable(Path file) {
        return Database.open("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0");
    }

    private Process launch() {
        try {
            Files.deleteIfExists(log);
            var started = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            MortalDoor.class.getName(),
                            Integer.toString(port),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Eventually.so("the door is connected", () -> {
                if (!started.isAlive()) {
                    throw new IllegalStateException("the door ended: " + said());
                }
                return said().contains(CONNECTED);
            });
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does, and starts it again. */
    void dieAndComeBack() {
        process.destroyForcibly().onExit().join();
        process = launch();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    void awaitDeadLetter() {
        Eventually.so("the door has refused a message", () -> said().contains(REFUSED));
    }

    /** For when it is closed. */
    DataSource database() {
        return durable(file);
    }
}
