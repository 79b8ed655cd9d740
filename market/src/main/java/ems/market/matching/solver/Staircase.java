package ems.market.matching.solver;

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
 * the staircase found before, until there are as many cells as places on the lines.
 */
final class Staircase {

    private static final int CELLS_OF_FIRST_GRID = 64;
    private static final int MOST_CELLS = 1 << 21;

    private final TwoLines lines;

    private Staircase(TwoLines lines) {
        this.lines = lines;
    }

    static void setPrices(TwoLines lines) {
        new Staircase(lines).search().setPrices();
    }

    private StaircaseGrid search() {
        long greatest = Math.max(farthest(lines.producers), farthest(lines.consumers));
        int bits = 0;
        while (greatest >>> bits > CELLS_OF_FIRST_GRID) {
            bits++;
        }
        var grid = new StaircaseGrid(lines, bits);
        grid.searchWhole();
        while (bits > 0 && greatest >>> bits < Math.min(lines.nodes, MOST_CELLS)) {
            SolverInterrupted.refuseIfInterrupted();
            bits--;
            var finer = new StaircaseGrid(lines, bits);
            finer.searchNear(grid);
            grid = finer;
        }
        return grid;
    }

    private static long farthest(Line line) {
        return line.amount[line.last()];
    }
}
