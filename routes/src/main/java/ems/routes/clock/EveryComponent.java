package ems.routes.clock;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a route again and again, each time so long after it was through: {@code every:NAME?period=10s}. It goes by the time
 * that passes. Camel's timer goes by the machine's clock, and does nothing for an hour if that is set back by an hour.
 */
public final class EveryComponent extends DefaultComponent {

    private static final String NAME = "every";
    private static final long FIRST_AFTER_MILLIS = 1_000;

    /** Makes it known; once is enough. */
    public static void in(CamelContext camel) {
        if (camel.hasComponent(NAME) == null) {
            camel.addComponent(NAME, new EveryComponent());
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        var period = getAndRemoveParameter(parameters, "period", Duration.class);
        if (period == null || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("'" + uri + "' names no period above 0, such as 10s");
        }
        return new Every(uri, this, name, period);
    }

    private static final class Every extends DefaultEndpoint {

        private final String name;
        private final Duration period;

        Every(String uri, Component component, String name, Duration period) {
            super(uri, component);
            this.name = name;
            this.period = period;
        }

        @Override
        public Consumer createConsumer(Processor route) {
            return new Wakening(this, route);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("'" + getEndpointUri() + "' takes nothing: it wakes a route");
        }
    }

    private static final class Wakening extends DefaultConsumer {

        private final Every every;
        private @Nullable ScheduledExecutorService thread;

        Wakening(Every every, Processor route) {
            super(every, route);
            this.every = every;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            long millis = every.period.toMillis();
            thread = threads().newSingleThreadScheduledExecutor(this, every.name);
            thread.scheduleWithFixedDelay(
                    this::wake, Math.min(millis, FIRST_AFTER_MILLIS), millis, TimeUnit.MILLISECONDS);
        }

        /** Whatever is thrown ends here: a scheduled task that throws is never run again. */
        private void wake() {
            var exchange = createExchange(false);
            try {
                getProcessor().process(exchange);
            } catch (Throwable trouble) {
                exchange.setException(trouble);
            }
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("the route failed", exchange, exchange.getException());
            }
            releaseExchange(exchange, false);
        }

        /** A route that was never started is stopped too. */
        @Override
        protected void doStop() throws Exception {
            if (thread != null) {
                threads().shutdownGraceful(thread);
            }
            super.doStop();
        }

        private ExecutorServiceManager threads() {
            return getEndpoint().getCamelContext().getExecutorServiceManager();
        }
    }
}
