package ems.processes.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import ems.forecasting.Strategies;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.processes.grid.GridSetup;

/**
 * A grid of as many homes and cars as wanted, whose every reading is a function of seed, name and minute. One car in ten
 * is away all the time; of the others, 14 in 10,000 leave each minute (two trips a day), for 1 to 8 minutes, and report
 * what they drove.
 */
record LargeGrid(long seed, int prosumers, int vehicles) {

    static final GridId GRID = new GridId("large");
    private static final int LONGEST_TRIP = 8;
    private static final int LEAVING_PER_10_000 = 14;
    private static final long MILLIJOULES_DRIVEN_A_MINUTE = 100 * 3_600_000L;

    GridSetup setup(String matching, Path tables) {
        return setup(matching, Strategies.PERSISTENCE, tables);
    }

    GridSetup setup(String matching, String forecast, Path tables) {
        var grid = new GridPrices(Price.ofPencePerKilowattHour("5"), Price.ofPencePerKilowattHour("30"));
        Map<VehicleId, EnergyInventory> joining = new HashMap<>();
        List<ElectricVehicle> cars =
                IntStream.range(0, vehicles).mapToObj(this::car).toList();
        for (int i = 0; i < cars.size(); i++) {
            long percent = draws("joins", i, 0).nextLong(45, 75);
            var stored = new Energy(cars.get(i).capacity().millijoules() / 100 * percent);
            joining.put(cars.get(i).id(), EnergyInventory.boughtAt(Price.ofPencePerKilowattHour("17"), stored));
        }
        var homes = IntStream.range(0, prosumers).mapToObj(LargeGrid::home).toList();
        return new GridSetup(
                GRID,
                GridMembers.everyoneWithEveryone(homes, cars),
                grid,
                joining,
                matching,
                forecast,
                tables,
                Map.of(),
                List.of(),
                new DirectTradeSetting(DirectTrade.NONE, "benchmark"));
    }

    private ElectricVehicle car(int number) {
        var draws = draws("battery", number, 0);
        return new ElectricVehicle(
                vehicle(number),
                kilowattHours(draws.nextLong(40, 90)),
                kilowattHours(draws.nextLong(2, 12)),
                Optional.of(new Power(7_400_000)));
    }

    private static Energy kilowattHours(long kilowattHours) {
        return new Energy(kilowattHours * Energy.MILLIJOULES_PER_KILOWATT_HOUR);
    }

    private static ProsumerId home(int number) {
        return new ProsumerId("H" + (number + 1));
    }

    private static VehicleId vehicle(int number) {
        return new VehicleId("EV" + (number + 1));
    }

    /** Six samples of every home. */
    List<MeterReading> readings(MatchingPeriod period) {
        return IntStream.range(0, prosumers)
                .boxed()
                .flatMap(number -> readings(number, period).stream())
                .toList();
    }

    private List<MeterReading> readings(int number, MatchingPeriod period) {
        var draws = draws("reads", number, minute(period));
        long panels = draws("panels", number, 0).nextLong(6_000_000);
        return IntStream.range(0, MatchingPeriod.SAMPLES)
                .mapToObj(sample -> new MeterReading(
                        home(number),
                        period.sampleStart(sample),
                        MatchingPeriod.SAMPLE,
                        new Power(panels / 100 * draws.nextLong(60, 90)),
                        new Power(draws.nextLong(200_000, 4_000_000))))
                .toList();
    }

    /** A report of every car, at a second of its own. */
    List<VehicleStatus> statuses(MatchingPeriod period) {
        return IntStream.range(0, vehicles)
                .mapToObj(number -> status(number, period))
                .toList();
    }

    private VehicleStatus status(int number, MatchingPeriod period) {
        boolean drives = isOnATrip(number, minute(period));
        Instant at = period.start().plus(Duration.ofSeconds(number % MatchingPeriod.LENGTH.getSeconds()));
        return new VehicleStatus(
                vehicle(number),
                at,
                !drives && number % 10 != 9,
                drives ? new Energy(MILLIJOULES_DRIVEN_A_MINUTE) : Energy.ZERO,
                Optional.empty());
    }

    private boolean isOnATrip(int number, long minute) {
        for (int ago = 0; ago < LONGEST_TRIP; ago++) {
            var draws = draws("leaves", number, minute - ago);
            if (draws.nextInt(10_000) < LEAVING_PER_10_000 && draws.nextInt(1, LONGEST_TRIP + 1) > ago) {
                return true;
            }
        }
        return false;
    }

    private static long minute(MatchingPeriod period) {
        return period.start().getEpochSecond() / MatchingPeriod.LENGTH.getSeconds();
    }

    private SplittableRandom draws(String what, long number, long minute) {
        return new SplittableRandom((((seed * 31 + what.hashCode()) * 1_000_003 + number) * 1_000_003) + minute);
    }
}
