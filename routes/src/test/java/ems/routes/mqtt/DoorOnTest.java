package ems.routes.mqtt;

import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import ems.market.party.GridMembers;
import ems.routes.Database;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.store.JdbcDoubtStore;

/** The door of the grid that tests talk to, at noon. */
final class DoorOnTest implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final DataSource database;
    final Doors doors;
    private final @Nullable Path wiring;
    private final BrokerAddress address;
    private final BrokerLogin login;
    private MqttDoor door;

    DoorOnTest(DataSource database, BrokerAddress address, BrokerLogin login, @Nullable Path wiring) {
        this(database, Grid.MEMBERS, address, login, wiring);
    }

    DoorOnTest(
            DataSource database, GridMembers members, BrokerAddress address, BrokerLogin login, @Nullable Path wiring) {
        this.database = database;
        this.doors = new Doors(database, members);
        this.address = address;
        this.login = login;
        this.wiring = wiring;
        doors.closedToHttp().start();
        door = create(login);
    }

    DoorOnTest(BrokerAddress address) {
        this(Database.inMemory(), address, BrokerLogin.anonymous("ems"), null);
    }

    private MqttDoor create(BrokerLogin as) {
        return new MqttDoor(
                        vertx,
                        doors.camel,
                        doors.grids,
                        doors.clock,
                        address,
                        as,
                        Grid.ID,
                        new JdbcDoubtStore(database, Grid.ID),
                        Optional.ofNullable(wiring))
                .open();
    }

    MqttFigures figures() {
        return door.figures();
    }

    DoorOnTest connected() {
        Eventually.so("the door is connected", () -> figures().trouble().isEmpty());
        return this;
    }

    void reopen() {
        door = create(login);
    }

    /** With a session of its own. */
    void reopenAs(String client) {
        door = create(BrokerLogin.anonymous(client));
    }

    void closeDoor() {
        door.close();
    }

    @Override
    public void close() {
        door.close();
        doors.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
