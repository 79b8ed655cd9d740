package ems.routes.clock;

import java.time.Instant;

/** Port: tries the failed steps of periods again, each when its {@link RetryPolicy} allows. */
public interface RetryFailedPeriods {

    void retryDue(Instant now);
}
