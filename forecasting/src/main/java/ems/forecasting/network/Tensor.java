package ems.forecasting.network;

/**
 * A matrix or, with one column, a vector among the parameters, as PyTorch shapes it. The network holds it the other way
 * round, {@code (columns,rows)}, so that its inner loops run along memory.
 *
 * @param offset of its first element among the parameters
 */
public record Tensor(String name, int offset, int rows, int columns) {

    public int size() {
        return rows * columns;
    }

    public boolean isVector() {
        return columns == 1;
    }

    /** Index among the parameters of the element that PyTorch has at (row, column). */
    public int index(int row, int column) {
        return offset + column * rows + row;
    }
}
