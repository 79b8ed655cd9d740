package ems.market.matching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.fixture.Bids;
import ems.market.fixture.MeasuredData;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.HorizonPrice;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Five measured homes through a summer week, whose forecasts come true, beside cars of 8.35 kWh that never leave and are full at the start. The
 * figures are those of a simulator that was written apart from this market, in floating point.
 */
class MeasuredWeekUnderAPriceTest {

    private static final String FILE = "prosumers_week_1min.csv.gz";
    private static final int DAY = 1_440;
    private static final long WINDOW = 30_060_000_000L;
    private static final double MILLIJOULES = 3.6e9;

    /** Net energy of each home in each minute, mJ. */
    private static final List<long[]> MINUTES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        var file = MeasuredData.folderOf(FILE).resolve(FILE);
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            lines.readLine();
            lines.lines().map(MeasuredWeekUnderAPriceTest::minute).forEach(MINUTES::add);
        }
    }

    private static long[] minute(String line) {
        String[] cells = line.split(",");
        long[] nets = new long[(cells.length - 1) / 2];
        for (int home = 0; home < nets.length; home++) {
            var kilowatts = new BigDecimal(cells[1 + 2 * home]).subtract(new BigDecimal(cells[2 + 2 * home]));
            nets[home] = kilowatts.multiply(BigDecimal.valueOf(60_000_000)).longValueExact();
        }
        return nets;
    }

    /** What all cars together stored and released, kWh. */
    private record Traded(double stored, double released) {

        double energy() {
            return stored + released;
        }
    }

    private static Traded traded(
            List<long[]> minutes, int cars, TradingPartners partners, Optional<HorizonPrice> price) {
        long[] held = new long[cars];
        Arrays.fill(held, WINDOW);
        long stored = 0;
        long released = 0;
        for (long[] nets : minutes) {
            List<ProsumerBid> homes = new ArrayList<>();
            for (int home = 0; home < nets.length; home++) {
                homes.add(Bids.net("L" + home, nets[home]));
            }
            List<VehicleBid> fleet = new ArrayList<>();
            for (int car = 0; car < cars; car++) {
                fleet.add(Bids.vehicle("EV" + car, WINDOW - held[car], held[car]));
            }
            var problem = new MatchingProblem(homes, fleet, partners, price);
            for (Pairing pair : new OptimalMatcher().match(problem).pairs()) {
                int car = Integer.parseInt(pair.vehicle().vehicle().text().substring(2));
                long moved = pair.forecastEnergy().millijoules();
                boolean stores = pair.flow() == Flow.STORED;
                stored += stores ? moved : 0;
                released += stores ? 0 : moved;
                held[car] += stores ? moved : -moved;
            }
        }
        return new Traded(stored / MILLIJOULES, released / MILLIJOULES);
    }

    private static Traded ofOneCar(int firstDay, int days, int perMille) {
        return traded(
                MINUTES.subList(firstDay * DAY, (firstDay + days) * DAY),
                1,
                TradingPartners.EVERYONE_WITH_EVERYONE,
                Optional.of(new HorizonPrice(perMille)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 500, 20.823467",
        "1, 1, 900, 21.996862",
        "1, 1, 950, 19.728957",
        "4, 1, 0, 18.669700",
        "4, 1, 500, 24.647640",
        "4, 1, 900, 21.386230",
        "0, 7, 500, 101.946137",
        "0, 7, 900, 108.862833",
        "0, 7, 950, 108.403670",
        "0, 7, -500, 58.637937"
    })
    void oneCarTradesAsMuchAsComputedElsewhere(int firstDay, int days, int perMille, double energy) {
        assertThat(ofOneCar(firstDay, days, perMille).energy()).isEqualTo(energy, within(0.01));
    }

    /** A minute in which two homes would be worth the same, and the car nearly empty, is decided the other way here. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0, 16.900157", "0, 7, 0, 80.865297", "0, 7, 250, 92.578177"})
    void aTieOfTwoHomesMoves20WattHours(int firstDay, int days, int perMille, double energy) {
        assertThat(ofOneCar(firstDay, days, perMille).energy()).isEqualTo(energy, within(0.03));
    }

    /** What is saved is the grid's spread for each kWh stored: 23.09 p x 36.257648 = 837.19 p without a price. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 4.275078",
        "1, 1, 500, 6.236733",
        "1, 1, 900, 6.856463",
        "4, 1, 500, 8.148820",
        "0, 7, 0, 36.257648",
        "0, 7, 500, 46.798068",
        "0, 7, 900, 50.256417"
    })
    void oneCarStoresAsMuchAsComputedElsewhere(int firstDay, int days, int perMille, double stored) {
        assertThat(ofOneCar(firstDay, days, perMille).stored()).isEqualTo(stored, within(0.01));
    }

    /** A home with a car of its own has nothing to choose. */
    @ParameterizedTest
    @CsvSource({"0", "950", "-500"})
    void noPriceChangesIsolatedPairs(int perMille) {
        Map<ProsumerId, VehicleId> own = new HashMap<>();
        for (int home = 0; home < MINUTES.get(0).length; home++) {
            own.put(new ProsumerId("L" + home), new VehicleId("EV" + home));
        }
        var traded = traded(MINUTES, own.size(), TradingPartners.own(own), Optional.of(new HorizonPrice(perMille)));
        assertThat(traded.energy()).isEqualTo(150.954, within(0.001));
    }

    @Test
    void aPriceOfNothingTradesAsNoneDoes() {
        var day = MINUTES.subList(0, DAY);
        assertThat(traded(day, 3, TradingPartners.EVERYONE_WITH_EVERYONE, Optional.of(HorizonPrice.ZERO)))
                .isEqualTo(traded(day, 3, TradingPartners.EVERYONE_WITH_EVERYONE, Optional.empty()));
    }
}
