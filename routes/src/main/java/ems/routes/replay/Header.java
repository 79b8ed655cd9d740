package ems.routes.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.jspecify.annotations.Nullable;

import ems.routes.telemetry.QuotedText;
import ems.routes.text.CsvLine;
import ems.routes.text.CsvLines;

/**
 * The line with the column names: which column stands where, and what separates cells. It may stand below other lines, such
 * as the owner's name and address. Columns that are not asked for are passed over.
 */
final class Header {

    private static final int MOST_LINES_ABOVE = 50;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private final String place;
    private final char separator;
    private final CsvReader.CsvReaderBuilder csv;
    private final List<String> columns;

    private Header(String place, char separator, List<String> columns) {
        this.place = place;
        this.separator = separator;
        this.csv = csv(separator);
        this.columns = columns;
    }

    private static CsvReader.CsvReaderBuilder csv(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
    }

    /**
     * The first line that has all these columns, whatever separates them.
     *
     * @throws IllegalArgumentException if there is none: names the line that has most of them, and what it lacks
     */
    static Header find(String file, CsvLines lines, Set<String> wanted) {
        var first = lines.next();
        if (first == null) {
            throw new IllegalArgumentException(file + ":1: the file is empty, it needs a line with column names");
        }
        if (first.fault() != null) {
            throw new IllegalArgumentException(file + ":1: " + first.fault());
        }
        Set<String> names = new HashSet<>();
        wanted.forEach(name -> names.add(plain(name)));
        @Nullable Header best = null;
        int most = -1;
        @Nullable CsvLine line = first;
        for (int i = 0; i <= MOST_LINES_ABOVE && line != null; i++) {
            for (Header each : readings(file, line)) {
                int found = each.count(names);
                if (found == names.size()) {
                    return each;
                }
                if (found > most) {
                    best = each;
                    most = found;
                }
            }
            line = lines.next();
        }
        if (best == null) {
            throw new IllegalArgumentException(
                    file + ":1: the column names are not CSV: " + QuotedText.of(first.text()));
        }
        for (String name : wanted) {
            best.position(name);
        }
        throw new IllegalStateException("unreachable: a column of " + wanted + " is missing");
    }

    /** The line's cells by each separator. */
    private static List<Header> readings(String file, CsvLine line) {
        List<Header> readings = new ArrayList<>();
        if (line.fault() == null) {
            for (char separator : SEPARATORS) {
                try {
                    var cells = csv(separator).ofSingleCsvRecord(line.text()).getFields().stream()
                            .map(Header::plain)
                            .toList();
                    readings.add(new Header(file + ":" + line.number(), separator, withoutBlanksBehind(cells)));
                } catch (CsvParseException otherwise) {
                    // another separator may fit
                }
            }
        }
        return readings;
    }

    private static List<String> withoutBlanksBehind(List<String> names) {
        int size = names.size();
        while (size > 1 && names.get(size - 1).isEmpty()) {
            size--;
        }
        return names.subList(0, size);
    }

    private int count(Set<String> names) {
        return (int) names.stream().filter(columns::contains).count();
    }

    /** A name without blanks around it; one that does not break lines is a blank like any other. */
    private static String plain(String name) {
        return name.replace('\u00A0', ' ').replace('\u202F', ' ').strip();
    }

    /**
     * Where the column stands, from 0.
     *
     * @throws IllegalArgumentException if it is missing or stands twice; names the columns that were found
     */
    int position(String column) {
        int position = columns.indexOf(plain(column));
        if (position < 0) {
            throw new IllegalArgumentException(
                    place + ": no column '" + column + "'; found: " + String.join(", ", columns));
        }
        if (columns.lastIndexOf(plain(column)) != position) {
            throw new IllegalArgumentException(place + ": column '" + column + "' stands twice");
        }
        return position;
    }

    /**
     * The cells of a line, as many as the header has names; empty ones behind them are passed over.
     *
     * @throws IllegalArgumentException if the line is cut off, has too many cells or is no CSV
     */
    LineCells cells(CsvLine line) {
        if (line.fault() != null) {
            throw new IllegalArgumentException(line.fault());
        }
        try {
            var cells = LineCells.isPlain(line.text())
                    ? LineCells.ofPlain(line.text(), separator, columns.size())
                    : LineCells.of(csv.ofSingleCsvRecord(line.text()).getFields());
            if (cells.count() == columns.size() || hasOnlyBlanksBehind(cells)) {
                return cells;
            }
            throw new IllegalArgumentException("the line has " + cells.count() + " cells, the header "
                    + columns.size()
                    + (cells.count() < columns.size()
                            ? ": is it cut off?"
                            : separator == ',' ? ": is there a decimal comma?" : ": is a quote missing?"));
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("the line is not CSV: a quote is open or out of place", e);
        }
    }

    private boolean hasOnlyBlanksBehind(LineCells cells) {
        return cells.count() > columns.size() && cells.isBlankFrom(columns.size());
    }
}
