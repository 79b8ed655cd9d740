package ems.study.parquet;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** Reads a table that {@link ParquetTable} wrote: one column of a row group at a time. */
public final class ParquetFile implements AutoCloseable {

    /** Length of the footer and the magic bytes. */
    private static final int END = Integer.BYTES + ParquetTable.MAGIC.length;

    private final RandomAccessFile file;
    private final FileMetaData footer;

    private ParquetFile(RandomAccessFile file, FileMetaData footer) {
        this.file = file;
        this.footer = footer;
    }

    /** @throws IllegalArgumentException if it is no such table */
    public static ParquetFile open(Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "r");
        try {
            return new ParquetFile(file, footer(file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileMetaData footer(RandomAccessFile file) throws IOException {
        byte[] end = bytes(file, file.length() - END, END);
        if (!Arrays.equals(end, Integer.BYTES, END, ParquetTable.MAGIC, 0, ParquetTable.MAGIC.length)) {
            throw new IllegalArgumentException("it does not end as Parquet does");
        }
        int length = Integer.reverseBytes(new DataInputStream(new ByteArrayInputStream(end)).readInt());
        var footer = Util.readFileMetaData(new ByteArrayInputStream(bytes(file, file.length() - END - length, length)));
        for (RowGroup group : footer.getRow_groups()) {
            if (group.getNum_rows() < 1
                    || group.getNum_rows() > ParquetTable.GROUP_ROWS
                    || group.getColumnsSize() != footer.getSchemaSize() - 1) {
                throw new IllegalArgumentException("a row group has " + group.getNum_rows() + " rows");
            }
        }
        return footer;
    }

    private static byte[] bytes(RandomAccessFile file, long from, long length) throws IOException {
        if (from < 0 || length < 0 || length > Integer.MAX_VALUE || from + length > file.length()) {
            throw new IllegalArgumentException("it ends too early");
        }
        byte[] bytes = new byte[(int) length];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    public List<String> columns() {
        return footer.getSchema().stream().skip(1).map(SchemaElement::getName).toList();
    }

    /** Names, types and units of its columns: all that is said of them. */
    public String description() {
        return footer.getSchema() + " " + footer.getKey_value_metadata();
    }

    public int groups() {
        return footer.getRow_groupsSize();
    }

    /** @throws IllegalArgumentException if its bytes are no such column */
    public ParquetCells cells(int group, int column) throws IOException {
        var rows = footer.getRow_groups().get(group);
        ColumnMetaData about = rows.getColumns().get(column).getMeta_data();
        long from =
                about.isSetDictionary_page_offset() ? about.getDictionary_page_offset() : about.getData_page_offset();
        return new ChunkReader(footer.getSchema().get(column + 1))
                .read(bytes(file, from, about.getTotal_compressed_size()), (int) rows.getNum_rows());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
