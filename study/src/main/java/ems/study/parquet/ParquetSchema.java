package ems.study.parquet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;

import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Kind;

/** What the end of a file says about its columns: names, types and units. It holds no time and no version of Java. */
final class ParquetSchema {

    /** Of what is written here; another one when columns or units change. */
    private static final String FORMAT = "1";

    private static final String WRITTEN_BY = "ems version " + FORMAT;
    private static final int PARQUET_VERSION = 2;

    private ParquetSchema() {}

    static FileMetaData footer(String table, List<TableColumn> columns, List<RowGroup> groups) {
        long rows = groups.stream().mapToLong(RowGroup::getNum_rows).sum();
        var footer = new FileMetaData(PARQUET_VERSION, elements(table, columns), rows, groups);
        footer.setCreated_by(WRITTEN_BY);
        footer.setKey_value_metadata(notes(table, columns));
        footer.setColumn_orders(Collections.nCopies(columns.size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        return footer;
    }

    private static List<SchemaElement> elements(String table, List<TableColumn> columns) {
        List<SchemaElement> elements = new ArrayList<>();
        var root = new SchemaElement(table);
        root.setNum_children(columns.size());
        elements.add(root);
        columns.forEach(column -> elements.add(element(column)));
        return elements;
    }

    private static SchemaElement element(TableColumn column) {
        var element = new SchemaElement(column.name());
        element.setType(type(column.kind()));
        element.setRepetition_type(column.optional() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
        if (column.kind() == Kind.WORDS) {
            element.setConverted_type(ConvertedType.UTF8);
            element.setLogicalType(LogicalType.STRING(new StringType()));
        }
        if (column.kind() == Kind.TIME) {
            element.setConverted_type(ConvertedType.TIMESTAMP_MILLIS);
            element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MILLIS(new MilliSeconds()))));
        }
        return element;
    }

    static Type type(Kind kind) {
        return switch (kind) {
            case WORDS -> Type.BYTE_ARRAY;
            case FLAG -> Type.BOOLEAN;
            case COUNT, TIME, ENERGY, PRICE, MONEY -> Type.INT64;
        };
    }

    /** The units of all columns, for readers that do not look at single columns. */
    private static List<KeyValue> notes(String table, List<TableColumn> columns) {
        List<KeyValue> notes = new ArrayList<>();
        notes.add(note("ems.format", FORMAT));
        notes.add(note("ems.table", table));
        for (TableColumn column : columns) {
            if (!column.kind().unit().isEmpty()) {
                notes.add(note("unit." + column.name(), column.kind().unit()));
            }
        }
        return notes;
    }

    static KeyValue note(String key, String value) {
        var note = new KeyValue(key);
        note.setValue(value);
        return note;
    }
}
