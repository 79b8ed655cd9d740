package ems.routes.store;

import java.time.Clock;
import java.time.Duration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Forgets old messages once an hour.
 *
 * <p>Properties: {@code ems.inbox.pruned} (true or false); {@code ems.inbox.kept-days}, age in days from which messages
 * and dead letters are forgotten.
 */
@Singleton
public final class PruningRoute extends RouteBuilder {

    static final String PRUNE = "direct:prune-inbox";

    private final PruneInbox inbox;
    private final Clock clock;

    @Inject
    public PruningRoute(PruneInbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public void configure() throws Exception {
        var kept =
                Duration.ofDays(Long.parseLong(getContext().resolvePropertyPlaceholders("{{ems.inbox.kept-days:35}}")));

        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.WARN, "old messages could not be forgotten: ${exception.message}");

        from("timer:prune-inbox?period=1h&includeMetadata=false")
                .routeId("prune-inbox-timer")
                .description("Wakes the pruning of old messages")
                .autoStartup("{{ems.inbox.pruned:true}}")
                .to(PRUNE);

        from(PRUNE)
                .routeId("prune-inbox")
                .description("Forgets old messages and dead letters")
                .process(exchange -> inbox.olderThan(clock.instant().minus(kept)));
    }
}
