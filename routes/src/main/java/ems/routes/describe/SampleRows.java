package ems.routes.describe;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import ems.routes.text.CsvLine;
import ems.routes.text.CsvLines;

/**
 * The beginning of a file as a table.
 *
 * @param separator between cells
 * @param headLine number of the line with the column names, from 1
 * @param rows below it, each with as many cells as there are heads
 * @param whole whether the file ends with the last of them
 */
record SampleRows(
        Path file,
        Charset charset,
        char separator,
        long headLine,
        List<String> heads,
        List<List<String>> rows,
        boolean whole) {

    private static final int FEWEST_LINES = 500;
    private static final int MOST_LINES = 20_000;
    private static final int MOST_CELLS = 2_000_000;
    private static final int LINES_FOR_A_FORM = 200;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    /** @throws IllegalArgumentException if the file cannot be read, or holds no table of two columns */
    static SampleRows of(Path file) {
        try (var lines = CsvLines.of(file)) {
            List<CsvLine> sample = lines.next(FEWEST_LINES);
            int more = Math.min(MOST_LINES, MOST_CELLS / width(sample)) - FEWEST_LINES;
            boolean whole = sample.size() < FEWEST_LINES;
            if (!whole && more > 0) {
                List<CsvLine> others = lines.next(more);
                sample.addAll(others);
                whole = others.size() < more;
            }
            var found = best(file, lines.charset(), sample, whole);
            if (found.heads().size() < 2) {
                throw new IllegalArgumentException(file.getFileName() + ": no line has two cells or more that are"
                        + " separated by a comma, a semicolon, a tab or a |: is it a table in text form?");
            }
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + (e instanceof NoSuchFileException ? " is missing" : " cannot be read: " + e.getMessage()),
                    e);
        }
    }

    /** Cells of the last line, by the separator that it has most of. */
    private static int width(List<CsvLine> lines) {
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1).text();
        return 1
                + SEPARATORS.stream()
                        .mapToInt(separator ->
                                (int) last.chars().filter(c -> c == separator).count())
                        .max()
                        .orElse(0);
    }

    /** What stands in a column in the whole file, up to so many values, in order of first sight. */
    Set<String> distinct(int column, int most) {
        Set<String> found = new LinkedHashSet<>(column(column));
        if (whole) {
            return found;
        }
        try (var lines = CsvLines.of(file)) {
            for (var line = lines.next(); line != null && found.size() < most; line = lines.next()) {
                var cells = line.number() > headLine ? cells(line, separator) : List.<String>of();
                if (cells.size() == heads.size()) {
                    found.add(cells.get(column));
                }
            }
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The separator by which the most cells stand in lines of equal length. */
    private static SampleRows best(Path file, Charset charset, List<CsvLine> lines, boolean whole) {
        var best = new SampleRows(file, charset, ',', 1, List.of(), List.of(), whole);
        long most = 0;
        for (char separator : SEPARATORS) {
            var each = by(separator, file, charset, lines, whole);
            long cells = (each.heads().size() - 1L)
                    * Math.min(LINES_FOR_A_FORM, each.rows().size());
            if (cells > most) {
                most = cells;
                best = each;
            }
        }
        return best;
    }

    private static SampleRows by(char separator, Path file, Charset charset, List<CsvLine> lines, boolean whole) {
        List<List<String>> all = new ArrayList<>();
        for (CsvLine line : lines) {
            all.add(cells(line, separator));
        }
        int width = usualWidth(all);
        int head = width < 2 ? -1 : headAbove(all, width);
        if (head < 0) {
            return new SampleRows(file, charset, separator, 1, List.of(), List.of(), whole);
        }
        List<List<String>> rows = new ArrayList<>();
        for (List<String> cells : all.subList(head + 1, all.size())) {
            if (cells.size() == width) {
                rows.add(cells);
            }
        }
        return new SampleRows(
                file, charset, separator, lines.get(head).number(), all.get(head), List.copyOf(rows), whole);
    }

    /** The last full line above the first one of data; below 0 if there is none. */
    private static int headAbove(List<List<String>> lines, int width) {
        int head = -1;
        for (int i = 0; i < lines.size(); i++) {
            var cells = lines.get(i);
            if (cells.size() == width) {
                if (isData(cells)) {
                    return head;
                }
                head = i;
            }
        }
        return head;
    }

    /** A head may have numbers for names; a row of data has a time, or begins with a number. */
    private static boolean isData(List<String> cells) {
        return NumberForm.of(List.of(cells.get(0))).isPresent()
                || cells.stream().anyMatch(cell -> TimeForm.of(List.of(cell)).isPresent());
    }

    /** How many cells most lines have; the first lines, perhaps an owner's name and address, are not asked. */
    private static int usualWidth(List<List<String>> lines) {
        int[] counts = new int[4_096];
        int from = Math.max(0, lines.size() - LINES_FOR_A_FORM);
        for (List<String> line : lines.subList(from, lines.size())) {
            counts[Math.min(counts.length - 1, line.size())]++;
        }
        int usual = 0;
        for (int width = 2; width < counts.length; width++) {
            usual = counts[width] > counts[usual] || usual == 0 && counts[width] > 0 ? width : usual;
        }
        return usual;
    }

    private static List<String> cells(CsvLine line, char separator) {
        if (line.fault() != null || line.isBlank()) {
            return List.of();
        }
        try {
            var cells = CsvReader.builder()
                    .fieldSeparator(separator)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofSingleCsvRecord(line.text())
                    .getFields()
                    .stream()
                    .map(cell -> cell.replace('\u00A0', ' ').strip())
                    .toList();
            int size = cells.size();
            while (size > 0 && cells.get(size - 1).isEmpty() && size > 2) {
                size--;
            }
            return size == cells.size() - 1 ? cells.subList(0, size) : cells;
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /** The name without its endings. */
    String stem() {
        return name().replaceAll("(\\.(csv|txt|tsv|json|gz|zip))+$", "");
    }

    List<String> column(int index) {
        return rows.stream().map(row -> row.get(index)).toList();
    }

    String separatorInWords() {
        return switch (separator) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            default -> "|";
        };
    }
}
