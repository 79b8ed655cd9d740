package ems.routes.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import ems.market.party.GridId;
import ems.market.quantity.Energy;
import ems.routes.ocpp.session.ChargingSession;
import ems.routes.ocpp.session.ChargingStore;
import ems.routes.ocpp.session.PlugState;
import ems.routes.ocpp.session.SessionStart;
import ems.routes.ocpp.table.Plug;

/** What charging stations told, in the tables of {@code V22__charging_stations.sql}; it survives a restart. */
public final class JdbcCharging implements ChargingStore, AutoCloseable {

    private static final String SESSION =
            "select id, connector, station, station_transaction, started_at, ended_at from charging_session ";
    private static final int LONGEST_NOTE = 4_000;
    /** Kind of a note of one connector of an EVSE, before the connector's number. */
    private static final String CONNECTOR = "connector ";

    private static final String OCCUPIED = "occupied";
    private static final String FREE = "free";

    private final Jdbi database;
    private final GroupCommit<Kept> readings;

    /** @param grace how long after a period's end it is measured */
    public JdbcCharging(DataSource source, Duration grace) {
        this.database = Instants.database(source);
        var table = new ChargerReadingTable(database, grace);
        this.readings = new GroupCommit<>("charger-readings", table::insert);
    }

    /** One at a time: a start that comes twice at once begins one session. */
    @Override
    public synchronized Begun begin(SessionStart start) {
        var at = start.at().at();
        var known = begun(start);
        if (known.isPresent()) {
            return new Begun(known.get(), List.of());
        }
        var ended = database.inTransaction(handle -> {
            var open = endOpen(handle, start, at);
            handle.createUpdate("""
                            insert into charging_session (station, connector, session_key, station_transaction, started_at,
                                started_millijoules)
                            values (:station, :connector, :key, :transaction, :at, :register)
                            """)
                    .bind("station", start.plug().station())
                    .bind("connector", start.plug().number())
                    .bind("key", start.key())
                    .bind("transaction", start.transaction().orElse(null))
                    .bind("at", at)
                    .bind("register", millijoules(start.register()))
                    .execute();
            return open;
        });
        return new Begun(begun(start).orElseThrow(), ended);
    }

    private static List<ChargingSession> endOpen(Handle handle, SessionStart start, Instant at) {
        var open = handle
                .createQuery(SESSION + "where station = :station and connector = :connector and ended_at is null")
                .bind("station", start.plug().station())
                .bind("connector", start.plug().number())
                .map((row, context) -> session(row))
                .stream()
                .filter(session ->
                        start.transaction().isEmpty() || !session.startedAt().isAfter(at))
                .toList();
        open.forEach(session ->
                end(handle, session, session.startedAt().isAfter(at) ? session.startedAt() : at, start.register()));
        return open;
    }

    private Optional<ChargingSession> begun(SessionStart start) {
        return find(
                "where station = :station and session_key = :key",
                query -> query.bind("station", start.plug().station()).bind("key", start.key()));
    }

    @Override
    public Optional<ChargingSession> session(String station, int id) {
        return find(
                "where station = :station and id = :id",
                query -> query.bind("station", station).bind("id", id));
    }

    @Override
    public Optional<ChargingSession> session(String station, String transaction) {
        return find(
                "where station = :station and station_transaction = :transaction",
                query -> query.bind("station", station).bind("transaction", transaction));
    }

    @Override
    public Optional<ChargingSession> openAt(Plug plug) {
        return find(
                "where station = :station and connector = :connector and ended_at is null"
                        + " order by started_at desc, id desc fetch first 1 row only",
                query -> query.bind("station", plug.station()).bind("connector", plug.number()));
    }

    private Optional<ChargingSession> find(String where, UnaryOperator<Query> bound) {
        return database.withHandle(handle -> bound.apply(handle.createQuery(SESSION + where))
                .map((row, context) -> session(row))
                .findFirst());
    }

    private static ChargingSession session(ResultSet row) throws SQLException {
        return new ChargingSession(
                row.getInt(1),
                new Plug(row.getString(3), row.getInt(2)),
                Optional.ofNullable(row.getString(4)),
                Instants.read(row, 5),
                Optional.ofNullable(Instants.readOrNull(row, 6)));
    }

    @Override
    public Optional<Energy> lastStop(Plug plug) {
        return database.withHandle(handle -> handle.createQuery("""
                        select ended_millijoules from charging_session
                        where station = :station and connector = :connector and ended_at is not null
                        order by ended_at desc, id desc fetch first 1 row only
                        """)
                .bind("station", plug.station())
                .bind("connector", plug.number())
                .map((row, context) -> energy(row, 1))
                .findFirst()
                .flatMap(energy -> energy));
    }

    @Override
    public void end(ChargingSession session, Instant at, Optional<Energy> register) {
        database.useTransaction(handle -> end(handle, session, at, register));
    }

    private static void end(Handle handle, ChargingSession session, Instant at, Optional<Energy> register) {
        handle.createUpdate("""
                        update charging_session set ended_at = :at, ended_millijoules = :register
                        where id = :id and ended_at is null
                        """)
                .bind("at", at)
                .bind("register", millijoules(register))
                .bind("id", session.id())
                .execute();
    }

    @Override
    public PlugState state(Plug plug) {
        return database.withHandle(handle -> handle.createQuery("""
                        select plugged_in, told_at, stored_millijoules, left_with_millijoules, reported_at from charger_plug
                        where station = :station and connector = :connector
                        """)
                .bind("station", plug.station())
                .bind("connector", plug.number())
                .map((row, context) -> new PlugState(
                        row.getBoolean(1),
                        Instants.read(row, 2),
                        energy(row, 3),
                        energy(row, 4),
                        Instants.read(row, 5)))
                .findFirst()
                .orElse(PlugState.UNKNOWN));
    }

    @Override
    public void keep(Plug plug, PlugState state) {
        database.useTransaction(handle -> {
            handle.createUpdate("delete from charger_plug where station = :station and connector = :connector")
                    .bind("station", plug.station())
                    .bind("connector", plug.number())
                    .execute();
            handle.createUpdate("""
                            insert into charger_plug (station, connector, plugged_in, told_at, stored_millijoules,
                                left_with_millijoules, reported_at)
                            values (:station, :connector, :in, :toldAt, :stored, :leftWith, :reportedAt)
                            """)
                    .bind("station", plug.station())
                    .bind("connector", plug.number())
                    .bind("in", state.pluggedIn())
                    .bind("toldAt", state.toldAt())
                    .bind("stored", millijoules(state.stored()))
                    .bind("leftWith", millijoules(state.leftWith()))
                    .bind("reportedAt", state.reportedAt())
                    .execute();
        });
    }

    @Override
    public Map<Integer, ConnectorNews> connectors(Plug evse) {
        return database.withHandle(handle -> handle
                .createQuery("""
                        select kind, text, told_at from station_note
                        where station = :station and connector = :connector and kind like :kind
                        """)
                .bind("station", evse.station())
                .bind("connector", evse.number())
                .bind("kind", CONNECTOR + "%")
                .map((row, context) -> Map.entry(
                        Integer.valueOf(row.getString(1).substring(CONNECTOR.length())),
                        new ConnectorNews(OCCUPIED.equals(row.getString(2)), Instants.read(row, 3))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public void keep(Plug evse, int connector, ConnectorNews news) {
        note(evse, CONNECTOR + connector, news.at(), news.occupied() ? OCCUPIED : FREE);
    }

    /** How many readings of a grid came in after their period had been measured. */
    public long lateReadings(GridId grid) {
        return database.withHandle(
                handle -> handle.createQuery("select count(*) from charger_reading where grid = :grid and late")
                        .bind("grid", grid.text())
                        .mapTo(long.class)
                        .one());
    }

    @Override
    public CompletionStage<Void> keep(List<Kept> kept) {
        return readings.keep(kept);
    }

    @Override
    public void note(Plug plug, String kind, Instant at, String text) {
        var storable = text.replace('\0', '?');
        database.useTransaction(handle -> {
            handle.createUpdate(
                            "delete from station_note where station = :station and connector = :connector and kind = :kind")
                    .bind("station", plug.station())
                    .bind("connector", plug.number())
                    .bind("kind", kind)
                    .execute();
            handle.createUpdate("""
                            insert into station_note (station, connector, kind, told_at, text)
                            values (:station, :connector, :kind, :at, :text)
                            """)
                    .bind("station", plug.station())
                    .bind("connector", plug.number())
                    .bind("kind", kind)
                    .bind("at", at)
                    .bind("text", storable.substring(0, Math.min(storable.length(), LONGEST_NOTE)))
                    .execute();
        });
    }

    static @Nullable Long millijoules(Optional<Energy> energy) {
        return energy.map(Energy::millijoules).orElse(null);
    }

    static Optional<Energy> energy(ResultSet row, int column) throws SQLException {
        long millijoules = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(new Energy(millijoules));
    }

    @Override
    public void close() {
        readings.close();
    }
}
