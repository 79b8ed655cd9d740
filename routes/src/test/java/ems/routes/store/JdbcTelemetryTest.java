package ems.routes.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.GridId;
import ems.market.quantity.Energy;
import ems.market.telemetry.TelemetryStore;
import ems.routes.Database;
import ems.routes.Grid;

import static ems.routes.Grid.EV1;
import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JdbcTelemetryTest extends TelemetryStoreContract {

    private DataSource database;

    @TempDir
    private Path folder;

    @Override
    TelemetryStore newStore() {
        database = Database.inMemory();
        return new JdbcTelemetry(database, Grid.ID);
    }

    @Test
    void acceptingAgainChangesNothing() {
        store.accept(Grid.reading(L1, NOON));
        store.accept(Grid.reading(L1, NOON, Duration.ofSeconds(10), 9_999, 0));
        assertThat(store.metered(L1, NOON)).contains(Grid.reading(L1, NOON).perSample());
        store.accept(Grid.status(NOON, true, "1"));
        store.accept(Grid.status(NOON, true, "1"));
        assertThat(store.report(EV1, NOON.minusSeconds(1), NOON).driven()).isEqualTo(Energy.ofKilowattHours("1"));
    }

    @Test
    void aBatchIsKeptWholeOrNotAtAll() {
        var jdbc = (JdbcTelemetry) store;
        jdbc.keepReadings(List.of(Grid.reading(L1, NOON)));
        assertThatThrownBy(
                () -> jdbc.keepReadings(List.of(Grid.reading(L1, NOON.plusSeconds(10)), Grid.reading(L1, NOON))));
        assertThat(jdbc.sample(L1, NOON.plusSeconds(10))).isEmpty();
        assertThat(jdbc.latest(L1)).contains(NOON);
    }

    @Test
    void asksOnceWhetherAPartyHasEverSent() throws SQLException {
        var jdbc = (JdbcTelemetry) store;
        assertThat(jdbc.latest(L1)).isEmpty();
        run("alter table reading_batch rename to batch_away");
        assertThat(jdbc.latest(L1)).isEmpty();
        run("alter table batch_away rename to reading_batch");
        jdbc.keepReadings(List.of(Grid.reading(L1, NOON)));
        assertThat(jdbc.latest(L1)).contains(NOON);
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void gridsDoNotSeeEachOther() {
        store.accept(Grid.reading(L1, NOON));
        store.accept(Grid.status(NOON, true, "1"));
        var other = new JdbcTelemetry(database, new GridId("hill"));
        assertThat(other.sample(L1, NOON)).isEmpty();
        assertThat(other.pluggedIn(EV1, NOON)).isFalse();
        assertThat(other.latest(L1)).isEmpty();
    }

    @Test
    void drivingReportedAfterThePeriodsBorderCountsInTheNextPeriod() {
        var jdbc = (JdbcTelemetry) store;
        var border = NOON.plusSeconds(60);
        jdbc.keepStatuses(List.of(Grid.status(border.minusSeconds(30), true, "1")), border.minusSeconds(29));
        jdbc.keepStatuses(List.of(Grid.status(border.minusSeconds(2), true, "2")), border.plusSeconds(1));
        jdbc.keepStatuses(List.of(Grid.status(border, true, "4")), border.plusMillis(200));
        assertThat(jdbc.report(EV1, NOON, border).driven()).isEqualTo(Energy.ofKilowattHours("1"));
        assertThat(jdbc.report(EV1, border, border.plusSeconds(60)).driven()).isEqualTo(Energy.ofKilowattHours("6"));
        assertThat(jdbc.report(EV1, border, border.plusSeconds(60)).lastSeen()).contains(border);
    }

    @Test
    void everythingSurvivesARestart() {
        var file = folder.resolve("market");
        Database.migrate(Database.inFile(file));
        var before = new JdbcTelemetry(Database.inFile(file), Grid.ID);
        before.keepReadings(List.of(Grid.reading(L1, NOON), Grid.reading(L1, NOON.plusSeconds(10))));
        before.keepStatuses(List.of(Grid.status(NOON, true, "1")), NOON);
        var after = new JdbcTelemetry(Database.inFile(file), Grid.ID);
        assertThat(after.sample(L1, NOON)).isPresent();
        assertThat(after.pluggedIn(EV1, NOON)).isTrue();
        assertThat(after.latest(L1)).contains(NOON.plusSeconds(10));
        assertThat(after.has(L1, NOON)).isTrue();
        assertThat(after.has(L1, NOON.plusSeconds(20))).isFalse();
        assertThat(after.latest(EV1)).contains(NOON);
        assertThat(after.has(EV1, NOON)).isTrue();
    }

    @Test
    void theHourThatIsTwiceInAutumnIsToldApart() {
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
        try {
            var first = Instant.parse("2026-10-25T00:30:00Z");
            var second = Instant.parse("2026-10-25T01:30:00Z");
            store.accept(Grid.reading(L1, first));
            assertThat(store.sample(L1, second)).isEmpty();
            store.accept(Grid.reading(L1, second));
            assertThat(store.sample(L1, first)).isPresent();
            assertThat(((JdbcTelemetry) store).latest(L1)).contains(second);
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
