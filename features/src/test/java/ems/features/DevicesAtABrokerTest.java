package ems.features;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import de.siegmar.fastcsv.reader.CsvReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.features.Broker.Message;
import ems.features.EvPlan.Report;
import ems.features.study.EmsCommand;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each kind of device for which {@code ./ems wiring example} has a table: the bytes that it publishes, as they stand in the table, come by a
 * real broker into a settled line of the ledger. One market and one grid, whose clock goes on from kind to kind.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class DevicesAtABrokerTest {

    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final VehicleId CAR = new VehicleId("EV1");
    private static final Energy CAPACITY = Energy.ofKilowattHours("50");
    /** The table takes effect in the first minute, the second is forecast from, and the third is looked at. */
    private static final int MINUTES_EACH = 3;

    private static final int STEP_SECONDS = 10;
    private static final int GRACE_SECONDS = 2;

    private MarketDriver market;
    private Instant now = MarketTime.at("12:00");

    @TempDir
    Path folder;

    @BeforeAll
    void open() {
        RunningMarket.address();
        Broker.orSkip();
        var plan = new GridPlan();
        plan.meter(HOME);
        plan.add(EvPlan.holding(CAR, Energy.ofKilowattHours("30.5"), CAPACITY));
        market = new MarketDriver(RunningMarket.WIRED_GRID);
        market.open(plan, now);
        now = now.plusSeconds(GRACE_SECONDS);
        market.clock(now);
        market.report(Report.of(CAR, now, true));
    }

    @ParameterizedTest
    @CsvSource({
        "dsmr-reader,1234",
        "evcc,732.4",
        "home-assistant,-412.5",
        "openems,1460",
        "shelly-gen1-em,1840.25",
        "shelly-gen1-plug,-61.5",
        "shelly-gen2-3em,-820.9",
        "shelly-gen2-em,1400.5",
        "shelly-gen2-rpc,310.5",
        "tasmota-plug,-120",
        "tasmota-reading-head,1250",
        "victron,-390.5",
        "zigbee2mqtt,-62"
    })
    void what_a_home_s_device_publishes_is_settled(String kind, BigDecimal wattsToSpare) throws Exception {
        assertThat(sales(tried(kind, false, true))).containsExactly(moved(wattsToSpare));
    }

    /** It had been away before the device said that it is plugged in. */
    @ParameterizedTest
    @CsvSource({"evcc,63,false", "teslamate,71,true"})
    void a_car_s_device_lets_it_trade(String kind, int percent, boolean homePosts) throws Exception {
        market.report(Report.of(CAR, now, false));
        tick(now.plusSeconds(1));
        var period = tried(kind, homePosts, false);
        assertThat(sales(period)).isNotEmpty();
        var held =
                market.period(period).all(VehicleBid.class).get(0).inventory().energy();
        var measured = Energy.ofKilowattHours(
                CAPACITY.toKilowattHours().multiply(BigDecimal.valueOf(percent)).movePointLeft(2));
        // whole percents, which the books follow from one percent on
        assertThat(Math.abs(held.millijoules() - measured.millijoules())).isLessThan(CAPACITY.millijoules() / 100);
    }

    @Test
    void no_kind_is_left_out() throws Exception {
        var all = new EmsCommand(folder).ems("wiring", "example").lines().toList();
        var here = new TreeSet<String>();
        for (var method : DevicesAtABrokerTest.class.getDeclaredMethods()) {
            Optional.ofNullable(method.getAnnotation(CsvSource.class)).ifPresent(rows -> {
                for (String row : rows.value()) {
                    here.add(row.substring(0, row.indexOf(',')));
                }
            });
        }
        assertThat(here).containsExactlyElementsOf(new TreeSet<>(all));
    }

    /**
     * @param homePosts its readings come by HTTP
     * @param carPosts its reports come by HTTP
     * @return the period that is looked at
     */
    private MatchingPeriod tried(String kind, boolean homePosts, boolean carPosts)
            throws IOException, InterruptedException {
        var table = new EmsCommand(folder).ems("wiring", "example", kind);
        RunningMarket.rewire(table);
        var begin = MatchingPeriod.containing(now).start();
        var samples = samples(table);
        Broker.orSkip().publish(samples);
        for (int second = STEP_SECONDS; second <= MINUTES_EACH * 60; second += STEP_SECONDS) {
            tick(begin.plusSeconds(second));
            Broker.orSkip().publish(samples);
            if (homePosts) {
                postReading(now.minusSeconds(STEP_SECONDS));
            }
            if (second % 60 == 0) {
                tick(now.plusSeconds(GRACE_SECONDS));
                if (carPosts) {
                    market.report(Report.of(CAR, now, true));
                }
            }
        }
        return MatchingPeriod.containing(now).previous();
    }

    /** A home without a device of its own, where only the car's is tried. */
    private void postReading(Instant at) {
        market.reading(HOME, at, new MeterPlan.Net(Power.ofKilowatts(new BigDecimal("0.6")), Power.ZERO));
    }

    private void tick(Instant then) {
        now = then;
        market.clock(then);
    }

    private static List<Message> samples(String table) throws IOException {
        List<Message> samples = new ArrayList<>();
        try (var notes = CsvReader.builder()
                .ofCsvRecord(table.lines()
                        .filter(line -> line.startsWith("# sample,"))
                        .reduce("", (all, line) -> all + line + "\n"))) {
            notes.forEach(note -> samples.add(new Message(note.getField(1), note.getField(2))));
        }
        return samples;
    }

    private List<Moved> sales(MatchingPeriod period) {
        return market.period(period).lines().stream()
                .map(Sale::of)
                .map(Moved::of)
                .toList();
    }

    private static Moved moved(BigDecimal watts) {
        var energy = new Energy(watts.abs()
                .multiply(BigDecimal.valueOf(1_000 * MatchingPeriod.LENGTH.toSeconds()))
                .longValueExact());
        return watts.signum() > 0 ? new Moved(HOME, energy, CAR) : new Moved(CAR, energy, HOME);
    }

    /** A sale, whatever its price. */
    private record Moved(Party seller, Energy energy, Party buyer) {

        static Moved of(Sale sale) {
            return new Moved(sale.seller(), sale.energy(), sale.buyer());
        }
    }
}
