package ems.market.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of entries as they are hashed and filed: in UTF-8, one after the other, each with its end. */
public final class EntryLines {

    public static final EntryLines NONE = new EntryLines(new byte[0], new int[0]);

    /** As long as a usual line. */
    private static final int ONE_LINE = 64;

    private final byte[] bytes;
    private final int[] ends;

    /**
     * @param bytes the lines, and maybe more behind them
     * @param ends the place of each line's end
     */
    EntryLines(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    public static EntryLines of(List<? extends Entry> entries) {
        return new EntryLinesWriter(ONE_LINE * entries.size()).write(entries);
    }

    /** @param lines without their ends */
    public static EntryLines ofTexts(List<String> lines) {
        int[] ends = new int[lines.size()];
        byte[] bytes = (String.join("\n", lines) + '\n').getBytes(StandardCharsets.UTF_8);
        int end = 0;
        for (int line = 0; line < ends.length; line++) {
            while (bytes[end] != '\n') {
                end++;
            }
            ends[line] = end++;
        }
        return new EntryLines(bytes, ends);
    }

    public int size() {
        return ends.length;
    }

    /** All lines, and maybe more behind them: see {@link #start} and {@link #end}. Do not change them. */
    public byte[] bytes() {
        return bytes;
    }

    /** Place of the line's first byte. */
    public int start(int line) {
        return line == 0 ? 0 : ends[line - 1] + 1;
    }

    /** Place of the line's end, which is not hashed. */
    public int end(int line) {
        return ends[line];
    }

    /** Each line for itself, without its end. */
    public List<byte[]> toList() {
        List<byte[]> lines = new ArrayList<>(size());
        for (int line = 0; line < size(); line++) {
            lines.add(Arrays.copyOfRange(bytes, start(line), end(line)));
        }
        return lines;
    }

    /** Writes all lines, each with its end. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, start(size()));
    }
}
