package ems.study.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import ems.market.telemetry.ColumnMapping;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.VehicleColumns;
import ems.market.telemetry.ReplayFile;

/** Looks at a file's first line before any work is done. */
final class ColumnCheck {

    private ColumnCheck() {}

    /** @throws IllegalArgumentException names the file, its line, the column that is missing and those that were found */
    static void of(ReplayFile replay) {
        var file = replay.file();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no data file " + file.getFileName() + " in " + file.getParent()
                    + ": name the folder that holds it with --data");
        }
        var found = header(file);
        for (String column : wanted(replay.columns())) {
            if (!found.contains(column)) {
                throw new IllegalArgumentException(file.getFileName() + ": line 1: no column '" + column + "'; found: "
                        + String.join(", ", found));
            }
        }
    }

    private static List<String> wanted(ColumnMapping columns) {
        List<String> wanted = new ArrayList<>(List.of(columns.time().name()));
        if (columns instanceof ProsumerColumns prosumers) {
            prosumers.prosumers().values().forEach(each -> {
                wanted.add(each.production());
                wanted.add(each.consumption());
            });
        } else if (columns instanceof VehicleColumns vehicles) {
            wanted.addAll(List.of(vehicles.vehicle(), vehicles.chargingPoint(), vehicles.driven()));
        }
        return wanted;
    }

    private static List<String> header(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                CsvReader<CsvRecord> csv =
                        CsvReader.builder().detectBomHeader(true).ofCsvRecord(in, StandardCharsets.UTF_8)) {
            var rows = csv.iterator();
            if (!rows.hasNext()) {
                throw new IllegalArgumentException(file.getFileName() + ": line 1: the file is empty");
            }
            return rows.next().getFields();
        } catch (IOException e) {
            throw new IllegalArgumentException(file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
