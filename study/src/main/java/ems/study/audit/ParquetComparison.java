package ems.study.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import ems.study.parquet.ParquetCells;
import ems.study.parquet.ParquetFile;

/** Names the first cell in which two Parquet files differ. */
final class ParquetComparison {

    private final String name;
    private final ParquetFile derived;
    /** In the row groups before. */
    private long rows;

    private ParquetComparison(String name, ParquetFile derived) {
        this.name = name;
        this.derived = derived;
    }

    /** @param found not the same bytes as the one that should be there */
    static Difference of(String name, Path found, Path derived) throws IOException {
        try (var right = ParquetFile.open(derived)) {
            return new ParquetComparison(name, right).with(found);
        }
    }

    /** Whatever was done to the file: if it cannot be read, that is what is wrong with it. */
    private Difference with(Path found) {
        try (var file = ParquetFile.open(found)) {
            return with(file);
        } catch (IOException | RuntimeException broken) {
            return new Difference(name, rowsBefore(), "it cannot be read as Parquet: " + broken.getMessage());
        }
    }

    private String rowsBefore() {
        return rows == 0 ? "" : "after row " + rows;
    }

    private Difference with(ParquetFile found) throws IOException {
        if (!found.description().equals(derived.description())) {
            return new Difference(name, "", "its columns or units are others");
        }
        int groups = Math.max(found.groups(), derived.groups());
        for (int group = 0; group < groups; group++) {
            var difference = difference(found, group);
            if (difference.isPresent()) {
                return difference.get();
            }
        }
        return new Difference(name, "", "the cells are right, but written in another way");
    }

    private Optional<Difference> difference(ParquetFile found, int group) throws IOException {
        if (group >= found.groups()) {
            return Optional.of(missing(0));
        }
        if (group >= derived.groups()) {
            return Optional.of(tooMany(0));
        }
        Optional<Difference> first = Optional.empty();
        int before = Integer.MAX_VALUE;
        int common = 0;
        int there = 0;
        int right = 0;
        for (int column = 0; column < derived.columns().size(); column++) {
            var theirs = found.cells(group, column);
            var ours = derived.cells(group, column);
            there = theirs.rows();
            right = ours.rows();
            common = Math.min(there, right);
            int row = firstDifference(theirs, ours, Math.min(common, before));
            if (row < Math.min(common, before)) {
                before = row;
                first = Optional.of(new Difference(
                        name,
                        "row " + (rows + row + 1) + ", column '"
                                + derived.columns().get(column) + "'",
                        FileComparison.differs(theirs.text(row), ours.text(row))));
            }
        }
        if (first.isEmpty() && there != right) {
            return Optional.of(there < right ? missing(common) : tooMany(common));
        }
        rows += common;
        return first;
    }

    private static int firstDifference(ParquetCells theirs, ParquetCells ours, int rows) {
        int row = 0;
        while (row < rows && theirs.text(row).equals(ours.text(row))) {
            row++;
        }
        return row;
    }

    private Difference missing(int after) {
        return new Difference(name, "row " + (rows + after + 1), "it is missing");
    }

    private Difference tooMany(int after) {
        return new Difference(name, "row " + (rows + after + 1), "the ledger gives no such row");
    }
}
