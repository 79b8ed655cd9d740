package ems.routes.table;

import java.util.List;
import java.util.stream.Collectors;

/** A table that is not sound, with all its faults. */
public final class TableRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<TableFault> faults;

    TableRefused(List<TableFault> faults) {
        super(faults.stream().map(TableFault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<TableFault> faults() {
        return faults;
    }
}
