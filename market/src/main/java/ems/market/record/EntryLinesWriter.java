package ems.market.record;

import java.util.List;

/** Writes the lines of one block after the other into the same memory. Not thread-safe. */
public final class EntryLinesWriter {

    /** Bytes of the lines of most blocks. */
    private static final int ROOM = 1 << 16;

    private final EntryWriter lines;

    public EntryLinesWriter() {
        this(ROOM);
    }

    /** @param room how many bytes there may be */
    EntryLinesWriter(int room) {
        lines = new EntryWriter(room);
    }

    /** The lines of these entries, which are gone as soon as the next ones are written. */
    public EntryLines write(List<? extends Entry> entries) {
        lines.startOver();
        int[] ends = new int[entries.size()];
        int line = 0;
        for (Entry entry : entries) {
            entry.writeTo(lines.begin(entry.kind().word()));
            ends[line++] = lines.end();
        }
        return new EntryLines(lines.bytes(), ends);
    }
}
