package ems.features;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import ems.features.packaged.Application;

/** A decision table as an analyst edits it: rows found by their rule's sentence, columns by their head. */
public final class RuleTable {

    private static final String HEAD = "rule";

    private final List<List<String>> lines;

    private RuleTable(List<List<String>> lines) {
        this.lines = lines;
    }

    /** @param name of the file in {@code rules/tables}, without its ending */
    static RuleTable ofRepository(String name) {
        var file = Application.ofRepository("rules/tables").resolve(name + ".csv");
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RuleTable of(String csv) {
        try (var reader = CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(csv)) {
            List<List<String>> lines = new ArrayList<>();
            reader.forEach(line -> lines.add(new ArrayList<>(line.getFields())));
            return new RuleTable(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules' sentences. */
    List<String> rules() {
        return lines.stream()
                .skip(heads() + 1L)
                .map(line -> line.get(0))
                .filter(rule -> !rule.isBlank() && !rule.startsWith("#"))
                .toList();
    }

    /** @throws IllegalArgumentException if there is no such rule or column */
    public void set(String rule, String column, String cell) {
        int at = lines.get(heads()).indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("the table has no column '" + column + "'");
        }
        var row = lines.get(indexOf(rule));
        while (row.size() <= at) {
            row.add("");
        }
        row.set(at, cell);
    }

    public void remove(String rule) {
        lines.remove(indexOf(rule));
    }

    /** Line of the rule as a spreadsheet numbers it, from 1. */
    public int rowOf(String rule) {
        return indexOf(rule) + 1;
    }

    public String csv() {
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            lines.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** As a spreadsheet saves it: each row as wide as the widest, quotes only where they are needed. */
    public String savedBySpreadsheet(char separator) {
        int width = lines.stream().mapToInt(List::size).max().orElseThrow();
        var text = new StringWriter();
        try (var writer = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text)) {
            for (List<String> line : lines) {
                List<String> padded = new ArrayList<>(line);
                padded.addAll(Collections.nCopies(width - line.size(), ""));
                writer.writeRecord(padded);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private int heads() {
        return indexOf(HEAD);
    }

    private int indexOf(String firstCell) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).get(0).equals(firstCell)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the table has no rule '" + firstCell + "'");
    }
}
