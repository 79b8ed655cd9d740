package ems.study.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesReader;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Reads the pages of one column of a row group. */
final class ChunkReader {

    /** More than any page has that is written here. */
    private static final int LARGEST_PAGE = 1 << 26;

    private final SchemaElement element;
    private final ColumnDescriptor column;
    private final boolean optional;
    private final Compression compression = new Compression();
    private @Nullable Dictionary dictionary;

    ChunkReader(SchemaElement element) {
        this.element = element;
        optional = element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
        var type = Types.required(type(element)).named(element.getName());
        column = new ColumnDescriptor(new String[] {element.getName()}, type, 0, optional ? 1 : 0);
    }

    private static PrimitiveTypeName type(SchemaElement element) {
        return switch (element.getType()) {
            case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
            case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
            case INT64 -> PrimitiveTypeName.INT64;
            case INT32, INT96, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY ->
                throw new IllegalArgumentException(
                        "column '" + element.getName() + "' is of another type, " + element.getType());
        };
    }

    /**
     * @param chunk all bytes of it
     * @param rows of the row group
     */
    ParquetCells read(byte[] chunk, int rows) throws IOException {
        @Nullable Object[] values = new Object[rows];
        var in = new ByteArrayInputStream(chunk);
        int row = 0;
        while (row < rows) {
            var header = Util.readPageHeader(in);
            byte[] page = page(header, in);
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                int size = header.getDictionary_page_header().getNum_values();
                dictionary = Encoding.PLAIN.initDictionary(
                        column, new DictionaryPage(BytesInput.from(page), size, Encoding.PLAIN));
            } else {
                row = read(header, page, values, row);
            }
        }
        return new ParquetCells(values, element.isSetConverted_type() && column.getType() == PrimitiveTypeName.INT64);
    }

    private byte[] page(PageHeader header, ByteArrayInputStream in) throws IOException {
        int small = header.getCompressed_page_size();
        int length = header.getUncompressed_page_size();
        if (small < 0 || small > in.available() || length < 0 || length > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page of column '" + element.getName() + "' has no possible length");
        }
        return compression.decompressed(in.readNBytes(small), length);
    }

    private int read(PageHeader header, byte[] page, @Nullable Object[] values, int first) throws IOException {
        int count = header.getData_page_header().getNum_values();
        if (count < 1 || count > values.length - first) {
            throw new IllegalArgumentException("a page of column '" + element.getName() + "' has " + count + " rows");
        }
        var in = ByteBufferInputStream.wrap(ByteBuffer.wrap(page));
        boolean[] present = present(in, count);
        var encoding =
                Encoding.valueOf(header.getData_page_header().getEncoding().name());
        ValuesReader reader = encoding.usesDictionary()
                ? encoding.getDictionaryBasedValuesReader(column, ValuesType.VALUES, dictionary)
                : encoding.getValuesReader(column, ValuesType.VALUES);
        reader.initFromPage(count, in);
        for (int i = 0; i < count; i++) {
            if (present[i]) {
                values[first + i] = value(reader);
            }
        }
        return first + count;
    }

    private boolean[] present(ByteBufferInputStream in, int count) throws IOException {
        boolean[] present = new boolean[count];
        var levels = new RunLengthBitPackingHybridValuesReader(1);
        if (optional) {
            levels.initFromPage(count, in);
        }
        for (int i = 0; i < count; i++) {
            present[i] = !optional || levels.readInteger() == 1;
        }
        return present;
    }

    private Object value(ValuesReader reader) {
        return switch (column.getType()) {
            case BINARY -> reader.readBytes().toStringUsingUTF8();
            case BOOLEAN -> reader.readBoolean();
            default -> reader.readLong();
        };
    }
}
