package ems.routes.clock;

import java.time.Instant;

/** Port: lets the periods of every grid go on. Ticks do not overlap, may come late, early or twice. */
public interface PeriodClock {

    void tick(Instant now);
}
