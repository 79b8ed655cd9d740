package ems.study.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

/** A CSV file with one header row; lines end in LF. Cells come finished, see {@link Cells}. */
public final class CsvFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final CsvWriter csv;
    private final int columns;

    public CsvFile(Path file, List<String> header) {
        try {
            csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .bufferSize(BUFFER)
                    .build(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        columns = header.size();
        csv.writeRecord(header);
    }

    public static void write(Path file, List<String> header, List<List<String>> rows) {
        try (var csv = new CsvFile(file, header)) {
            rows.forEach(row -> csv.row(row.toArray(String[]::new)));
        }
    }

    public void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalStateException("a row of " + cells.length + " cells under " + columns + " headings");
        }
        csv.writeRecord(cells);
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
