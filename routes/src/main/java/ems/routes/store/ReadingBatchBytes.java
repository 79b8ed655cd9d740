package ems.routes.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;

/**
 * Readings of any meters as bytes: a 1, which is the version, their number (4 bytes), and for each its meter (as {@link
 * DataOutputStream#writeUTF}), its start since 1970 and its length in tens of seconds (4 and 2 bytes), production and consumption in mW
 * (8 bytes each). Big-endian.
 */
final class ReadingBatchBytes {

    private static final int VERSION = 1;
    private static final int USUAL_SIZE = 32;
    private static final long UNIT = MatchingPeriod.SAMPLE.getSeconds();

    private ReadingBatchBytes() {}

    static byte[] bytes(List<MeterReading> readings) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE * (1 + readings.size()));
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(readings.size());
            for (MeterReading reading : readings) {
                out.writeUTF(reading.prosumer().text());
                out.writeInt(Math.toIntExact(reading.at().getEpochSecond() / UNIT));
                out.writeShort(Math.toIntExact(reading.interval().getSeconds() / UNIT));
                out.writeLong(reading.production().milliwatts());
                out.writeLong(reading.consumption().milliwatts());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not what {@link #bytes} made */
    static List<MeterReading> readings(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("their version is " + version + ", and this build reads " + VERSION);
            }
            int count = in.readInt();
            List<MeterReading> readings = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                readings.add(new MeterReading(
                        new ProsumerId(in.readUTF()),
                        Instant.ofEpochSecond(in.readInt() * UNIT),
                        Duration.ofSeconds(in.readShort() * UNIT),
                        new Power(in.readLong()),
                        new Power(in.readLong())));
            }
            if (in.available() > 0) {
                throw new IllegalArgumentException("they go on after " + count + " readings");
            }
            return readings;
        } catch (IOException e) {
            throw new IllegalArgumentException("they end too early", e);
        }
    }
}
