package ems.rules.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

import ems.rules.table.Fault;
import ems.rules.table.TableRows;
import ems.rules.table.TablesRefused;

/** Reads the one sheet of a spreadsheet's file that holds anything; every cell that it cannot take is told at once. */
final class WorkbookReader {

    private static final int MAX_ROWS = 2_000;
    private static final int MAX_COLUMNS = 100;

    /** With the formats of cells, without which a date is a number. */
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);

    private final String file;
    private final List<Refused> refused = new ArrayList<>();

    /** A cell that is not taken; its column by number from 0. */
    private record Refused(int row, int column, String reason) {}

    WorkbookReader(String file) {
        this.file = file;
    }

    TableRows read(byte[] xlsx) {
        PackedFile.refusal(xlsx).ifPresent(reason -> {
            throw refusal(reason);
        });
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(xlsx), WITH_FORMATS)) {
            return oneOf(book.getSheets().toList());
        } catch (TablesRefused known) {
            throw known;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw refusal(
                    "it is no .xlsx file that can be read: open it, save it as 'Excel 2007-365 (.xlsx)' and take that");
        }
    }

    private TableRows oneOf(List<Sheet> sheets) throws IOException {
        List<String> names = new ArrayList<>();
        Optional<TableRows> found = Optional.empty();
        for (Sheet sheet : sheets) {
            var rows = rows(sheet);
            if (rows.headsAt() >= 0) {
                names.add("'" + sheet.getName() + "'");
                found = Optional.of(rows);
            }
        }
        if (names.size() > 1) {
            throw refusal("it has " + names.size() + " sheets with cells in them, " + String.join(", ", names)
                    + ": keep the one that is the table and delete the others");
        }
        var table = found.orElseThrow(() -> refusal("none of its sheets holds a table"));
        if (!refused.isEmpty()) {
            throw new TablesRefused(refused.stream()
                    .map(cell -> new Fault(file, cell.row(), table.head(cell.column()), cell.reason()))
                    .toList());
        }
        return table;
    }

    private TableRows rows(Sheet sheet) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Stream<Row> all = sheet.openStream()) {
            for (Row row : (Iterable<Row>) all::iterator) {
                var cells = cells(row);
                if (cells.stream().allMatch(String::isEmpty)) {
                    continue;
                }
                if (row.getRowNum() > MAX_ROWS) {
                    throw refusal("row " + row.getRowNum() + " of sheet '" + sheet.getName()
                            + "' holds something: a table ends before row " + MAX_ROWS);
                }
                while (rows.size() < row.getRowNum() - 1) {
                    rows.add(List.of());
                }
                rows.add(cells);
            }
        }
        return new TableRows(rows);
    }

    private List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < row.getCellCount(); column++) {
            var text = row.getOptionalCell(column)
                    .map(cell -> text(row.getRowNum(), cell))
                    .orElse("");
            if (column < MAX_COLUMNS) {
                cells.add(text);
            } else if (!text.isEmpty()) {
                throw refusal("row " + row.getRowNum() + " holds something right of column " + MAX_COLUMNS);
            }
        }
        return cells;
    }

    private String text(int row, Cell cell) {
        try {
            return CellValue.of(cell).strip();
        } catch (CellRefused e) {
            refused.add(new Refused(row, cell.getColumnIndex(), cell.getAddress() + " " + e.getMessage()));
            return "?";
        }
    }

    private TablesRefused refusal(String reason) {
        return new TablesRefused(List.of(new Fault(file, 0, "", reason)));
    }
}
