package ems.routes.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import ems.market.telemetry.MeterReading;
import ems.market.telemetry.TelemetryStore;
import ems.routes.Database;
import ems.routes.Grid;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static ems.routes.Grid.Z0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Readings that are packed as soon as they come in are read as all others. */
class PackedReadingsTest extends TelemetryStoreContract {

    private static final InstantSource LONG_AFTER = () -> NOON.plus(Duration.ofDays(1_000));

    private DataSource database;

    @Override
    TelemetryStore newStore() {
        database = Database.inMemory();
        var packing = new JdbcTelemetry(database, Grid.ID, LONG_AFTER);
        return (TelemetryStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TelemetryStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(packing, arguments);
                        packAll(packing);
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static int packAll(JdbcTelemetry telemetry) {
        int rounds = 0;
        while (telemetry.packOld()) {
            rounds++;
        }
        return rounds;
    }

    private long number(String query) {
        return Jdbi.create(database)
                .withHandle(sql -> sql.createQuery(query).mapTo(Long.class).one());
    }

    @Test
    void anHourOfAMeterIsOneSmallRow() {
        for (int sample = 0; sample < 360; sample++) {
            store.accept(
                    Grid.reading(L1, NOON.plusSeconds(10L * sample), Duration.ofSeconds(10), 500 + sample % 7, 300));
        }
        assertThat(number("select count(*) from reading_batch")).isZero();
        assertThat(number("select count(*) from reading_hour")).isEqualTo(1);
        assertThat(number("select length(body) from reading_hour")).isLessThan(360 * 10);
        assertThat(store.metered(L1, NOON.plusSeconds(3_590)))
                .contains(
                        Grid.reading(L1, NOON, Duration.ofSeconds(10), 502, 300).perSample());
    }

    @Test
    void aReadingThatComesLateJoinsItsHour() {
        var telemetry = new JdbcTelemetry(database, Grid.ID, LONG_AFTER);
        telemetry.accept(Grid.reading(L1, NOON));
        telemetry.accept(Grid.reading(L1, NOON.plusSeconds(20)));
        assertThat(packAll(telemetry)).isEqualTo(1);
        telemetry.accept(Grid.reading(L1, NOON.plusSeconds(10)));
        telemetry.accept(Grid.reading(L1, NOON));
        assertThat(number("select count(*) from reading_batch"))
                .as("the other is there already")
                .isEqualTo(1);
        assertThat(packAll(telemetry)).isEqualTo(1);
        assertThat(number("select count(*) from reading_hour")).isEqualTo(1);
        for (int second = 0; second < 30; second += 10) {
            assertThat(telemetry.sample(L1, NOON.plusSeconds(second))).isPresent();
        }
    }

    @Test
    void anHourIsPackedAQuarterAfterItsEnd() {
        var now = NOON.plus(Duration.ofMinutes(75));
        var telemetry = new JdbcTelemetry(database, Grid.ID, () -> now);
        telemetry.accept(Grid.reading(L1, NOON.plusSeconds(3_590)));
        telemetry.accept(Grid.reading(Z0, NOON.plusSeconds(3_600)));
        assertThat(packAll(telemetry)).isEqualTo(1);
        assertThat(number("select count(*) from reading_batch")).isEqualTo(1);
        assertThat(telemetry.sample(L1, NOON.plusSeconds(3_590))).isPresent();
        assertThat(telemetry.sample(Z0, NOON.plusSeconds(3_600))).isPresent();
        assertThat(telemetry.latest(L1)).contains(NOON.plusSeconds(3_590));
    }

    @Test
    void aRestartKnowsTheLatestOfPackedOnes() {
        store.accept(Grid.reading(L1, NOON));
        store.accept(Grid.reading(L1, NOON.plusSeconds(10)));
        var restarted = new JdbcTelemetry(database, Grid.ID, LONG_AFTER);
        assertThat(restarted.latest(L1)).contains(NOON.plusSeconds(10));
        assertThat(restarted.latest(Z0)).isEmpty();
        assertThat(restarted.has(L1, NOON)).isTrue();
        assertThat(restarted.has(L1, NOON.plusSeconds(20))).isFalse();
    }

    @Test
    void packedOnesAreForgottenWithTheirHour() {
        store.accept(Grid.reading(L1, NOON));
        store.accept(Grid.reading(L1, NOON.plus(Duration.ofHours(1))));
        new JdbcPruneInbox(database, grid -> Optional.empty(), 1).messagesBefore(NOON.plus(Duration.ofHours(1)));
        assertThat(store.sample(L1, NOON)).isEmpty();
        assertThat(store.sample(L1, NOON.plus(Duration.ofHours(1)))).isPresent();
    }

    /** An hour ends after it begins, so what the statements ask of its beginning leaves none out. */
    @Test
    void hoursLeaveAFewAtATimeWhenTheirLastReadingHasEnded() {
        for (int hour = 0; hour < 5; hour++) {
            var at = NOON.plus(Duration.ofHours(hour));
            store.accept(Grid.reading(L1, at));
            store.accept(Grid.reading(Z0, at.plus(Duration.ofMinutes(59)), Duration.ofMinutes(10), 500, 300));
        }
        assertThat(number("select count(*) from reading_hour")).isEqualTo(10);
        var pruning = new JdbcPruneInbox(database, grid -> Optional.empty(), 2);
        pruning.messagesBefore(NOON.plus(Duration.ofHours(3)).plusSeconds(1));
        assertThat(number("select count(*) from reading_hour where meter = 'L1'"))
                .isEqualTo(2);
        assertThat(number("select count(*) from reading_hour where meter = 'Z0'"))
                .as("the reading that began at 14:59 holds until 15:09")
                .isEqualTo(3);
        pruning.messagesBefore(NOON.plus(Duration.ofDays(1)));
        assertThat(number("select count(*) from reading_hour")).isZero();
    }

    @Test
    void onlyReadingsThatHoldInTheTimeAreTakenOutOfAnHour() {
        var readings = List.of(
                Grid.reading(L1, NOON), Grid.reading(L1, NOON.plusSeconds(10)), Grid.reading(L1, NOON.plusSeconds(20)));
        byte[] bytes = ReadingHour.bytes(NOON, readings);
        assertThat(ReadingHour.readings(L1, NOON, bytes, NOON.plusSeconds(10), NOON.plusSeconds(20)))
                .containsExactly(readings.get(1));
        assertThat(ReadingHour.readings(L1, NOON, bytes, NOON.plusSeconds(9), NOON.plusSeconds(21)))
                .isEqualTo(readings);
        assertThat(ReadingHour.readings(L1, NOON, bytes, NOON.plusSeconds(30), NOON.plusSeconds(60)))
                .isEmpty();
    }

    @Test
    void damagedBytesAreNamed() {
        Instant hour = NOON;
        List<MeterReading> readings = List.of(Grid.reading(L1, NOON));
        assertThat(ReadingHour.readings(L1, hour, ReadingHour.bytes(hour, readings)))
                .isEqualTo(readings);
        assertThatThrownBy(() -> ReadingHour.readings(L1, hour, new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the readings of L1 from " + NOON + " on are damaged");
    }
}
