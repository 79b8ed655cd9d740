package ems.processes.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import javax.sql.DataSource;

import ems.market.telemetry.MeterReading;

/** All that a market's tables hold, whichever way: as text, as bytes, and as what compressed bytes hold. */
final class HeldTables {

    private final Map<String, String> texts = new TreeMap<>();

    HeldTables(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            for (String table : tables(connection)) {
                texts.put(table, text(connection, table));
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var found = connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE"})) {
            while (found.next()) {
                names.add(found.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static String text(Connection connection, String table) throws SQLException {
        var text = new StringBuilder();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from \"" + table + '"')) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    text.append(text(rows.getObject(column))).append(' ');
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String text(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return text(bytes);
        }
        if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) clob.length());
        }
        return value instanceof Blob blob ? text(blob.getBytes(1, (int) blob.length())) : String.valueOf(value);
    }

    private static String text(byte[] bytes) {
        var text = new StringBuilder(latin(bytes));
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            text.append(latin(in.readAllBytes()));
        } catch (IOException notCompressed) {
            // then the bytes are all there is
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            text.append(latin(in.readAllBytes()));
        } catch (IOException notCompressed) {
            // then the bytes are all there is
        }
        return text.toString();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Tables that hold a value of one of these readings. */
    List<String> with(List<MeterReading> readings) {
        return texts.keySet().stream()
                .filter(table -> isIn(texts.get(table), readings))
                .toList();
    }

    /** As a sender writes a power, as numbers in mW and of its energy in mJ, and as the eight bytes of these. */
    static boolean isIn(String text, List<MeterReading> readings) {
        var numbers = readings.stream()
                .flatMap(reading -> Stream.of(
                        reading.production().milliwatts(),
                        reading.consumption().milliwatts(),
                        reading.perSample().net().toMillijoules()))
                .toList();
        var words = numbers.stream()
                .flatMap(number -> Stream.of(
                        Long.toString(number), BigDecimal.valueOf(number, 3).toPlainString()))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![0-9])(" + words + ")(?![0-9])")
                        .matcher(text)
                        .find()
                || numbers.stream()
                        .map(number -> latin(
                                ByteBuffer.allocate(Long.BYTES).putLong(number).array()))
                        .anyMatch(text::contains);
    }
}
