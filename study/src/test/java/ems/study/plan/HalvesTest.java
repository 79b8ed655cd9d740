package ems.study.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.quantity.Power;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.study.scenario.StudyData.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A home whose production comes from other rows or files than its consumption. */
class HalvesTest {

    private static final ProsumerId A = new ProsumerId("A");
    private static final ProsumerId B = new ProsumerId("B");
    private static final Instant START = Instant.parse("2019-08-05T00:05:00Z");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final List<MeterReading> whole = new ArrayList<>();
    private final Halves halves = new Halves(Set.of(A), new Inbox() {
        @Override
        public void accept(MeterReading reading) {
            whole.add(reading);
        }

        @Override
        public void accept(VehicleStatus status) {
            throw new AssertionError("no car is in a file of homes");
        }
    });

    private static MeterReading reading(ProsumerId home, int row, long production, long consumption) {
        return new MeterReading(
                home,
                START.plus(HALF_HOUR.multipliedBy(row)),
                HALF_HOUR,
                new Power(production),
                new Power(consumption));
    }

    private void produces(int row, long milliwatts) {
        halves.of(Part.PRODUCTION).accept(reading(A, row, milliwatts, 0));
    }

    private void consumes(int row, long milliwatts) {
        halves.of(Part.CONSUMPTION).accept(reading(A, row, 0, milliwatts));
    }

    @Test
    void whatBothSayIsAReadingInWhateverOrderTheyComeIn() {
        produces(3, 30);
        produces(500, 50);
        produces(-200, 10);
        consumes(-200, 1);
        consumes(500, 5);
        consumes(3, 3);
        assertThat(whole).as("before the files have ended").isEmpty();
        assertThat(halves.end()).isEmpty();
        assertThat(whole).containsExactly(reading(A, -200, 10, 1), reading(A, 3, 30, 3), reading(A, 500, 50, 5));
    }

    @Test
    void whatOnlyOneSaysIsNoReading() {
        produces(0, 10);
        produces(1, 10);
        consumes(1, 1);
        consumes(2, 2);
        consumes(3, 2);
        assertThat(halves.end())
                .isEqualTo(Map.of(
                        A,
                        "1 rows say its production and 2 rows its consumption at times when the other is not said: these"
                                + " count for nothing"));
        assertThat(whole).containsExactly(reading(A, 1, 10, 1));
    }

    @Test
    void whatAnInverterDrawsAtNightIsConsumption() {
        halves.of(Part.PRODUCTION).accept(reading(A, 0, 0, 4));
        consumes(0, 100);
        halves.end();
        assertThat(whole).containsExactly(reading(A, 0, 0, 104));
    }

    @Test
    void aSecondValueOfTheSameHalfContradictsTheFirst() {
        produces(0, 10);
        assertThat(halves.of(Part.PRODUCTION).contradicts(reading(A, 0, 11, 0))).isTrue();
        assertThat(halves.of(Part.PRODUCTION).contradicts(reading(A, 0, 10, 0))).isFalse();
        assertThat(halves.of(Part.CONSUMPTION).contradicts(reading(A, 0, 0, 11)))
                .isFalse();
        assertThat(halves.of(Part.PRODUCTION).contradicts(reading(A, 9_999, 11, 0)))
                .isFalse();
    }

    @Test
    void halvesThatBeginApartAreRefused() {
        produces(0, 10);
        var shifted = new MeterReading(A, START.plusSeconds(60), HALF_HOUR, Power.ZERO, new Power(1));
        assertThatThrownBy(() -> halves.of(Part.CONSUMPTION).accept(shifted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "the row begins at 2019-08-05T00:06:00Z, and others of A at 2019-08-05T00:05:00Z");
    }

    @Test
    void aHomeWithOneHalfOnlyIsWholeAtOnce() {
        halves.of(Part.CONSUMPTION).accept(reading(B, 0, 0, 7));
        halves.of(Part.WHOLE).accept(reading(B, 1, 1, 7));
        assertThat(whole).containsExactly(reading(B, 0, 0, 7), reading(B, 1, 1, 7));
    }
}
