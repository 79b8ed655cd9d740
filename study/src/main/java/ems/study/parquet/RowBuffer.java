package ems.study.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.parquet.io.api.Binary;

import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Course;
import ems.study.output.TableColumn.Kind;

/** The rows of a row group, before they are put in order and written column by column. */
final class RowBuffer {

    private static final int FIRST_ROWS = 1 << 10;

    private final List<TableColumn> columns;
    private final int most;
    /** By column and row: numbers, flags as 0 and 1, and words by their number below. */
    private final long[][] cells;

    private final List<BitSet> empty = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<Binary> utf8 = new ArrayList<>();
    private int rows;
    private int column;

    /** @param most rows that it takes */
    RowBuffer(List<TableColumn> columns, int most) {
        this.columns = columns;
        this.most = most;
        cells = new long[columns.size()][Math.min(most, FIRST_ROWS)];
        columns.forEach(each -> empty.add(new BitSet()));
    }

    int rows() {
        return rows;
    }

    /** The next cell of the row. */
    void add(long number) {
        cells[column++][rows] = number;
    }

    void add(String text) {
        add(numbers.computeIfAbsent(text, this::keep));
    }

    private int keep(String text) {
        words.add(text);
        utf8.add(Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8)));
        return words.size() - 1;
    }

    void addNone() {
        if (!columns.get(column).optional()) {
            throw new IllegalStateException("column '" + columns.get(column).name() + "' has no empty cells");
        }
        empty.get(column).set(rows);
        add(0);
    }

    void endRow() {
        column = 0;
        rows++;
        if (rows == cells[0].length && rows < most) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = Arrays.copyOf(cells[i], Math.min(most, 2 * rows));
            }
        }
    }

    /** Takes no rows any more, and can be filled again. */
    void clear() {
        rows = 0;
        empty.forEach(BitSet::clear);
    }

    /** Rows in the order in which they are written: as they came, or those of a member together. */
    int[] order() {
        for (int i = 0; i < cells.length; i++) {
            if (columns.get(i).course() == Course.GROUPED) {
                return sorted(cells[i]);
            }
        }
        return IntStream.range(0, rows).toArray();
    }

    /** By the words of a column, and rows with the same words as they came. */
    private int[] sorted(long[] keys) {
        List<Integer> inOrder = new ArrayList<>(numbers.values());
        inOrder.sort(Comparator.comparing(words::get));
        int[] place = new int[words.size()];
        for (int i = 0; i < place.length; i++) {
            place[inOrder.get(i)] = i;
        }
        int[] next = new int[place.length + 1];
        for (int row = 0; row < rows; row++) {
            next[place[(int) keys[row]] + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            order[next[place[(int) keys[row]]]++] = row;
        }
        return order;
    }

    /** Gives all cells of a column to the writer. */
    void write(int number, int[] order, ChunkWriter chunk) throws IOException {
        long[] values = cells[number];
        var missing = empty.get(number);
        var kind = columns.get(number).kind();
        for (int row : order) {
            if (missing.get(row)) {
                chunk.addNone();
            } else if (kind == Kind.WORDS) {
                chunk.add(utf8.get((int) values[row]));
            } else if (kind == Kind.FLAG) {
                chunk.add(values[row] == 1);
            } else {
                chunk.add(values[row]);
            }
        }
        chunk.endPage();
    }
}
