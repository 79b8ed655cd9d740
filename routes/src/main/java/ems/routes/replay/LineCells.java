package ems.routes.replay;

import java.util.Arrays;
import java.util.List;

/**
 * The cells of one line as places in its text. Files have a hundred million of them and most are numbers: those are read where
 * they stand.
 */
final class LineCells {

    private static final char QUOTE = '"';

    private final String text;
    /** For each cell, the place behind its last character; the next cell begins one further on. */
    private final int[] ends;

    private final int count;

    private LineCells(String text, int[] ends, int count) {
        this.text = text;
        this.ends = ends;
        this.count = count;
    }

    /** Whether a separator always ends a cell in this line. */
    static boolean isPlain(String line) {
        return line.indexOf(QUOTE) < 0 && line.indexOf('\r') < 0;
    }

    /** @param usually so many cells are expected */
    static LineCells ofPlain(String line, char separator, int usually) {
        int[] ends = new int[usually];
        int count = 0;
        for (int from = 0; from <= line.length(); from = ends[count - 1] + 1) {
            ends = count == ends.length ? Arrays.copyOf(ends, 2 * count + 1) : ends;
            int end = line.indexOf(separator, from);
            ends[count++] = end < 0 ? line.length() : end;
        }
        return new LineCells(line, ends, count);
    }

    static LineCells of(List<String> cells) {
        int[] ends = new int[cells.size()];
        int end = -1;
        for (int i = 0; i < ends.length; i++) {
            end += 1 + cells.get(i).length();
            ends[i] = end;
        }
        return new LineCells(String.join(" ", cells), ends, ends.length);
    }

    int count() {
        return count;
    }

    /** The text in which the cells stand. */
    String text() {
        return text;
    }

    int begin(int place) {
        return place == 0 ? 0 : ends[place - 1] + 1;
    }

    /** Behind the last character. */
    int end(int place) {
        return ends[place];
    }

    String cell(int place) {
        return text.substring(begin(place), end(place));
    }

    boolean isBlankFrom(int place) {
        for (int i = place; i < count; i++) {
            if (!cell(i).isBlank()) {
                return false;
            }
        }
        return true;
    }
}
