package ems.processes.agent;

import java.io.IOException;
import java.util.List;

import ems.market.telemetry.MeterReading;

/** The meter of an agent's home, which nobody else needs to see. */
public interface HomeMeter {

    /** What it has measured since it was asked last, oldest first; when it is asked first, all that it remembers. */
    List<MeterReading> news() throws IOException;
}
