package ems.market.matching.solver;

import java.util.Arrays;

/**
 * A grid over the plane of both lines, and the best staircase through the part of it that is searched. Row s and column t are cells
 * on the producers' and the consumers' line.
 */
final class StaircaseGrid {

    private static final byte DIAGONAL = 0;
    private static final byte ALONG_PRODUCERS = 1;
    private static final byte ALONG_CONSUMERS = 2;
    /** Cells to look at beyond those of the coarser staircase, on either side. */
    private static final int BAND = 2;

    private static final long UNREACHED = Long.MIN_VALUE / 2;

    private final TwoLines lines;

    /** A cell holds 2 to this power mJ. */
    private final int bits;

    private final int rows;
    private final int columns;
    private final int[] producersShort;
    private final int[] consumersShort;
    private final int[] from;
    private final int[] to;
    /** First and last column of the best staircase in each row. */
    private final int[] first;

    private final int[] last;
    private final boolean[] producersRise;
    private final boolean[] consumersRise;

    StaircaseGrid(TwoLines lines, int bits) {
        this.lines = lines;
        this.bits = bits;
        this.rows = cells(lines.producers.amount[lines.producers.last()]);
        this.columns = cells(lines.consumers.amount[lines.consumers.last()]);
        this.producersShort = shortage(lines.producers, rows, lines.types.room);
        this.consumersShort = shortage(lines.consumers, columns, lines.types.available);
        this.from = new int[rows + 1];
        this.to = new int[rows + 1];
        this.first = new int[rows + 1];
        this.last = new int[rows + 1];
        this.producersRise = new boolean[rows + 1];
        this.consumersRise = new boolean[columns + 1];
    }

    private int cells(long amount) {
        return (int) ((amount + (1L << bits) - 1) >>> bits);
    }

    private int nearestCell(long amount) {
        return nearestCell(amount, bits);
    }

    static int nearestCell(long amount, int bits) {
        return (int) ((amount + (1L << bits >> 1)) >>> bits);
    }

    /** At each cell: how many prosumers want more than that, less the EVs that can do more than that. */
    private int[] shortage(Line line, int cells, int[] placeOfType) {
        int[] beyond = new int[cells + 1];
        for (int place = 0; place <= line.last(); place++) {
            beyond[nearestCell(line.amount[place])] += line.wishes[place];
        }
        for (int type = 0; type < lines.types.count; type++) {
            beyond[nearestCell(line.amount[placeOfType[type]])] -= lines.types.size[type];
        }
        int count = 0;
        for (int k = cells; k >= 0; k--) {
            int here = beyond[k];
            beyond[k] = count;
            count += here;
        }
        return beyond;
    }

    void searchWhole() {
        Arrays.fill(to, columns);
        search();
    }

    void searchNear(StaircaseGrid coarser) {
        for (int s = 0; s <= rows; s++) {
            from[s] = Math.max(0, 2 * coarser.first[s / 2] - BAND);
            to[s] = Math.min(columns, 2 * coarser.last[(s + 1) / 2] + BAND);
        }
        from[0] = 0;
        to[rows] = columns;
        search();
    }

    private void search() {
        int[] startOfRow = new int[rows + 2];
        int widest = 0;
        for (int s = 0; s <= rows; s++) {
            int width = to[s] - from[s] + 1;
            startOfRow[s + 1] = startOfRow[s] + width;
            widest = Math.max(widest, width);
        }
        byte[] steps = new byte[startOfRow[rows + 1]];
        var both = new VehiclesBeyond(lines, bits, from, to);
        long[] before = new long[widest];
        long[] best = new long[widest];
        for (int s = 0; s <= rows; s++) {
            both.enterRow(s);
            searchRow(s, before, best, both.atOrBeyond(), steps, startOfRow[s]);
            long[] spare = before;
            before = best;
            best = spare;
        }
        walkBack(steps, startOfRow);
    }

    /** What the best staircase to each cell of the row earns, and with which step it comes there. */
    private void searchRow(int s, long[] before, long[] best, int[] both, byte[] steps, int startOfRow) {
        int fromBefore = s == 0 ? Integer.MAX_VALUE : from[s - 1];
        int toBefore = s == 0 ? Integer.MIN_VALUE : to[s - 1];
        long shortOfRow = s == 0 ? 0 : producersShort[s - 1];
        for (int t = from[s]; t <= to[s]; t++) {
            int k = t - from[s];
            long earned = s == 0 && t == 0 ? 0 : UNREACHED;
            byte step = DIAGONAL;
            if (t > fromBefore && t - 1 <= toBefore) {
                earned = before[t - 1 - fromBefore] + shortOfRow + consumersShort[t - 1] + both[k];
            }
            if (t >= fromBefore && t <= toBefore) {
                long level = before[t - fromBefore] + (t == columns ? Math.max(0, shortOfRow) : 0);
                if (level > earned) {
                    earned = level;
                    step = ALONG_PRODUCERS;
                }
            }
            if (k > 0) {
                long level = best[k - 1] + (s == rows ? Math.max(0, consumersShort[t - 1]) : 0);
                if (level > earned) {
                    earned = level;
                    step = ALONG_CONSUMERS;
                }
            }
            best[k] = earned;
            steps[startOfRow + k] = step;
        }
    }

    private void walkBack(byte[] steps, int[] startOfRow) {
        int s = rows;
        int t = columns;
        last[s] = t;
        while (s > 0 || t > 0) {
            byte step = steps[startOfRow[s] + t - from[s]];
            if (step == ALONG_CONSUMERS) {
                t--;
                consumersRise[t] = s == rows && consumersShort[t] > 0;
                continue;
            }
            first[s] = t;
            s--;
            if (step == DIAGONAL) {
                t--;
                consumersRise[t] = true;
                producersRise[s] = true;
            } else {
                producersRise[s] = t == columns && producersShort[s] > 0;
            }
            last[s] = t;
        }
        first[0] = 0;
    }

    /** Prices at the lines' places, between the grid's lines in proportion: they stay within their bounds. */
    void setPrices() {
        setPrices(lines.producers, 0, producersRise);
        setPrices(lines.consumers, lines.lastProducer, consumersRise);
    }

    private void setPrices(Line line, int offset, boolean[] rises) {
        int k = 0;
        long cell = 1L << bits;
        long price = 0;
        for (int place = 1; place <= line.last(); place++) {
            int upTo = (int) (line.amount[place] >>> bits);
            for (; k < upTo; k++) {
                price += rises[k] ? cell : 0;
            }
            lines.price[offset + place] = price + (rises[k] ? line.amount[place] & cell - 1 : 0);
        }
    }
}
