package ems.market.matching.solver;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Problems with all that makes trouble: ties and zeros, one side longer or empty, scarce EVs, tiny beside huge amounts, EVs
 * that can store what they cannot release, or as much.
 */
public final class RandomInstances {

    private final SplittableRandom random;
    private final int mostParties;
    private final long greatest;

    private RandomInstances(long seed, int mostParties, long greatest) {
        this.random = new SplittableRandom(seed);
        this.mostParties = mostParties;
        this.greatest = greatest;
    }

    /**
     * The same seed, the same problem.
     *
     * @param mostParties prosumers, and as many EVs, at most
     * @param greatest amount, mJ
     */
    public static Instance of(long seed, int mostParties, long greatest) {
        return new RandomInstances(seed, mostParties, greatest).instance();
    }

    private Instance instance() {
        int prosumers = random.nextInt(mostParties + 1);
        int vehicles = random.nextInt(3) == 0 ? random.nextInt(prosumers / 3 + 1) : random.nextInt(mostParties + 1);
        int producers = switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> prosumers;
            default -> random.nextInt(prosumers + 1);
        };
        LongSupplier wish = amounts(scale());
        long scaleOfVehicles = random.nextBoolean() ? scale() : Math.max(1, wish.getAsLong());
        LongSupplier first = amounts(scaleOfVehicles);
        LongSupplier second = amounts(random.nextInt(3) == 0 ? scale() : scaleOfVehicles);
        long[] rooms = many(vehicles, first);
        return new Instance(
                many(producers, wish),
                many(prosumers - producers, wish),
                rooms,
                otherSide(rooms, scaleOfVehicles, second));
    }

    /** From a few units, so that all is tied, to the greatest. */
    private long scale() {
        return switch (random.nextInt(6)) {
            case 0 -> 3;
            case 1 -> 20;
            case 2 -> 1_000;
            case 3 -> greatest / 1_000_000;
            default -> greatest;
        };
    }

    private LongSupplier amounts(long most) {
        return switch (random.nextInt(7)) {
            case 0 -> () -> 1 + random.nextLong(most);
            case 1 -> () -> (long) (most * Math.pow(random.nextDouble(), 3));
            case 2 -> () -> most - random.nextLong(Math.min(most, 4));
            case 3 -> () -> random.nextInt(3) == 0 ? 0 : random.nextLong(most + 1);
            case 4 -> () -> random.nextInt(3) == 0 ? most : random.nextLong(Math.min(most, 10) + 1);
            default -> () -> random.nextLong(most + 1);
        };
    }

    private long[] otherSide(long[] rooms, long capacity, LongSupplier independent) {
        long[] availables = many(rooms.length, independent);
        int dependence = random.nextInt(6);
        for (int j = 0; j < rooms.length; j++) {
            availables[j] = switch (dependence) {
                case 0 -> Math.max(0, capacity - rooms[j]);
                case 1 -> rooms[j];
                case 2 -> Math.max(0, rooms[j] + random.nextLong(-2, 3));
                default -> availables[j];
            };
        }
        return availables;
    }

    private static long[] many(int count, LongSupplier amount) {
        long[] amounts = new long[count];
        for (int k = 0; k < count; k++) {
            amounts[k] = amount.getAsLong();
        }
        return amounts;
    }
}
