package ems.processes.workbench;

import java.nio.charset.StandardCharsets;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import ems.rules.RuleTables;
import ems.rules.draft.DraftTables;
import ems.rules.table.SheetCells;
import ems.rules.table.TableText;
import ems.rules.workbook.TableWorkbook;

/**
 * A table as a file that comes and goes.
 *
 * @param name of the table, {@code pricing.csv}
 * @param isWorkbook whether a spreadsheet's own format is meant
 */
record TableFile(String name, boolean isWorkbook) {

    private static final String CSV = ".csv";
    private static final String WORKBOOK = ".xlsx";

    /** @throws NotFoundException in words, if there is no such table */
    static TableFile asked(String file) {
        boolean isWorkbook = file.endsWith(WORKBOOK);
        var name = isWorkbook ? file.substring(0, file.length() - WORKBOOK.length()) + CSV : file;
        if (!RuleTables.FILES.contains(name)) {
            throw new NotFoundException("There is no table '" + file + "': it is one of "
                    + String.join(", ", RuleTables.FILES) + ", each as " + WORKBOOK + " as well.");
        }
        return new TableFile(name, isWorkbook);
    }

    /** @param of whose it is, for the name under which a browser saves it */
    Response response(DraftTables tables, String of) {
        var text = new TableText(name, tables.text(name));
        byte[] bytes = isWorkbook ? TableWorkbook.xlsx(text) : text.text().getBytes(StandardCharsets.UTF_8);
        var saved = name.substring(0, name.length() - CSV.length()) + "-" + of + (isWorkbook ? WORKBOOK : CSV);
        return Response.ok(bytes)
                .type(isWorkbook ? DraftsResource.XLSX : DraftsResource.CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + saved + "\"")
                .build();
    }

    /**
     * The text of the table as it would be kept.
     *
     * @throws ems.rules.table.TablesRefused if the file is none
     */
    String read(byte[] body, boolean isSpreadsheets) {
        var text = isSpreadsheets ? TableWorkbook.table(name, body) : TableText.of(name, body);
        return SheetCells.canonical(text);
    }
}
