package ems.study.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;

/**
 * Homes and cars whose every reading is a function of seed, name and instant: a study writes a day of them to files, a
 * live demonstration asks for the present moment. May be shared between threads.
 */
public final class DemoFleet {

    /** Cars report this often, at whole multiples of it. */
    public static final Duration REPORTS_EVERY = CarDay.SLOT;

    private static final int MOST = 1_000;
    private static final long MILLIJOULES_PER_WATT_HOUR = 3_600_000;

    private final long seed;
    private final Map<ProsumerId, Household> households = new LinkedHashMap<>();
    private final Map<VehicleId, Integer> cars = new LinkedHashMap<>();
    private final Map<LocalDate, SkyDay> skies;
    private final Map<List<Object>, HomeDay> homes;
    private final Map<List<Object>, CarDay> carDays;

    public DemoFleet(long seed, int prosumers, int vehicles) {
        this.seed = seed;
        IntStream.range(0, prosumers).forEach(i -> households.put(Household.name(i), Household.of(seed, i)));
        IntStream.range(0, vehicles).forEach(i -> cars.put(vehicleName(i), i));
        this.skies = new Recent<>(4);
        this.homes = new Recent<>(2 * prosumers + 1);
        this.carDays = new Recent<>(2 * vehicles + 1);
    }

    /**
     * The smallest fleet with a home; what a home measures does not depend on how many others there are.
     *
     * @throws IllegalArgumentException if no fleet of up to 1,000 homes has it
     */
    public static DemoFleet with(ProsumerId home, long seed) {
        return IntStream.rangeClosed(1, MOST)
                .filter(count -> Household.name(count - 1).equals(home))
                .mapToObj(count -> new DemoFleet(seed, count, 0))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the demonstration has no home " + home + ": it has " + prosumerIds(6) + " and so on"));
    }

    /**
     * The smallest fleet with a car, without homes; where it is does not depend on how many others there are.
     *
     * @throws IllegalArgumentException if no fleet of up to 1,000 cars has it
     */
    public static DemoFleet with(VehicleId car, long seed) {
        return IntStream.rangeClosed(1, MOST)
                .filter(count -> vehicleName(count - 1).equals(car))
                .mapToObj(count -> new DemoFleet(seed, 0, count))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the demonstration has no car " + car + ": it has EV1, EV2 and so on"));
    }

    /** L1 L2 L3 R2 Z0, then H6, H7 and so on. */
    public static List<ProsumerId> prosumerIds(int count) {
        return IntStream.range(0, count).mapToObj(Household::name).toList();
    }

    /** EV1, EV2 and so on. */
    public static List<VehicleId> vehicleIds(int count) {
        return IntStream.range(0, count).mapToObj(DemoFleet::vehicleName).toList();
    }

    public List<ProsumerId> prosumers() {
        return List.copyOf(households.keySet());
    }

    public List<VehicleId> vehicles() {
        return List.copyOf(cars.keySet());
    }

    /** What the meter says for the 10-second sample that the instant lies in. */
    public MeterReading reading(ProsumerId prosumer, Instant instant) {
        long second = instant.getEpochSecond();
        long start = second - Math.floorMod(second, MatchingPeriod.SAMPLE.getSeconds());
        var day = homeDay(prosumer, dayOf(instant));
        int sample = sampleOf(instant);
        return new MeterReading(
                prosumer,
                Instant.ofEpochSecond(start),
                MatchingPeriod.SAMPLE,
                new Power(day.production()[sample]),
                new Power(day.consumption()[sample]));
    }

    /**
     * What the car reports at an instant: its place from then on, and what it drove in the five minutes before.
     *
     * @param at a whole multiple of five minutes
     */
    public VehicleStatus status(VehicleId vehicle, Instant at) {
        if (Math.floorMod(at.getEpochSecond(), REPORTS_EVERY.getSeconds()) != 0 || at.getNano() != 0) {
            throw new IllegalArgumentException("cars report at whole multiples of 5 min, not at " + at);
        }
        var before = at.minus(REPORTS_EVERY);
        int wattHours = carDay(vehicle, dayOf(before)).wattHours()[slotOf(before)];
        boolean pluggedIn = carDay(vehicle, dayOf(at)).places()[slotOf(at)].pluggedIn();
        return new VehicleStatus(
                vehicle, at, pluggedIn, new Energy(wattHours * MILLIJOULES_PER_WATT_HOUR), Optional.empty());
    }

    /** All reports of a UTC day, in order. */
    public List<VehicleStatus> statuses(VehicleId vehicle, LocalDate day) {
        var start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<VehicleStatus> statuses = new ArrayList<>();
        for (int slot = 0; slot < CarDay.SLOTS; slot++) {
            statuses.add(status(vehicle, start.plus(REPORTS_EVERY.multipliedBy(slot))));
        }
        return statuses;
    }

    CarDay carDay(VehicleId vehicle, LocalDate day) {
        var index = known(cars, vehicle);
        return remembered(carDays, List.of(vehicle, day), key -> CarDay.of(seed, index, day));
    }

    private HomeDay homeDay(ProsumerId prosumer, LocalDate day) {
        var home = known(households, prosumer);
        var sky = remembered(skies, day, key -> SkyDay.of(seed, key));
        return remembered(homes, List.of(prosumer, day), key -> HomeDay.of(seed, home, day, sky));
    }

    /** A day of every home, in the homes' order. */
    List<HomeDay> homeDays(LocalDate day) {
        return households.keySet().stream()
                .map(prosumer -> homeDay(prosumer, day))
                .toList();
    }

    static int sampleOf(Instant instant) {
        return (int) (Math.floorMod(instant.getEpochSecond(), 86_400) / MatchingPeriod.SAMPLE.getSeconds());
    }

    static Instant dayAfter(Instant instant) {
        return dayOf(instant).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    static int slotOf(Instant instant) {
        return (int) (Math.floorMod(instant.getEpochSecond(), 86_400) / REPORTS_EVERY.getSeconds());
    }

    private static VehicleId vehicleName(int index) {
        return new VehicleId("EV" + (index + 1));
    }

    private static <K, V> V known(Map<K, V> all, K key) {
        var value = all.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the demo has no " + key + "; known: " + all.keySet());
        }
        return value;
    }

    private static <K, V> V remembered(Map<K, V> memory, K key, Function<K, V> making) {
        synchronized (memory) {
            return memory.computeIfAbsent(key, making);
        }
    }

    /** Keeps the latest few. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1;
        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
