package ems.rules.table;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one file, so that an analyst sees all of them at once. */
final class Inspection {

    private final String file;
    private final Origin origin;
    private final List<Fault> faults = new ArrayList<>();

    Inspection(String file, Origin origin) {
        this.file = file;
        this.origin = origin;
    }

    void fault(int row, String column, String reason) {
        faults.add(new Fault(file, row, column, reason));
    }

    /** A fault, unless the table was active before. Returns whether it was noted. */
    boolean doubt(int row, String column, String reason) {
        if (origin.isDoubted()) {
            fault(row, column, reason);
        }
        return origin.isDoubted();
    }

    void fault(String reason) {
        fault(0, "", reason);
    }

    /** How many faults were found so far. */
    int count() {
        return faults.size();
    }

    /** @throws TablesRefused if anything was found so far */
    void end() {
        if (!faults.isEmpty()) {
            throw new TablesRefused(faults);
        }
    }
}
