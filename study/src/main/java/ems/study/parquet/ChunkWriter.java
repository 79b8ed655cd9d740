package ems.study.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainLongDictionaryValuesWriter;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;

import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Kind;

/** One column of a row group, as one page: takes its values in and compresses them. */
final class ChunkWriter {

    private static final int SLAB = 1 << 10;
    private static final int PAGE_BYTES = 1 << 20;
    /** A column with more distinct values than fit in here goes on without a dictionary. */
    private static final int DICTIONARY_BYTES = 1 << 20;

    private static final ByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();

    private final TableColumn column;
    private final Compression compression;
    private final ValuesWriter values;
    /** Whether a value is there: 0 or 1; not written where all are. */
    private final ValuesWriter levels;

    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private final Set<Encoding> encodings = EnumSet.of(Encoding.RLE);
    private long uncompressed;
    private int inPage;
    private long rows;
    private long empty;
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;

    ChunkWriter(TableColumn column, Compression compression) {
        this.column = column;
        this.compression = compression;
        values = values(column);
        levels = new RunLengthBitPackingHybridValuesWriter(1, SLAB, PAGE_BYTES, HEAP);
    }

    private static ValuesWriter values(TableColumn column) {
        return switch (column.kind()) {
            case WORDS ->
                FallbackValuesWriter.of(
                        new PlainBinaryDictionaryValuesWriter(
                                DICTIONARY_BYTES, Encoding.RLE_DICTIONARY, Encoding.PLAIN, HEAP),
                        new DeltaByteArrayWriter(SLAB, PAGE_BYTES, HEAP));
            case FLAG -> new BooleanPlainValuesWriter();
            case COUNT, TIME, ENERGY, PRICE, MONEY -> numbers(column.course());
        };
    }

    private static ValuesWriter numbers(TableColumn.Course course) {
        return switch (course) {
            case REPEATING ->
                FallbackValuesWriter.of(
                        new PlainLongDictionaryValuesWriter(
                                DICTIONARY_BYTES, Encoding.RLE_DICTIONARY, Encoding.PLAIN, HEAP),
                        differences());
            case STEADY -> differences();
            case GROUPED -> throw new IllegalArgumentException("rows are grouped by words");
        };
    }

    private static ValuesWriter differences() {
        return new DeltaBinaryPackingValuesWriterForLong(SLAB, PAGE_BYTES, HEAP);
    }

    void add(long number) {
        present(1);
        least = Math.min(least, number);
        most = Math.max(most, number);
        values.writeLong(number);
    }

    void add(Binary words) {
        present(1);
        values.writeBytes(words);
    }

    void add(boolean yes) {
        present(1);
        values.writeBoolean(yes);
    }

    void addNone() {
        present(0);
        empty++;
    }

    private void present(int level) {
        if (column.optional()) {
            levels.writeInteger(level);
        }
        inPage++;
    }

    void endPage() throws IOException {
        if (inPage == 0) {
            return;
        }
        var bytes = column.optional() ? BytesInput.concat(levels.getBytes(), values.getBytes()) : values.getBytes();
        byte[] page = bytes.toByteArray();
        byte[] small = compression.compressed(page);
        var encoding = values.getEncoding();
        encodings.add(encoding);
        var header = new PageHeader(PageType.DATA_PAGE, page.length, small.length);
        header.setData_page_header(
                new DataPageHeader(inPage, format(encoding), format(Encoding.RLE), format(Encoding.RLE)));
        add(header, small, pages);
        values.reset();
        levels.reset();
        rows += inPage;
        inPage = 0;
    }

    private void add(PageHeader header, byte[] page, OutputStream to) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Util.writePageHeader(header, bytes);
        uncompressed += bytes.size() + header.getUncompressed_page_size();
        bytes.writeTo(to);
        to.write(page);
    }

    /**
     * Ends the column.
     *
     * @param at how far the file has come
     */
    ColumnMetaData writeTo(OutputStream file, long at) throws IOException {
        endPage();
        var head = new ByteArrayOutputStream();
        var dictionary = values.toDictPageAndClose();
        if (dictionary != null) {
            byte[] page = dictionary.getBytes().toByteArray();
            byte[] small = compression.compressed(page);
            encodings.add(dictionary.getEncoding());
            var header = new PageHeader(PageType.DICTIONARY_PAGE, page.length, small.length);
            header.setDictionary_page_header(
                    new DictionaryPageHeader(dictionary.getDictionarySize(), format(dictionary.getEncoding())));
            add(header, small, head);
        }
        values.close();
        levels.close();
        head.writeTo(file);
        pages.writeTo(file);
        List<org.apache.parquet.format.Encoding> used = new ArrayList<>();
        encodings.forEach(encoding -> used.add(format(encoding)));
        var about = new ColumnMetaData(
                ParquetSchema.type(column.kind()),
                used,
                List.of(column.name()),
                CompressionCodec.ZSTD,
                rows,
                uncompressed,
                head.size() + pages.size(),
                at + head.size());
        if (dictionary != null) {
            about.setDictionary_page_offset(at);
        }
        about.setStatistics(statistics());
        if (!column.kind().unit().isEmpty()) {
            about.setKey_value_metadata(
                    List.of(ParquetSchema.note("unit", column.kind().unit())));
        }
        return about;
    }

    /** Readers pass over a row group by them. */
    private Statistics statistics() {
        var statistics = new Statistics();
        statistics.setNull_count(empty);
        if (column.kind() != Kind.WORDS && column.kind() != Kind.FLAG && empty < rows) {
            statistics.setMin_value(littleEndian(least));
            statistics.setMax_value(littleEndian(most));
        }
        return statistics;
    }

    private static byte[] littleEndian(long number) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
    }

    private static org.apache.parquet.format.Encoding format(Encoding encoding) {
        return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }
}
