package ems.study.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.quantity.Power;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.study.scenario.StudyData.Part;

/**
 * Puts the production of a home and its consumption together, where they come from different files or rows. What only one of
 * them has is no reading: the other is not known.
 */
final class Halves {

    private static final long NONE = Long.MIN_VALUE;

    private final Set<ProsumerId> halved;
    private final Inbox inbox;
    private final Map<ProsumerId, Home> homes = new LinkedHashMap<>();

    /** @param inbox where whole readings go */
    Halves(Set<ProsumerId> halved, Inbox inbox) {
        this.halved = halved;
        this.inbox = inbox;
    }

    /** Where the readings go that come from rows of this part. */
    Inbox of(Part part) {
        return part == Part.WHOLE ? inbox : new Half(part);
    }

    /** The readings of one part: whole already for a home that has no other. */
    private final class Half implements Inbox {
        private final Part part;

        Half(Part part) {
            this.part = part;
        }

        @Override
        public void accept(MeterReading reading) {
            if (halved.contains(reading.prosumer())) {
                homes.computeIfAbsent(reading.prosumer(), first -> new Home(reading))
                        .put(part, reading);
            } else {
                inbox.accept(reading);
            }
        }

        @Override
        public void accept(VehicleStatus status) {
            inbox.accept(status);
        }

        @Override
        public boolean contradicts(MeterReading reading) {
            if (!halved.contains(reading.prosumer())) {
                return inbox.contradicts(reading);
            }
            var home = homes.get(reading.prosumer());
            return home != null && home.contradicts(part, reading);
        }
    }

    /** The milliwatts of a home by the numbers of its intervals; production below zero is what an inverter draws at night. */
    private static final class Home {
        private final Duration interval;
        private final long offset;
        private long base;
        private long[] production = new long[0];
        private long[] consumption = new long[0];

        Home(MeterReading first) {
            this.interval = first.interval();
            this.offset = Math.floorMod(first.at().getEpochSecond(), seconds());
            this.base = number(first.at());
        }

        private long seconds() {
            return interval.toSeconds();
        }

        private long number(Instant at) {
            return Math.floorDiv(at.getEpochSecond() - offset, seconds());
        }

        private Instant at(int index) {
            return Instant.ofEpochSecond((base + index) * seconds() + offset);
        }

        void put(Part part, MeterReading reading) {
            if (Math.floorMod(reading.at().getEpochSecond(), seconds()) != offset) {
                throw new IllegalArgumentException("the row begins at " + reading.at() + ", and others of "
                        + reading.prosumer() + " at " + at(0) + ": production and consumption must begin together, a"
                        + " whole number of intervals apart");
            }
            long number = number(reading.at());
            if (number < base) {
                int more = Math.toIntExact(Math.max(base - number, production.length));
                production = moved(production, more);
                consumption = moved(consumption, more);
                base -= more;
            }
            int index = Math.toIntExact(number - base);
            if (index >= production.length) {
                int length = Math.max(index + 1, 2 * production.length);
                production = grown(production, length);
                consumption = grown(consumption, length);
            }
            half(part)[index] = value(part, reading);
        }

        private static long[] moved(long[] values, int more) {
            long[] moved = new long[values.length + more];
            Arrays.fill(moved, 0, more, NONE);
            System.arraycopy(values, 0, moved, more, values.length);
            return moved;
        }

        private static long[] grown(long[] values, int length) {
            long[] grown = Arrays.copyOf(values, length);
            Arrays.fill(grown, values.length, length, NONE);
            return grown;
        }

        boolean contradicts(Part part, MeterReading reading) {
            long index = number(reading.at()) - base;
            long there = index < 0 || index >= production.length ? NONE : half(part)[(int) index];
            return there != NONE && there != value(part, reading);
        }

        private long[] half(Part part) {
            return part == Part.PRODUCTION ? production : consumption;
        }

        private static long value(Part part, MeterReading reading) {
            long produced = reading.production().milliwatts();
            long consumed = reading.consumption().milliwatts();
            return part == Part.PRODUCTION ? produced - consumed : consumed;
        }

        Alone tell(ProsumerId prosumer, Inbox inbox) {
            long producing = 0;
            long consuming = 0;
            for (int i = 0; i < production.length; i++) {
                if (production[i] != NONE && consumption[i] != NONE) {
                    inbox.accept(new MeterReading(
                            prosumer,
                            at(i),
                            interval,
                            new Power(Math.max(0, production[i])),
                            new Power(Math.addExact(consumption[i], Math.max(0, -production[i])))));
                } else {
                    producing += production[i] != NONE ? 1 : 0;
                    consuming += consumption[i] != NONE ? 1 : 0;
                }
            }
            return new Alone(producing, consuming);
        }
    }

    /** Rows of a home whose other half is not there. */
    private record Alone(long producing, long consuming) {

        boolean isNone() {
            return producing + consuming == 0;
        }

        String inWords() {
            return producing + " rows say its production and " + consuming
                    + " rows its consumption at times when the other is not said: these count for nothing";
        }
    }

    /**
     * Sends on what is whole, once all files have been read.
     *
     * @return what could not be put together, in words, by home
     */
    Map<ProsumerId, String> end() {
        Map<ProsumerId, String> alone = new LinkedHashMap<>();
        homes.forEach((prosumer, home) -> {
            var left = home.tell(prosumer, inbox);
            if (!left.isNone()) {
                alone.put(prosumer, left.inWords());
            }
        });
        homes.clear();
        return alone;
    }
}
