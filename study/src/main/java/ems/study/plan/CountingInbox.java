package ems.study.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.study.scenario.Scenario;

/** Keeps sums and not readings, so that years of many homes are looked at in little memory. */
final class CountingInbox implements Inbox {

    private final Instant start;
    private final Instant end;
    private final Instant reserveUntil;
    private final Map<ProsumerId, Meter> meters = new HashMap<>();
    private final Map<VehicleId, Instant> lastSeen = new HashMap<>();

    CountingInbox(Scenario scenario) {
        this.start = scenario.start();
        this.end = scenario.end();
        this.reserveUntil = InputPreparation.reserveUntil(scenario);
    }

    /** Of one prosumer: sums of the study's time, and a mark for each row. */
    private final class Meter {
        private long production;
        private long consumption;
        private long samples;
        private int[] marks = new int[64];
        private long base = Long.MIN_VALUE;

        void take(MeterReading reading) {
            var from = reading.at().isBefore(start) ? start : reading.at();
            var to = reading.end().isAfter(end) ? end : reading.end();
            long covered = Math.max(0, Duration.between(from, to).toSeconds()) / MatchingPeriod.SAMPLE.toSeconds();
            if (isMarked(reading)) {
                return;
            }
            mark(reading);
            var energy = reading.perSample();
            samples += covered;
            production = Math.addExact(
                    production, Math.multiplyExact(covered, energy.production().millijoules()));
            consumption = Math.addExact(
                    consumption,
                    Math.multiplyExact(covered, energy.consumption().millijoules()));
        }

        private boolean isMarked(MeterReading reading) {
            long index = number(reading) - base;
            return base != Long.MIN_VALUE && index >= 0 && index < marks.length && marks[(int) index] != 0;
        }

        private void mark(MeterReading reading) {
            long number = number(reading);
            if (base == Long.MIN_VALUE) {
                base = number;
            }
            if (number < base) {
                int more = (int) Math.max(base - number, marks.length);
                int[] moved = new int[marks.length + more];
                System.arraycopy(marks, 0, moved, more, marks.length);
                marks = moved;
                base -= more;
            }
            int index = (int) (number - base);
            if (index >= marks.length) {
                marks = Arrays.copyOf(marks, Math.max(index + 1, 2 * marks.length));
            }
            marks[index] = markOf(reading);
        }

        boolean contradicts(MeterReading reading) {
            return isMarked(reading) && marks[(int) (number(reading) - base)] != markOf(reading);
        }

        private long number(MeterReading reading) {
            return Math.floorDiv(
                    reading.at().getEpochSecond(), reading.interval().toSeconds());
        }

        /** Never 0. Two readings may have the same: one contradiction in four thousand million is not seen. */
        private int markOf(MeterReading reading) {
            int hash =
                    31 * reading.production().hashCode() + reading.consumption().hashCode();
            return hash == 0 ? 1 : hash;
        }
    }

    @Override
    public void accept(MeterReading reading) {
        meters.computeIfAbsent(reading.prosumer(), first -> new Meter()).take(reading);
    }

    @Override
    public void accept(VehicleStatus status) {
        if (!status.at().isAfter(reserveUntil)) {
            lastSeen.merge(status.vehicle(), status.at(), (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** The last of a vehicle up to the end of the time that sets its reserve. */
    Optional<Instant> lastSeen(VehicleId vehicle) {
        return Optional.ofNullable(lastSeen.get(vehicle));
    }

    @Override
    public boolean contradicts(MeterReading reading) {
        var meter = meters.get(reading.prosumer());
        return meter != null && meter.contradicts(reading);
    }

    /** Samples of the study that rows cover. */
    long samples(ProsumerId prosumer) {
        var meter = meters.get(prosumer);
        return meter == null ? 0 : meter.samples;
    }

    Energy production(ProsumerId prosumer) {
        var meter = meters.get(prosumer);
        return meter == null ? Energy.ZERO : new Energy(meter.production);
    }

    Energy consumption(ProsumerId prosumer) {
        var meter = meters.get(prosumer);
        return meter == null ? Energy.ZERO : new Energy(meter.consumption);
    }
}
