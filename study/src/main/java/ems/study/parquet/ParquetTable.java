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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.study.output.TableColumn;
import ems.study.output.TableWriter;
import ems.study.output.TimeCell;

/**
 * A large table as Apache Parquet with Zstandard. It holds at most one row group in memory, compressed. The file has its name
 * once it is whole; until then {@code .part} stands behind.
 */
public final class ParquetTable implements TableWriter {

    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    static final int GROUP_ROWS = 1 << 20;
    private static final int PAGE_ROWS = 1 << 16;

    private static final int MICROPENCE = 100;

    private final Path file;
    private final Path part;
    private final int groupRows;
    private final int pageRows;
    private final String table;
    private final List<TableColumn> columns;
    private final boolean[] kept;
    private final Compression compression = new Compression();
    private final OutputStream out;
    private final List<RowGroup> groups = new ArrayList<>();
    /** Texts come again and again. */
    private final Map<String, Binary> known = new HashMap<>();

    private List<ChunkWriter> chunks;
    private long position;
    private int rows;
    private int column;
    private int chunk;
    private boolean finished;

    public ParquetTable(Path file, String table, List<TableColumn> all) {
        this(file, table, all, GROUP_ROWS, PAGE_ROWS);
    }

    /** @param groupRows of a row group, at most those of any table */
    ParquetTable(Path file, String table, List<TableColumn> all, int groupRows, int pageRows) {
        this.file = file;
        this.table = table;
        this.groupRows = groupRows;
        this.pageRows = pageRows;
        part = file.resolveSibling(file.getFileName() + ".part");
        columns = all.stream().filter(TableColumn::isInParquet).toList();
        kept = new boolean[all.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = all.get(i).isInParquet();
        }
        chunks = newChunks();
        try {
            out = new BufferedOutputStream(Files.newOutputStream(part));
            out.write(MAGIC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        position = MAGIC.length;
    }

    private List<ChunkWriter> newChunks() {
        return columns.stream().map(each -> new ChunkWriter(each, compression)).toList();
    }

    private boolean isNextKept() {
        return kept[column++];
    }

    private ChunkWriter next() {
        return chunks.get(chunk++);
    }

    @Override
    public TableWriter words(String text) {
        if (isNextKept()) {
            next().add(known.computeIfAbsent(text, ParquetTable::utf8));
        }
        return this;
    }

    private static Binary utf8(String text) {
        return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Nobody takes it for a formula here. */
    @Override
    public TableWriter name(String text) {
        return words(text);
    }

    @Override
    public TableWriter time(TimeCell time) {
        return count(time.epochMillis());
    }

    @Override
    public TableWriter count(long number) {
        if (isNextKept()) {
            next().add(number);
        }
        return this;
    }

    @Override
    public TableWriter flag(boolean yes) {
        if (isNextKept()) {
            next().add(yes);
        }
        return this;
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
            next().addNone();
        }
        return this;
    }

    @Override
    public void end() {
        if (column != kept.length) {
            throw new IllegalStateException("a row of " + column + " cells for " + kept.length + " columns");
        }
        column = 0;
        chunk = 0;
        rows++;
        try {
            if (rows % pageRows == 0) {
                for (ChunkWriter each : chunks) {
                    each.endPage();
                }
            }
            if (rows == groupRows) {
                endGroup();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endGroup() throws IOException {
        var group = new RowGroup(new ArrayList<>(), 0, rows);
        group.setFile_offset(position);
        group.setOrdinal((short) groups.size());
        for (ChunkWriter each : chunks) {
            var about = each.writeTo(out, position);
            var there = new ColumnChunk(0);
            there.setMeta_data(about);
            group.addToColumns(there);
            group.setTotal_byte_size(group.getTotal_byte_size() + about.getTotal_uncompressed_size());
            position += about.getTotal_compressed_size();
        }
        group.setTotal_compressed_size(position - group.getFile_offset());
        groups.add(group);
        chunks = newChunks();
        rows = 0;
    }

    @Override
    public void finish() {
        try {
            if (rows > 0) {
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
