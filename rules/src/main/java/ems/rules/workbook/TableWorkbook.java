package ems.rules.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import ems.rules.table.TableRows;
import ems.rules.table.TableText;
import ems.rules.table.TablesRefused;

/**
 * A decision table as an {@code .xlsx} file, and back. Each cell goes out as text, so that no spreadsheet makes a date, a rounded
 * number or another decimal sign of it; a table that comes back untouched has the same bytes, and so the same version.
 *
 * <p>Source of the format: ECMA-376, Office Open XML, part 1, SpreadsheetML.
 */
public final class TableWorkbook {

    private static final String AS_TEXT = "@";
    private static final int FIRST_WIDTH = 60;
    private static final int WIDTH = 16;
    /** Rows below the table that are made text as well: a person adds rules there. */
    private static final int SPARE_ROWS = 200;

    private static final String HEAD_COLOUR = "DDE6F0";

    private TableWorkbook() {}

    /** @throws TablesRefused if the text is not CSV */
    public static byte[] xlsx(TableText table) {
        var rows = TableRows.of(table);
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "energy market", null)) {
            write(rows, book.newWorksheet(sheetName(table.file())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param file name of the table, {@code pricing.csv}
     * @throws TablesRefused with each cell that a spreadsheet changed, or with why the file is none that can be read
     */
    public static TableText table(String file, byte[] xlsx) {
        return TableText.of(file, new WorkbookReader(file).read(xlsx).text().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(TableRows rows, Worksheet sheet) {
        int head = Math.max(0, rows.headsAt());
        int columns =
                rows.rows().isEmpty() ? 1 : Math.max(1, rows.rows().get(head).size());
        sheet.range(0, 0, rows.rows().size() + SPARE_ROWS, columns - 1)
                .style()
                .format(AS_TEXT)
                .set();
        sheet.range(head, 0, head, columns - 1)
                .style()
                .bold()
                .wrapText(true)
                .fillColor(HEAD_COLOUR)
                .format(AS_TEXT)
                .set();
        for (int row = 0; row < rows.rows().size(); row++) {
            var cells = rows.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                if (!cells.get(column).isEmpty()) {
                    sheet.value(row, column, cells.get(column));
                }
            }
        }
        for (int column = 0; column < columns; column++) {
            sheet.width(column, column == 0 ? FIRST_WIDTH : WIDTH);
        }
        sheet.freezePane(1, head + 1);
    }

    private static String sheetName(String file) {
        return file.substring(0, file.length() - ".csv".length());
    }
}
