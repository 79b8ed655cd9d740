package ems.routes.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import ems.market.party.GridId;
import ems.market.telemetry.MeterReading;
import ems.routes.Database;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.PaperBids;
import ems.routes.PaperExchanges;
import ems.routes.PaperForecasts;
import ems.routes.TestClock;
import ems.routes.store.JdbcDeadLetters;
import ems.routes.store.JdbcTelemetry;

import static ems.routes.Grid.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent in whatever order and pieces: each message is accepted, repeated or a dead letter. */
class NothingIsLostTest {

    private static final DataSource DATABASE = Database.inMemory();
    private static int grids;

    @Property(tries = 100)
    void everyMessageIsAcceptedRepeatedOrADeadLetter(
            @ForAll @Size(max = 8) List<@Size(max = 8) List<@IntRange(min = -3, max = 12) Integer>> bodies) {
        var grid = new GridId("grid-" + grids++);
        var telemetry = new JdbcTelemetry(DATABASE, grid);
        var letters = JdbcDeadLetters.of(DATABASE, grid);
        var intake = new GridIntake(
                new Plausibility(Grid.MEMBERS, Doors.AHEAD, Doors.GRACE),
                telemetry,
                letters,
                new BidIntake(Grid.ID, new PaperBids()),
                new ForecastIntake(new PaperForecasts()),
                new ExchangeIntake(new PaperExchanges()),
                new TestClock(NOON));
        var now = NOON.plusSeconds(65);
        Map<String, Long> counted = new HashMap<>();
        Set<MeterReading> accepted = new HashSet<>();
        int sent = 0;
        for (List<Integer> body : bodies) {
            List<MeterReading> readings = new ArrayList<>();
            body.forEach(sample -> readings.add(Grid.reading(Grid.L1, NOON.plusSeconds(10L * sample))));
            sent += readings.size();
            var receipt = intake.takeReadings(new IncomingMessage(
                    "test", intake, now, ReadingMessages.json(readings).getBytes(UTF_8)));
            receipt.keepLetters();
            counted.merge("accepted", receipt.accepted(), Long::sum);
            counted.merge("repeated", receipt.repeated(), Long::sum);
            readings.stream()
                    .filter(reading -> telemetry.has(reading.prosumer(), reading.at()))
                    .forEach(accepted::add);
        }
        long acceptedCount = counted.getOrDefault("accepted", 0L);
        assertThat(acceptedCount + counted.getOrDefault("repeated", 0L) + letters.count())
                .isEqualTo(sent);
        assertThat(acceptedCount).isEqualTo(accepted.size());
        accepted.forEach(reading ->
                assertThat(telemetry.metered(reading.prosumer(), reading.at())).contains(reading.perSample()));
    }
}
