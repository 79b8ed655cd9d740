package ems.routes.clock;

import java.time.Clock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Tries again what failed: steps of periods, and the publishing of blocks. Neither waits for the other.
 *
 * <p>Properties: {@code ems.retry.enabled} (true or false); {@code ems.retry.period}, time between two looks, with its
 * unit, such as {@code 10s}.
 */
@Singleton
public final class RetryRoute extends RouteBuilder {

    static final String RETRY = "direct:retry-failed-periods";
    static final String ANCHOR = "direct:anchor-pending";

    private final RetryFailedPeriods failed;
    private final AnchorPending pending;
    private final Clock clock;

    @Inject
    public RetryRoute(RetryFailedPeriods failed, AnchorPending pending, Clock clock) {
        this.failed = failed;
        this.pending = pending;
        this.clock = clock;
    }

    @Override
    public void configure() {
        EveryComponent.in(getContext());
        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.WARN, "${routeId} failed, it is tried again: ${exception.message}");

        from("every:retry?period={{ems.retry.period:10s}}")
                .routeId("retry-timer")
                .description("Wakes the retry of failed periods")
                .autoStartup("{{ems.retry.enabled:true}}")
                .to(RETRY);

        from(RETRY)
                .routeId("retry-failed-periods")
                .description("Tries the failed steps of periods again")
                .process(exchange -> failed.retryDue(clock.instant()));

        from("every:anchor?period={{ems.retry.period:10s}}")
                .routeId("anchor-timer")
                .description("Wakes the publishing of pending blocks")
                .autoStartup("{{ems.retry.enabled:true}}")
                .to(ANCHOR);

        from(ANCHOR)
                .routeId("anchor-pending")
                .description("Publishes blocks that are sealed and not yet anchored")
                .process(exchange -> pending.anchorPending());
    }
}
