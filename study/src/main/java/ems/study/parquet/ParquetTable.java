package ems.study.parquet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.text.SpelledText;
import ems.study.output.TableColumn;
import ems.study.output.TableWriter;
import ems.study.output.TimeCell;

/**
 * A large table as Apache Parquet with Zstandard. It holds the rows of one row group in memory, and puts those of a member
 * together before it writes them. The file has its name once it is whole; until then {@code .part} stands behind.
 *
 * <p>Encodings are those that every reader knows: dictionaries, and differences of numbers.
 */
public final class ParquetTable implements TableWriter {

    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    static final int GROUP_ROWS = 1 << 17;

    private static final int MICROPENCE = 100;

    private final Path file;
    private final Path part;
    private final String table;
    private final List<TableColumn> columns;
    private final boolean[] kept;
    private final Compression compression = new Compression();
    private final OutputStream out;
    private final List<RowGroup> groups = new ArrayList<>();
    private final int groupRows;
    private final RowBuffer buffer;
    private long position;
    private int column;
    private boolean finished;

    public ParquetTable(Path file, String table, List<TableColumn> all) {
        this(file, table, all, GROUP_ROWS);
    }

    /** @param groupRows of a row group, at most those of any table */
    ParquetTable(Path file, String table, List<TableColumn> all, int groupRows) {
        this.file = file;
        this.table = table;
        this.groupRows = groupRows;
        part = file.resolveSibling(file.getFileName() + ".part");
        columns = all.stream().filter(TableColumn::isInParquet).toList();
        kept = new boolean[all.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = all.get(i).isInParquet();
        }
        buffer = new RowBuffer(columns, groupRows);
        try {
            out = new BufferedOutputStream(Files.newOutputStream(part));
            out.write(MAGIC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        position = MAGIC.length;
    }

    private boolean isNextKept() {
        return kept[column++];
    }

    @Override
    public TableWriter words(SpelledText text) {
        if (isNextKept()) {
            buffer.add(text.toString());
        }
        return this;
    }

    /** Nobody takes it for a formula here. */
    @Override
    public TableWriter name(SpelledText text) {
        return words(text);
    }

    @Override
    public TableWriter time(TimeCell time) {
        return count(time.epochMillis());
    }

    @Override
    public TableWriter count(long number) {
        if (isNextKept()) {
            buffer.add(number);
        }
        return this;
    }

    @Override
    public TableWriter flag(boolean yes) {
        return count(yes ? 1 : 0);
    }

    @Override
    public TableWriter energy(Energy energy) {
        return count(energy.millijoules());
    }

    @Override
    public TableWriter exactEnergy(Energy energy) {
        return count(energy.millijoules());
    }

    @Override
    public TableWriter signedEnergy(long millijoules) {
        return count(millijoules);
    }

    @Override
    public TableWriter price(Price price) {
        return count(Math.multiplyExact(price.tenThousandthsOfPencePerKilowattHour(), MICROPENCE));
    }

    @Override
    public TableWriter money(Money money) {
        return count(money.micropence());
    }

    @Override
    public TableWriter none() {
        if (isNextKept()) {
            buffer.addNone();
        }
        return this;
    }

    @Override
    public void end() {
        if (column != kept.length) {
            throw new IllegalStateException("a row of " + column + " cells for " + kept.length + " columns");
        }
        column = 0;
        buffer.endRow();
        if (buffer.rows() == groupRows) {
            try {
                endGroup();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void endGroup() throws IOException {
        var group = new RowGroup(new ArrayList<>(), 0, buffer.rows());
        group.setFile_offset(position);
        int[] order = buffer.order();
        for (int i = 0; i < columns.size(); i++) {
            var chunk = new ChunkWriter(columns.get(i), compression);
            buffer.write(i, order, chunk);
            var about = chunk.writeTo(out, position);
            var there = new ColumnChunk(0);
            there.setMeta_data(about);
            group.addToColumns(there);
            group.setTotal_byte_size(group.getTotal_byte_size() + about.getTotal_uncompressed_size());
            position += about.getTotal_compressed_size();
        }
        group.setTotal_compressed_size(position - group.getFile_offset());
        groups.add(group);
        buffer.clear();
    }

    @Override
    public void finish() {
        try {
            if (buffer.rows() > 0) {
                endGroup();
            }
            var footer = new ByteArrayOutputStream();
            Util.writeFileMetaData(ParquetSchema.footer(table, columns, groups), footer);
            footer.writeTo(out);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.size())
                    .array());
            out.write(MAGIC);
            out.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            finished = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        try {
            out.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
