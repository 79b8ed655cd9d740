package ems.routes.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.MeterReading;
import ems.routes.Database;
import ems.routes.Grid;
import ems.routes.telemetry.ReadingBatch;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static ems.routes.Grid.Z0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever happens to the journal, to memory and to packed hours between two questions, the answers are those of one list of readings. */
class KeptReadingsTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");

    private final DataSource database = Database.inMemory();
    private final Jdbi sql = Instants.database(database);
    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final KeptReadings kept = new KeptReadings(sql, Grid.ID, clock::get);

    private KeptReadings restarted() {
        return new KeptReadings(sql, Grid.ID, clock::get);
    }

    private static void keep(KeptReadings in, MeterReading... readings) {
        in.insert(new ReadingBatch(List.of(readings), false, Set.of()));
    }

    private static void correct(KeptReadings in, MeterReading reading) {
        in.insert(new ReadingBatch(List.of(reading), true, Set.of()));
    }

    private static MeterReading corrected(Instant at) {
        return Grid.reading(L1, at, Duration.ofSeconds(10), 7, 0);
    }

    private static List<MeterReading> all(KeptReadings of) {
        return of.overlapping(L1, NOON.minus(Duration.ofDays(4)), NOON.plus(Duration.ofDays(4)));
    }

    private long batches() {
        return count("reading_batch");
    }

    private long count(String table) {
        return sql.withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(long.class)
                .one());
    }

    @Test
    void a_kill_between_packing_and_forgetting_doubles_nothing() {
        keep(kept, Grid.reading(L1, NOON), Grid.reading(L1, NOON.plusSeconds(10)));
        correct(kept, corrected(NOON));
        sql.useHandle(handle -> handle.execute("create table copied as select * from reading_batch"));
        clock.set(NOON.plus(Duration.ofHours(3)));
        assertThat(kept.packOld()).isEqualTo(1);
        assertThat(batches()).isZero();
        sql.useHandle(handle -> handle.execute("insert into reading_batch select * from copied"));
        var again = restarted();
        assertThat(all(again)).containsExactly(corrected(NOON), Grid.reading(L1, NOON.plusSeconds(10)));
        assertThat(again.packOld()).isEqualTo(1);
        assertThat(batches()).isZero();
        assertThat(all(again)).isEqualTo(all(restarted())).hasSize(2);
    }

    @Test
    void a_correction_of_what_is_packed_counts_before_it_is_packed_itself_and_after() {
        keep(kept, Grid.reading(L1, NOON));
        clock.set(NOON.plus(Duration.ofHours(3)));
        kept.packOld();
        correct(kept, corrected(NOON));
        for (int i = 0; i < 2; i++) {
            assertThat(all(kept)).isEqualTo(all(restarted())).containsExactly(corrected(NOON));
            assertThat(kept.samples(new MatchingPeriod(NOON)).get(L1).at(NOON))
                    .contains(corrected(NOON).perSample());
            kept.packOld();
        }
        assertThat(batches()).isZero();
    }

    @Test
    void a_batch_stays_until_its_last_reading_is_packed() {
        keep(kept, Grid.reading(L1, NOON), Grid.reading(L1, NOON.plus(Duration.ofHours(1))));
        clock.set(NOON.plus(Duration.ofMinutes(80)));
        assertThat(kept.packOld()).isEqualTo(1);
        assertThat(batches()).isEqualTo(1);
        assertThat(all(restarted())).isEqualTo(all(kept)).hasSize(2);
        clock.set(NOON.plus(Duration.ofHours(3)));
        assertThat(kept.packOld()).isEqualTo(1);
        assertThat(batches()).isZero();
        assertThat(all(restarted())).isEqualTo(all(kept)).hasSize(2);
    }

    /** An hour's rows alone would be asked about too late a time: this one holds for a day. */
    @Test
    void a_reading_of_a_day_is_found_after_its_hour_is_packed() {
        var day = Grid.reading(L1, NOON, Duration.ofDays(1), 100, 0);
        keep(kept, day);
        clock.set(NOON.plus(Duration.ofHours(20)));
        kept.packOld();
        var evening = NOON.plus(Duration.ofHours(19));
        for (var each : List.of(kept, restarted())) {
            assertThat(each.overlapping(L1, evening, evening.plusSeconds(10))).containsExactly(day);
            assertThat(each.samples(new MatchingPeriod(evening)).get(L1).at(evening))
                    .contains(day.perSample());
        }
    }

    @Test
    void the_latest_is_the_latest_though_an_older_one_came_after_it_was_packed() {
        keep(kept, Grid.reading(L1, NOON.plusSeconds(600)));
        clock.set(NOON.plus(Duration.ofHours(3)));
        kept.packOld();
        keep(kept, Grid.reading(L1, NOON));
        assertThat(kept.latest(L1)).contains(NOON.plusSeconds(600));
        assertThat(kept.oldest()).contains(NOON);
    }

    @Test
    void what_a_home_has_shown_is_told_of_packed_ones_and_others_together() {
        keep(kept, Grid.reading(L1, NOON, Duration.ofSeconds(10), 5, 3_000), Grid.reading(L1, NOON.minusSeconds(10)));
        clock.set(NOON.plus(Duration.ofHours(3)));
        kept.packOld();
        keep(kept, Grid.reading(L1, NOON.plus(Duration.ofHours(2)), Duration.ofSeconds(10), 2_000, 0));
        assertThat(kept.power(L1, NOON)).hasValueSatisfying(power -> {
            assertThat(power.highest()).isEqualTo(3_000_000);
            assertThat(power.since()).isEqualTo(NOON);
        });
        assertThat(kept.power(L1, NOON.plusSeconds(10)))
                .hasValueSatisfying(power -> assertThat(power.highest()).isEqualTo(2_000_000));
        assertThat(kept.power(Z0, NOON)).isEmpty();
    }

    @Test
    void rows_of_earlier_builds_are_packed_at_the_first_question() {
        sql.useHandle(handle -> handle.execute(
                "insert into reading select 'harbour', 'L' || mod(x, 2), dateadd('MINUTE', x, timestamp with time zone"
                        + " '2026-03-01 12:00:00Z'), dateadd('MINUTE', x + 1, timestamp with time zone '2026-03-01 12:00:00Z'),"
                        + " 1000 * x, 0, current_timestamp from system_range(1, 200)"));
        assertThat(all(kept))
                .hasSize(100)
                .allMatch(reading -> reading.interval().equals(Duration.ofMinutes(1)));
        assertThat(all(kept).get(99).at()).isEqualTo(NOON.plus(Duration.ofMinutes(199)));
        assertThat(count("reading")).isZero();
        assertThat(all(restarted())).isEqualTo(all(kept));
    }

    @Test
    void a_commit_whose_answer_was_lost_is_found() {
        var lost = new AtomicBoolean();
        var shaky = new KeptReadings(Instants.database(losingAnswers(lost)), Grid.ID, clock::get);
        keep(shaky, Grid.reading(L1, NOON));
        lost.set(true);
        assertThatThrownBy(() -> keep(shaky, Grid.reading(L1, NOON.plusSeconds(10))));
        lost.set(false);
        assertThat(shaky.has(L1, NOON.plusSeconds(10))).isTrue();
        keep(shaky, Grid.reading(L1, NOON.plusSeconds(20)));
        assertThat(all(shaky)).hasSize(3).isEqualTo(all(restarted()));
    }

    /** Commits, and fails all the same. */
    private DataSource losingAnswers(AtomicBoolean lost) {
        return proxy(
                DataSource.class,
                database,
                (method, answer) -> answer instanceof Connection connection
                        ? proxy(Connection.class, connection, (called, result) -> {
                            if (called.equals("commit") && lost.get()) {
                                throw new SQLException("the line is cut");
                            }
                            return result;
                        })
                        : answer);
    }

    private interface After {
        Object of(String method, Object answer) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                KeptReadingsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.of(method.getName(), method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    @Test
    void a_damaged_batch_is_named() {
        keep(kept, Grid.reading(L1, NOON));
        byte[] good = ReadingBatchBytes.bytes(List.of(Grid.reading(L1, NOON)));
        assertThat(ReadingBatchBytes.readings(good)).containsExactly(Grid.reading(L1, NOON));
        byte[] newer = good.clone();
        newer[0] = 2;
        damaged(newer, "their version is 2, and this build reads 1");
        damaged(Arrays.copyOf(good, good.length - 1), "they end too early");
        damaged(Arrays.copyOf(good, good.length + 1), "they go on after 1 readings");
    }

    private void damaged(byte[] body, String why) {
        sql.useHandle(handle -> handle.createUpdate("update reading_batch set body = :body")
                .bind("body", body)
                .execute());
        var again = restarted();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> again.has(L1, NOON))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("readings of grid harbour that were kept together as number 1 are damaged")
                    .cause()
                    .hasMessage(why);
        }
    }

    /** Else the value that it took the place of would be read again alone, and packed over it. */
    @Test
    void a_correction_stays_as_long_as_the_batch_that_it_corrects() {
        keep(kept, Grid.reading(L1, NOON), Grid.reading(Z0, NOON.plus(Duration.ofHours(1))));
        clock.set(NOON.plus(Duration.ofMinutes(80)));
        kept.packOld();
        correct(kept, corrected(NOON));
        kept.packOld();
        var again = restarted();
        assertThat(all(again)).containsExactly(corrected(NOON));
        again.packOld();
        clock.set(NOON.plus(Duration.ofHours(3)));
        again.packOld();
        assertThat(batches()).isZero();
        assertThat(all(again)).isEqualTo(all(restarted())).containsExactly(corrected(NOON));
    }

    @Test
    void batches_are_forgotten_a_thousand_at_a_time_and_none_that_came_meanwhile() {
        for (int i = 0; i < 2_500; i++) {
            keep(kept, Grid.reading(L1, NOON.plusSeconds(10L * i)));
        }
        clock.set(NOON.plus(Duration.ofHours(6)).plus(Duration.ofMinutes(15)));
        assertThat(kept.packOld()).isEqualTo(6);
        assertThat(batches()).isEqualTo(2_500 - 6 * 360);
        assertThat(all(restarted())).isEqualTo(all(kept)).hasSize(2_500);
    }

    @Test
    void who_asks_while_others_keep_and_pack_misses_nothing() {
        var keeping = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 1_500; i++) {
                var at = NOON.plusSeconds(10L * i);
                clock.set(at);
                keep(kept, Grid.reading(L1, at));
            }
        });
        var packing = CompletableFuture.runAsync(() -> {
            while (!keeping.isDone()) {
                kept.packOld();
            }
        });
        int before = 0;
        while (!keeping.isDone()) {
            var now = all(kept);
            assertThat(now.size()).isGreaterThanOrEqualTo(before);
            before = now.size();
            for (int i = 0; i < before; i++) {
                assertThat(now.get(i).at()).isEqualTo(NOON.plusSeconds(10L * i));
            }
        }
        packing.join();
        assertThat(all(kept)).isEqualTo(all(restarted())).hasSize(1_500);
    }

    /**
     * As a meter of an hour, one of a quarter and one of ten seconds, around midnight, with a day-long estimate now and then, corrections,
     * restarts and commits whose answers are lost.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_happens_the_answers_are_those_of_one_list(long seed) {
        var random = new Random(seed);
        var lost = new AtomicBoolean();
        var shaky = Instants.database(losingAnswers(lost));
        var store = new KeptReadings(shaky, Grid.ID, clock::get);
        var expected = new TreeMap<Instant, MeterReading>();
        int[] lengths = {10, 60, 900, 3_600, random.nextInt(3) == 0 ? 86_400 : 10};
        for (int start : random.ints(300, -10_000, 10_000).sorted().toArray()) {
            var at = MIDNIGHT.plusSeconds(10L * start);
            clock.set(at);
            var old = expected.isEmpty() || random.nextInt(4) > 0 ? null : any(expected, random);
            var reading = Grid.reading(
                    L1,
                    old == null ? at : old.at(),
                    old == null ? Duration.ofSeconds(lengths[random.nextInt(lengths.length)]) : old.interval(),
                    random.nextInt(9_000),
                    0);
            lost.set(random.nextInt(10) == 0);
            try {
                store.insert(new ReadingBatch(List.of(reading), expected.containsKey(reading.at()), Set.of()));
            } catch (RuntimeException answerLost) {
                assertThat(lost).isTrue();
            }
            lost.set(false);
            expected.put(reading.at(), reading);
            if (random.nextInt(20) == 0) {
                clock.set(at.plus(Duration.ofMinutes(random.nextInt(300))));
                store.packOld();
            }
            if (random.nextInt(20) == 0) {
                store = new KeptReadings(shaky, Grid.ID, clock::get);
            }
        }
        assertThat(all(store)).containsExactlyElementsOf(expected.values());
        for (int minute = -1_800; minute < 1_800; minute += 7) {
            var period = new MatchingPeriod(MIDNIGHT.plusSeconds(60L * minute));
            var samples = store.samples(period).getOrDefault(L1, new SamplesOfAPeriod(period));
            for (int i = 0; i < MatchingPeriod.SAMPLES; i++) {
                var at = period.sampleStart(i);
                assertThat(samples.at(at)).as("%s", at).isEqualTo(sample(expected, at));
            }
        }
    }

    private static MeterReading any(TreeMap<Instant, MeterReading> of, Random random) {
        return List.copyOf(of.values()).get(random.nextInt(of.size()));
    }

    /** Of those that hold, the one that starts last counts. */
    private static Optional<MeteredEnergy> sample(TreeMap<Instant, MeterReading> readings, Instant at) {
        return readings.headMap(at, true).descendingMap().values().stream()
                .filter(reading -> reading.end().isAfter(at))
                .findFirst()
                .map(MeterReading::perSample);
    }
}
