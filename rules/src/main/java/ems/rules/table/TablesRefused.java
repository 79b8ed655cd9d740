package ems.rules.table;

import java.util.List;
import java.util.stream.Collectors;

/** Tables that must not become active, with every fault that was found. */
public final class TablesRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    public TablesRefused(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
