package ems.routes.store;

import java.time.Clock;
import java.time.Duration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import ems.routes.clock.EveryComponent;

/**
 * Forgets old messages once an hour.
 *
 * <p>Properties: {@code ems.inbox.pruned} (true or false); {@code ems.inbox.kept-days}, age in days from which messages are
 * forgotten: the models of EVs look back on seven; {@code ems.dead-letters.kept-days}, the same for dead letters.
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
        EveryComponent.in(getContext());
        var kept = days("{{ems.inbox.kept-days:8}}");
        var lettersKept = days("{{ems.dead-letters.kept-days:35}}");

        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.WARN, "old messages could not be forgotten: ${exception.message}");

        from("every:prune-inbox?period=1h")
                .routeId("prune-inbox-timer")
                .description("Wakes the pruning of old messages")
                .autoStartup("{{ems.inbox.pruned:true}}")
                .to(PRUNE);

        from(PRUNE)
                .routeId("prune-inbox")
                .description("Forgets old messages and dead letters")
                .process(exchange -> {
                    inbox.messagesBefore(clock.instant().minus(kept));
                    inbox.deadLettersBefore(clock.instant().minus(lettersKept));
                });
    }

    private Duration days(String property) throws Exception {
        return Duration.ofDays(Long.parseLong(getContext().resolvePropertyPlaceholders(property)));
    }
}
