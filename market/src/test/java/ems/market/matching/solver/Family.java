package ems.market.matching.solver;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Kinds of problems of any size; the first half of the prosumers are producers. */
public enum Family {
    TIGHT("tight", "scarce: houses want up to 300 kJ, EVs can do up to 150 kJ, independently on either side") {
        @Override
        Instance of(Draw draw) {
            return draw.instance(draw.upTo(GREATEST), draw.upTo(GREATEST / 2), draw.upTo(GREATEST / 2));
        }
    },
    RATE(
            "rate",
            "a usual minute: houses to 5 kW, mostly less; chargers of 1.4 to 11 kW; a fifth of the batteries nearly full or empty") {
        @Override
        Instance of(Draw draw) {
            LongSupplier house = () -> 1 + (long) (GREATEST * draw.random.nextDouble() * draw.random.nextDouble());
            return draw.instance(house, () -> {
                long charger = CHARGERS[draw.random.nextInt(CHARGERS.length)];
                long battery = 40 * KILOWATT_HOUR;
                long stored = draw.stored(battery, battery / 500, 10);
                return new long[] {Math.min(charger, battery - stored), Math.min(charger, stored)};
            });
        }
    },
    PEER("peer", "no charger limits: houses to 300 Wh; batteries of 20 to 47 kWh, a tenth nearly full or empty") {
        @Override
        Instance of(Draw draw) {
            return draw.instance(draw.upTo(3 * KILOWATT_HOUR / 10), () -> {
                long battery = draw.random.nextLong(20 * KILOWATT_HOUR, 47 * KILOWATT_HOUR);
                long stored = draw.stored(battery, 3 * KILOWATT_HOUR / 10, 20);
                return new long[] {battery - stored, stored};
            });
        }
    },
    HARD("hard", "all amounts up to 300 kJ, independent") {
        @Override
        Instance of(Draw draw) {
            return draw.instance(draw.upTo(GREATEST), draw.upTo(GREATEST), draw.upTo(GREATEST));
        }
    },
    COMONOTONE("comonotone", "as tight, but an EV's two sides differ by 1.5 kJ at most") {
        @Override
        Instance of(Draw draw) {
            return draw.instance(draw.upTo(GREATEST), () -> {
                long room = draw.random.nextLong(GREATEST / 2);
                return new long[] {room, Math.max(0, room + draw.random.nextLong(-GREATEST / 200, GREATEST / 200))};
            });
        }
    },
    CHARGER("charger", "as tight, but an EV's two sides are equal: what its charger lets through") {
        @Override
        Instance of(Draw draw) {
            return draw.instance(draw.upTo(GREATEST), () -> {
                long either = draw.random.nextLong(GREATEST / 2);
                return new long[] {either, either};
            });
        }
    },
    CLUSTERED("clustered", "as tight, but all amounts crowd at ten places for houses and ten for EVs, each 1 J wide") {
        @Override
        Instance of(Draw draw) {
            long[] wishes =
                    LongStream.generate(draw.upTo(GREATEST)).limit(CLUSTERS).toArray();
            long[] fleet =
                    LongStream.generate(draw.upTo(GREATEST / 2)).limit(CLUSTERS).toArray();
            return draw.instance(draw.near(wishes), draw.near(fleet), draw.near(fleet));
        }
    };

    private static final long KILOWATT_HOUR = 3_600_000_000L;
    private static final long KILOWATT_MINUTE = KILOWATT_HOUR / 60;
    private static final long GREATEST = 5 * KILOWATT_MINUTE;
    private static final long[] CHARGERS = {
        14 * KILOWATT_MINUTE / 10,
        23 * KILOWATT_MINUTE / 10,
        37 * KILOWATT_MINUTE / 10,
        74 * KILOWATT_MINUTE / 10,
        11 * KILOWATT_MINUTE
    };
    private static final int CLUSTERS = 10;
    private static final long WIDTH_OF_A_CLUSTER = 1_000;

    private final String text;
    private final String meaning;

    Family(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    /** How its amounts are drawn: evenly where nothing else is said. */
    public String meaning() {
        return meaning;
    }

    abstract Instance of(Draw draw);

    public Instance of(int prosumers, int vehicles, long seed) {
        return of(new Draw(prosumers, vehicles, new SplittableRandom(seed)));
    }

    @Override
    public String toString() {
        return text;
    }

    record Draw(int prosumers, int vehicles, SplittableRandom random) {

        LongSupplier upTo(long most) {
            return () -> random.nextLong(most + 1);
        }

        LongSupplier near(long[] centres) {
            return () -> centres[random.nextInt(centres.length)] + random.nextLong(WIDTH_OF_A_CLUSTER);
        }

        /** One battery in so many is nearly full, one nearly empty, the others are anywhere between. */
        long stored(long battery, long nearly, int oneIn) {
            return switch (random.nextInt(oneIn)) {
                case 0 -> battery - random.nextLong(nearly);
                case 1 -> random.nextLong(nearly);
                default -> random.nextLong(battery);
            };
        }

        Instance instance(LongSupplier wish, LongSupplier room, LongSupplier available) {
            return instance(wish, () -> new long[] {room.getAsLong(), available.getAsLong()});
        }

        Instance instance(LongSupplier wish, Supplier<long[]> vehicle) {
            int producers = prosumers / 2;
            long[] surpluses = LongStream.generate(wish).limit(producers).toArray();
            long[] demands =
                    LongStream.generate(wish).limit(prosumers - producers).toArray();
            long[] rooms = new long[vehicles];
            long[] availables = new long[vehicles];
            for (int j = 0; j < vehicles; j++) {
                long[] amounts = vehicle.get();
                rooms[j] = amounts[0];
                availables[j] = amounts[1];
            }
            return new Instance(surpluses, demands, rooms, availables);
        }
    }
}
