package ems.routes.clock;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A route is woken again and again, and stays awake when it fails. */
class EveryComponentTest {

    @Test
    void a_route_that_fails_is_woken_again() throws Exception {
        var woken = new CountDownLatch(3);
        try (var camel = new DefaultCamelContext()) {
            camel.addRoutes(every("every:test?period=1", () -> {
                woken.countDown();
                throw new IllegalStateException("the database is away");
            }));
            camel.start();
            assertThat(woken.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void a_period_is_asked_for() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            camel.addRoutes(every("every:test", () -> {}));
            assertThatThrownBy(camel::start).hasStackTraceContaining("names no period above 0, such as 10s");
        }
    }

    @Test
    void a_route_that_never_ran_stops_without_a_word() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            camel.setAutoStartup(false);
            camel.addRoutes(every("every:test?period=1", () -> {}));
            camel.start();
            assertThat(camel.getRoutes())
                    .singleElement()
                    .satisfies(
                            route -> assertThatCode(route.getConsumer()::stop).doesNotThrowAnyException());
        }
    }

    private static RouteBuilder every(String uri, Runnable work) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                EveryComponent.in(getContext());
                from(uri).errorHandler(noErrorHandler()).process(exchange -> work.run());
            }
        };
    }
}
