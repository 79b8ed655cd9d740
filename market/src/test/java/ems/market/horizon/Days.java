package ems.market.horizon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import ems.market.fixture.MeasuredData;
import ems.market.fixture.PaperGrid;
import ems.market.party.FleetFill;
import ems.market.quantity.Energy;

/** Days of homes beside EVs that are always plugged in, full at the start. */
final class Days {

    /** The paper's window, 8.35 kWh. */
    static final long WINDOW = Energy.ofKilowattHours("8.35").millijoules();

    static final LocalDate FIRST = LocalDate.of(2019, 8, 4);

    private static final String WEEK = "prosumers_week_1min.csv.gz";
    private static final int HOMES_OF_THE_WEEK = 5;

    private Days() {}

    /** @param nets of the homes by minute of the day, mJ, below 0 a demand */
    static PastDay of(LocalDate date, int vehicles, IntFunction<long[]> nets) {
        return of(date, vehicles, WINDOW, nets);
    }

    static PastDay of(LocalDate date, int vehicles, long window, IntFunction<long[]> nets) {
        return new PastDay(
                date,
                IntStream.range(0, PastDay.MINUTES)
                        .mapToObj(minute -> minute(nets.apply(minute), vehicles, window))
                        .toList());
    }

    static PastMinute minute(long[] nets, int vehicles, long window) {
        return PastMinute.of(
                Arrays.stream(nets).filter(net -> net > 0).toArray(),
                Arrays.stream(nets).filter(net -> net < 0).map(net -> -net).toArray(),
                vehicles,
                full(vehicles, window),
                PaperGrid.PRICES);
    }

    static FleetFill full(int vehicles, long window) {
        var capacity = new Energy(vehicles * window);
        return new FleetFill(capacity, capacity);
    }

    /** Net energies by minute, mJ, of the five homes of the measured week; without the file, the test is left out. */
    static long[][] measuredWeek() {
        var file = MeasuredData.folderOf(WEEK).resolve(WEEK);
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Days::nets).toArray(long[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] nets(String line) {
        String[] cells = line.split(",", -1);
        return IntStream.range(0, HOMES_OF_THE_WEEK)
                .mapToLong(home -> new BigDecimal(cells[1 + 2 * home])
                        .subtract(new BigDecimal(cells[2 + 2 * home]))
                        .multiply(BigDecimal.valueOf(60_000_000))
                        .longValue())
                .toArray();
    }

    static List<PastDay> days(long[][] nets, int vehicles) {
        List<PastDay> days = new ArrayList<>();
        for (int first = 0; first < nets.length; first += PastDay.MINUTES) {
            int start = first;
            days.add(of(FIRST.plusDays(days.size()), vehicles, minute -> nets[start + minute]));
        }
        return days;
    }

    static double kilowattHours(Energy energy) {
        return energy.toKilowattHours().doubleValue();
    }
}
