package ems.rules.table;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one file, so that an analyst sees all of them at once. */
final class Inspection {

    private final String file;
    private final List<Fault> faults = new ArrayList<>();

    Inspection(String file) {
        this.file = file;
    }

    void fault(int row, String column, String reason) {
        faults.add(new Fault(file, row, column, reason));
    }

    void fault(String reason) {
        fault(0, "", reason);
    }

    /** @throws TablesRefused if anything was found so far */
    void end() {
        if (!faults.isEmpty()) {
            throw new TablesRefused(faults);
        }
    }
}
