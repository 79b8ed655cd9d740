package ems.market.matching.solver;

/** Counts, row by row of a grid, the EVs that are at least that far from the hub on both lines. */
final class VehiclesBeyond {

    private final TwoLines lines;
    private final int bits;
    private final int[] from;
    private final int[] to;
    /** For each column of the row, from its first one on. */
    private final int[] atOrBeyond;

    private final int[] atColumn;
    private int nextType;
    /** The row's last column, and how many EVs are beyond it. */
    private int end;

    private int behind;

    /**
     * @param bits a cell holds 2 to this power mJ
     * @param from first column of each row
     * @param to last column of each row; neither ever falls
     */
    VehiclesBeyond(TwoLines lines, int bits, int[] from, int[] to) {
        this.lines = lines;
        this.bits = bits;
        this.from = from;
        this.to = to;
        int widest = 0;
        for (int s = 0; s < to.length; s++) {
            widest = Math.max(widest, to[s] - from[s] + 1);
        }
        this.atOrBeyond = new int[widest];
        this.atColumn = new int[to[to.length - 1] + 1];
        for (int type = 0; type < lines.types.count; type++) {
            atColumn[column(type)] += lines.types.size[type];
        }
        for (end = atColumn.length - 1; end > to[0]; end--) {
            behind += atColumn[end];
        }
    }

    private int row(int type) {
        return StaircaseGrid.nearestCell(lines.producers.amount[lines.types.room[type]], bits);
    }

    private int column(int type) {
        return StaircaseGrid.nearestCell(lines.consumers.amount[lines.types.available[type]], bits);
    }

    /** Rows are entered one after the other. */
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
            atOrBeyond[t - from[s]] = beyond;
        }
    }

    int[] atOrBeyond() {
        return atOrBeyond;
    }
}
