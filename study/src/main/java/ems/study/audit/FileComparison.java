package ems.study.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import ems.study.result.TableFormat;

/** Compares a file with the one that should be there, byte for byte, and names the first cell or line that differs. */
final class FileComparison {

    /** As much of a wrong cell as a person needs to recognise it. */
    private static final int SHOWN = 80;

    private FileComparison() {}

    /** @param name of the file in words; one that ends in {@code .csv} or {@code .parquet} is a table */
    static Optional<Difference> of(String name, Path found, Path derived) throws IOException {
        if (!Files.isRegularFile(found)) {
            return Optional.of(new Difference(name, "", "it is missing"));
        }
        if (Files.mismatch(found, derived) < 0) {
            return Optional.empty();
        }
        if (name.endsWith(".csv")) {
            try {
                return Optional.of(cells(name, found, derived));
            } catch (CsvParseException broken) {
                return Optional.of(lines(name, found, derived));
            }
        }
        return Optional.of(
                name.endsWith(TableFormat.PARQUET.ending())
                        ? ParquetComparison.of(name, found, derived)
                        : lines(name, found, derived));
    }

    private static Difference cells(String name, Path found, Path derived) throws IOException {
        try (var theirs = reader(found);
                var ours = reader(derived)) {
            Iterator<CsvRecord> there = theirs.iterator();
            Iterator<CsvRecord> right = ours.iterator();
            List<String> header = List.of();
            for (long row = 1; right.hasNext() || there.hasNext(); row++) {
                if (!there.hasNext()) {
                    return new Difference(name, "row " + row, "it is missing");
                }
                if (!right.hasNext()) {
                    return new Difference(name, "row " + row, "the ledger gives no such row");
                }
                List<String> cells = there.next().getFields();
                List<String> rightCells = right.next().getFields();
                header = row == 1 ? rightCells : header;
                if (cells.size() != rightCells.size()) {
                    return new Difference(
                            name,
                            "row " + row,
                            "it has " + cells.size() + " cells, and should have " + rightCells.size());
                }
                for (int column = 0; column < cells.size(); column++) {
                    if (!cells.get(column).equals(rightCells.get(column))) {
                        return new Difference(
                                name,
                                "row " + row + ", column '" + header.get(column) + "'",
                                differs(cells.get(column), rightCells.get(column)));
                    }
                }
            }
        }
        return new Difference(name, "", "the cells are right, but written in another way");
    }

    private static CsvReader<CsvRecord> reader(Path file) throws IOException {
        return CsvReader.builder().skipEmptyLines(false).ofCsvRecord(file);
    }

    private static Difference lines(String name, Path found, Path derived) throws IOException {
        try (var theirs = open(found);
                var ours = open(derived)) {
            for (long line = 1; ; line++) {
                var there = theirs.readLine();
                var right = ours.readLine();
                if (there == null && right == null) {
                    return new Difference(name, "", "its lines are right, but end in another way");
                }
                if (there == null || right == null) {
                    return new Difference(
                            name, "line " + line, there == null ? "it is missing" : "the ledger gives no such line");
                }
                if (!there.equals(right)) {
                    return new Difference(name, "line " + line, differs(there, right));
                }
            }
        } catch (MalformedInputException binary) {
            return new Difference(name, "", "it is no UTF-8 text");
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        return Files.newBufferedReader(file, StandardCharsets.UTF_8);
    }

    /** From a little before the first difference on, for long lines. */
    static String differs(String found, String right) {
        int same = 0;
        while (same < Math.min(found.length(), right.length()) && found.charAt(same) == right.charAt(same)) {
            same++;
        }
        int from = right.length() > SHOWN || found.length() > SHOWN ? Math.max(0, same - SHOWN / 4) : 0;
        return "it says '" + shown(found, from) + "', and the ledger gives '" + shown(right, from) + "'";
    }

    private static String shown(String text, int from) {
        int start = Math.min(from, text.length());
        String part = text.substring(start, Math.min(text.length(), start + SHOWN));
        return (start > 0 ? "..." : "") + part + (start + SHOWN < text.length() ? "..." : "");
    }
}
