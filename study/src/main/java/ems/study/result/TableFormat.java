package ems.study.result;

import java.nio.file.Path;
import java.util.List;

import ems.study.output.CsvTable;
import ems.study.output.TableColumn;
import ems.study.output.TableWriter;
import ems.study.parquet.ParquetTable;

/** What the large tables of a run are written as. The same rows go into either. */
public enum TableFormat {
    CSV(".csv") {
        @Override
        TableWriter open(Path folder, String table, List<TableColumn> columns) {
            return new CsvTable(folder.resolve(table + ending()), columns);
        }
    },
    PARQUET(".parquet") {
        @Override
        TableWriter open(Path folder, String table, List<TableColumn> columns) {
            return new ParquetTable(folder.resolve(table + ending()), table, columns);
        }
    };

    private final String ending;

    TableFormat(String ending) {
        this.ending = ending;
    }

    /** Of file names. */
    public String ending() {
        return ending;
    }

    /** @param table its name, which the file has as well */
    abstract TableWriter open(Path folder, String table, List<TableColumn> columns);
}
