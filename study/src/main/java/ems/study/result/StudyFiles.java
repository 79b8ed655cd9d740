package ems.study.result;

import java.util.ArrayList;
import java.util.List;

import ems.study.output.CsvFile;
import ems.study.output.OutputFolder;
import ems.study.output.Table;

/** Writes everything of a study that is not of a single run. */
public final class StudyFiles {

    private StudyFiles() {}

    /** The summary comes last: its presence says that the study is whole. */
    public static void write(Results results, OutputFolder out) {
        var tables = new PaperTables(results).all();
        for (int i = 0; i < tables.size(); i++) {
            write(
                    out,
                    "table-" + (i + 1),
                    tables.get(i),
                    results.scenario().scale().word());
        }
        new Figures(results).write(out);
        if (results.scenario().goesBeyondThePaper()) {
            new SavingsFiles(results).write(out);
        }
        new Summary(results).write(out);
    }

    private static void write(OutputFolder out, String name, Table table, String scale) {
        out.write(name + ".txt", table.text());
        List<String> header = new ArrayList<>(table.header());
        header.add("energy scale");
        CsvFile.write(
                out.file(name + ".csv"),
                header,
                table.rows().stream()
                        .map(row -> {
                            List<String> cells = new ArrayList<>(row);
                            cells.add(scale);
                            return cells;
                        })
                        .toList());
    }
}
