package ems.market.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegisterHistoryTest {

    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static RegisterReading at(long millis, long stored) {
        return new RegisterReading(EV1, NOON.plusMillis(millis), Optional.of(new Energy(stored)), Optional.empty());
    }

    private static Optional<Energy> stored(List<RegisterReading> readings, long second) {
        return new RegisterHistory(readings).sample(NOON.plusSeconds(second)).stored();
    }

    @Test
    void aSampleIsTheDifferenceOfTheRegisterBetweenItsBorders() {
        assertThat(stored(List.of(at(0, 1_000), at(10_000, 38_000)), 0)).contains(new Energy(37_000));
    }

    @Test
    void betweenTwoReadingsARegisterGrowsEvenly() {
        var readings = List.of(at(-5_000, 0), at(25_000, 30_000));
        assertThat(stored(readings, 0)).contains(new Energy(10_000));
        assertThat(stored(readings, 10)).contains(new Energy(10_000));
        assertThat(stored(readings, 20)).isEmpty();
        assertThat(stored(readings, -10)).isEmpty();
    }

    @Test
    void eachDirectionHasARegisterOfItsOwn() {
        var history = new RegisterHistory(List.of(
                new RegisterReading(EV1, NOON, Optional.of(new Energy(5)), Optional.of(new Energy(7))),
                new RegisterReading(EV1, NOON.plusSeconds(5), Optional.of(new Energy(6)), Optional.empty()),
                new RegisterReading(
                        EV1, NOON.plusSeconds(10), Optional.of(new Energy(6)), Optional.of(new Energy(27)))));
        assertThat(history.sample(NOON))
                .isEqualTo(new ChargedEnergy(Optional.of(new Energy(1)), Optional.of(new Energy(20))));
        assertThat(history.sample(NOON.plusSeconds(10))).isEqualTo(ChargedEnergy.UNKNOWN);
    }

    @Test
    void aRegisterThatBeginsAnewCountsNothingInBetween() {
        var readings = List.of(at(0, 100), at(10_000, 200), at(15_000, 0), at(20_000, 50), at(30_000, 70));
        assertThat(stored(readings, 0)).contains(new Energy(100));
        assertThat(stored(readings, 10)).isEmpty();
        assertThat(stored(readings, 20)).contains(new Energy(20));
    }

    @Test
    void readingsMoreThanAQuarterOfAnHourApartSayNothing() {
        long quarter = Duration.ofMinutes(15).toMillis();
        assertThat(stored(List.of(at(0, 0), at(quarter, 90)), 0)).contains(new Energy(1));
        assertThat(stored(List.of(at(0, 0), at(quarter + 1, 90)), 0)).isEmpty();
    }

    @Test
    void aStepThatNoChargerMovesSaysNothing() {
        assertThat(stored(List.of(at(0, 0), at(10_000, 4_000_000_000L)), 0)).contains(new Energy(4_000_000_000L));
        assertThat(stored(List.of(at(0, 0), at(10_000, 4_000_000_001L)), 0)).isEmpty();
    }

    @Test
    void aReadingShowsARegister() {
        assertThatThrownBy(() -> new RegisterReading(EV1, NOON, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shows no register");
    }

    /** Whenever the readings were taken, the samples of an hour add up to what the register counted in it. */
    @Property(tries = 200)
    void samplesAddUpExactly(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 600_000) Integer> gaps,
            @ForAll @LongRange(min = 0, max = 100_000) long milliwatts) {
        List<RegisterReading> readings = new ArrayList<>();
        long millis = 0;
        long register = 17;
        readings.add(at(millis, register));
        for (int gap : gaps) {
            millis += gap;
            register += milliwatts * gap / 1_000;
            readings.add(at(millis, register));
        }
        var whole = millis / 10_000 * 10_000;
        readings.add(at(whole, valueAt(readings, whole)));
        long sum = 0;
        for (long second = 0; second < whole / 1_000; second += 10) {
            sum += stored(readings, second).orElseThrow().millijoules();
        }
        assertThat(sum).isEqualTo(valueAt(readings, whole) - 17);
    }

    private static long valueAt(List<RegisterReading> readings, long millis) {
        return readings.stream()
                .filter(reading -> !reading.at().isAfter(NOON.plusMillis(millis)))
                .mapToLong(reading -> reading.stored().orElseThrow().millijoules())
                .max()
                .orElseThrow();
    }
}
