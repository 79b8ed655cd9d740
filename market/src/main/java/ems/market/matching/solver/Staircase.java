package ems.market.matching.solver;

import java.util.Arrays;

/**
 * Prices that are nearly optimal, found without looking at any flow.
 *
 * <p>In the plane of (distance on the producers' line, distance on the consumers' line), EVs are points, and the EVs that serve
 * producers are parted from the others by a rising staircase: the points where both prices are equal. Along it either
 * both prices rise with the distance (a diagonal step) or one of them stays level. The dual problem is to choose the staircase
 * from the hub to the far corner whose diagonal steps earn most: a step at (s, t) earns the prosumers that want more than
 * s or t, less the EVs that could serve them, counting once the EVs that could serve either side. On the far borders, where
 * one line has ended, a level step may rise as well if the other line is short of EVs.
 *
 * <p>That is a dynamic programme over a grid. A coarse grid is searched whole, then grids of half the cell's size are searched near
 * the staircase found before, until a cell holds about one prosumer or EV.
 */
final class Staircase {

    private static final byte DIAGONAL = 0;
    private static final byte ALONG_PRODUCERS = 1;
    private static final byte ALONG_CONSUMERS = 2;
    private static final int CELLS_OF_FIRST_GRID = 64;
    private static final int MOST_CELLS = 1 << 21;
    /** Cells to look at beyond those of the staircase before, on either side. */
    private static final int BAND = 2;

    private final TwoLines lines;

    private Staircase(TwoLines lines) {
        this.lines = lines;
    }

    static void setPrices(TwoLines lines) {
        new Staircase(lines).setPrices();
    }

    private void setPrices() {
        long greatest = Math.max(farthest(lines.producers), farthest(lines.consumers));
        int cells = cellsOfTheFinestGrid();
        long finest = Math.max(1, greatest / cells);
        long cell = finest;
        while (greatest / cell > CELLS_OF_FIRST_GRID) {
            cell *= 2;
        }
        Grid grid = new Grid(cell);
        grid.searchWhole();
        while (cell > finest) {
            Stopped.refuseIfInterrupted();
            cell /= 2;
            var finer = new Grid(cell);
            finer.searchNear(grid);
            grid = finer;
        }
        grid.setPrices();
    }

    private int cellsOfTheFinestGrid() {
        int cells = CELLS_OF_FIRST_GRID;
        while (cells < lines.nodes && cells < MOST_CELLS) {
            cells *= 2;
        }
        return cells;
    }

    private static long farthest(Line line) {
        return line.amount[line.last()];
    }

    /** One grid with its cell's size in mJ; row s and column t are cells on the producers' and the consumers' line. */
    private final class Grid {

        private final long cell;
        private final int rows;
        private final int columns;
        private final int[] producersShort;
        private final int[] consumersShort;
        private int[] from;
        private int[] to;
        /** First and last column of the best staircase in each row. */
        private final int[] first;

        private final int[] last;
        private final boolean[] producersRise;
        private final boolean[] consumersRise;

        Grid(long cell) {
            this.cell = cell;
            this.rows = cells(farthest(lines.producers));
            this.columns = cells(farthest(lines.consumers));
            this.producersShort = shortage(lines.producers, rows, lines.types.room);
            this.consumersShort = shortage(lines.consumers, columns, lines.types.available);
            this.first = new int[rows + 1];
            this.last = new int[rows + 1];
            this.producersRise = new boolean[rows + 1];
            this.consumersRise = new boolean[columns + 1];
        }

        private int cells(long amount) {
            return (int) ((amount + cell - 1) / cell);
        }

        private int nearestCell(long amount) {
            return (int) ((amount + cell / 2) / cell);
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
            from = new int[rows + 1];
            to = new int[rows + 1];
            Arrays.fill(to, columns);
            search();
        }

        void searchNear(Grid coarser) {
            from = new int[rows + 1];
            to = new int[rows + 1];
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
            var both = new VehiclesBeyond(widest);
            long[] before = new long[widest];
            long[] best = new long[widest];
            for (int s = 0; s <= rows; s++) {
                both.enterRow(s);
                searchRow(s, before, best, both.count, steps, startOfRow[s]);
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
                long earned = s == 0 && t == 0 ? 0 : Long.MIN_VALUE;
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
            long price = 0;
            for (int place = 1; place <= line.last(); place++) {
                int upTo = (int) (line.amount[place] / cell);
                for (; k < upTo; k++) {
                    price += rises[k] ? cell : 0;
                }
                lines.price[offset + place] = price + (rises[k] ? line.amount[place] % cell : 0);
            }
        }

        /** Counts, row by row, the EVs that are at least that far from the hub on both lines. */
        private final class VehiclesBeyond {

            /** For each column of the row, from its first one on. */
            private final int[] count;

            private final int[] atColumn = new int[columns + 1];
            private int nextType;
            /** Those beyond the row's last column. */
            private int behind;

            private int end = columns;

            VehiclesBeyond(int widest) {
                this.count = new int[widest];
                for (int type = 0; type < lines.types.count; type++) {
                    atColumn[column(type)] += lines.types.size[type];
                }
                for (; end > to[0]; end--) {
                    behind += atColumn[end];
                }
            }

            private int column(int type) {
                return nearestCell(lines.consumers.amount[lines.types.available[type]]);
            }

            private int row(int type) {
                return nearestCell(lines.producers.amount[lines.types.room[type]]);
            }

            void enterRow(int s) {
                for (; nextType < lines.types.count && row(nextType) < s; nextType++) {
                    int column = column(nextType);
                    atColumn[column] -= lines.types.size[nextType];
                    behind -= column > end ? lines.types.size[nextType] : 0;
                }
                for (; end < to[s]; end++) {
                    behind -= atColumn[end + 1];
                }
                int beyond = behind;
                for (int t = to[s]; t >= from[s]; t--) {
                    beyond += atColumn[t];
                    count[t - from[s]] = beyond;
                }
            }
        }
    }
}
