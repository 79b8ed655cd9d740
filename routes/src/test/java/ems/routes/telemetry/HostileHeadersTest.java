package ems.routes.telemetry;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.PaperBids;
import ems.routes.PaperExchanges;
import ems.routes.PaperForecasts;
import ems.routes.TestClock;
import ems.routes.store.MemoryDeadLetters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@link HttpDoor} lets through of an exchange, whatever filter stands before it. */
class HostileHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelExecCommandExecutable",
                "CAmelExecCommandExecutable",
                "camelFileName",
                "CAMELSQLQUERY",
                "CamelHttpResponseCode",
                "camelhttpresponsecode",
                "x-harmless"
            })
    void aHeaderEndsAtTheDoor(String header) {
        assertThat(received(header, "200").getMessage().getHeaders()).isEmpty();
    }

    @Property(tries = 200)
    void inAnyLetterCase(@ForAll long cases) {
        var header = new StringBuilder("camelexeccommandexecutable");
        for (int i = 0; i < header.length(); i++) {
            if ((cases >> i & 1) == 1) {
                header.setCharAt(
                        i, header.substring(i, i + 1).toUpperCase(Locale.ROOT).charAt(0));
            }
        }
        assertThat(received(header.toString(), "/bin/sh").getMessage().getHeaders())
                .isEmpty();
    }

    private static Exchange received(String header, Object value) {
        try (var context = new DefaultCamelContext()) {
            var grids = new OpenGrids(new MemoryDeadLetters());
            var box = new MemoryDeadLetters();
            var plausibility = new Plausibility(Grid.MEMBERS, Doors.AHEAD, Doors.GRACE);
            var bids = new BidIntake(Grid.ID, new PaperBids());
            var forecasts = new ForecastIntake(new PaperForecasts());
            var exchanges = new ExchangeIntake(new PaperExchanges());
            grids.open(
                    Grid.ID,
                    new GridIntake(plausibility, null, box, bids, forecasts, exchanges, new TestClock(Grid.NOON)));
            var exchange = new DefaultExchange(context);
            exchange.getMessage().setHeader("grid", Grid.ID.text());
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            exchange.getMessage().setHeader(header, value);
            exchange.getMessage().setBody("{}".getBytes(UTF_8));
            var clock = new TestClock(Instant.EPOCH);
            new HttpDoor("test", grids, clock).receive(exchange);
            assertThat(exchange.getMessage().getBody()).isInstanceOf(IncomingMessage.class);
            return exchange;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
