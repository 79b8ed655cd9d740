package ems.routes.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import ems.market.party.ProsumerId;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;

/**
 * Readings of one meter that start in one hour, as compressed text (RFC 1950): a line
 * {@code seconds after the hour,interval in seconds,production in mW,consumption in mW} each.
 */
final class ReadingHour {

    static final Duration LENGTH = Duration.ofHours(1);

    private ReadingHour() {}

    static Instant of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS);
    }

    static byte[] bytes(Instant hour, List<MeterReading> readings) {
        var text = new StringBuilder();
        for (MeterReading reading : readings) {
            text.append(Duration.between(hour, reading.at()).toSeconds()).append(',');
            text.append(reading.interval().toSeconds()).append(',');
            text.append(reading.production().milliwatts()).append(',');
            text.append(reading.consumption().milliwatts()).append('\n');
        }
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        var out = new ByteArrayOutputStream();
        try (var compressed = new DeflaterOutputStream(out, deflater)) {
            compressed.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** @throws IllegalStateException if the bytes are not what {@link #bytes} made */
    static List<MeterReading> readings(ProsumerId meter, Instant hour, byte[] bytes) {
        return readings(meter, hour, bytes, Instant.MIN, Instant.MAX);
    }

    /**
     * Those that hold in some of {@code [from, to)}; the others never become objects.
     *
     * @throws IllegalStateException if the bytes are not what {@link #bytes} made
     */
    static List<MeterReading> readings(ProsumerId meter, Instant hour, byte[] bytes, Instant from, Instant to) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .filter(fields -> holds(hour, fields, from, to))
                    .map(fields -> reading(meter, hour, fields))
                    .toList();
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException broken) {
            throw new IllegalStateException("the readings of " + meter + " from " + hour + " on are damaged", broken);
        }
    }

    private static boolean holds(Instant hour, String[] fields, Instant from, Instant to) {
        var at = hour.plusSeconds(Long.parseLong(fields[0]));
        return at.isBefore(to) && at.plusSeconds(Long.parseLong(fields[1])).isAfter(from);
    }

    private static MeterReading reading(ProsumerId meter, Instant hour, String[] fields) {
        return new MeterReading(
                meter,
                hour.plusSeconds(Long.parseLong(fields[0])),
                Duration.ofSeconds(Long.parseLong(fields[1])),
                new Power(Long.parseLong(fields[2])),
                new Power(Long.parseLong(fields[3])));
    }
}
