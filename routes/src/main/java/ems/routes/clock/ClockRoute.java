package ems.routes.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Ticks the periods once in each whole second, as soon as the clock has passed it. One thread ticks: a slow tick delays
 * the next one, and the seconds it covers are left out rather than made up for. Study time does not come this way.
 *
 * <p>Properties: {@code ems.clock.enabled} (true or false); {@code ems.clock.resolution}, how often it looks at the
 * clock, in milliseconds, and so the most that a tick comes after its second.
 */
@Singleton
public final class ClockRoute extends RouteBuilder {

    static final String TICK = "direct:clock-tick";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PeriodClock periods;
    private final Clock clock;
    private final PassedBorders seconds = new PassedBorders(SECOND, 1);

    @Inject
    public ClockRoute(PeriodClock periods, Clock clock) {
        this.periods = periods;
        this.clock = clock;
    }

    @Override
    public void configure() {
        EveryComponent.in(getContext());
        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "the clock's tick failed, the next one tries again: ${exception.message}");

        from("every:clock?period={{ems.clock.resolution:250}}")
                .routeId("clock")
                .description("Looks at the clock several times a second")
                .autoStartup("{{ems.clock.enabled:true}}")
                .to(TICK);

        from(TICK)
                .routeId("clock-tick")
                .description("Closes the periods that have ended and starts the one that begins")
                .split()
                .exchange(exchange -> due(clock.instant()))
                .process(exchange -> periods.tick(exchange.getMessage().getBody(Instant.class)));
    }

    /** The instant itself once in its second, nothing the other times. */
    private List<Instant> due(Instant now) {
        return seconds.upTo(now).isEmpty() ? List.of() : List.of(now);
    }
}
