package ems.routes.wiring;

import java.util.List;
import java.util.stream.Collectors;

/** A wiring table that is not sound is refused as a whole, with all its faults. */
public final class WiringRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<WiringFault> faults;

    WiringRefused(List<WiringFault> faults) {
        super(faults.stream().map(WiringFault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<WiringFault> faults() {
        return faults;
    }
}
