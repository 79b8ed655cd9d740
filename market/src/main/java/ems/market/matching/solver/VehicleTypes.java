package ems.market.matching.solver;

import java.util.Arrays;

/**
 * EVs that stand at the same place on both lines are one type: most of a large fleet can do more than anyone wants and
 * merges. Types are sorted by their place on the producers' line, then by that on the consumers' line.
 */
final class VehicleTypes {

    final int count;
    /** Place of each type on the producers' line: its room. */
    final int[] room;
    /** Place of each type on the consumers' line: its available energy. */
    final int[] available;
    /** Number of EVs of each type. */
    final int[] size;
    /** The EVs, type by type, of each type the last first. */
    private final int[] vehicles;

    private VehicleTypes(int count, int[] room, int[] available, int[] size, int[] vehicles) {
        this.count = count;
        this.room = room;
        this.available = available;
        this.size = size;
        this.vehicles = vehicles;
    }

    static VehicleTypes of(Line producers, Line consumers) {
        int[] vehicles = sortedStably(consumers.vehiclesOutwards(), producers.placeOfVehicle, producers.last());
        int[] room = new int[vehicles.length];
        int[] available = new int[vehicles.length];
        int[] size = new int[vehicles.length];
        int count = 0;
        for (int vehicle : vehicles) {
            int c = producers.placeOfVehicle[vehicle];
            int e = consumers.placeOfVehicle[vehicle];
            if (count == 0 || room[count - 1] != c || available[count - 1] != e) {
                room[count] = c;
                available[count] = e;
                count++;
            }
            size[count - 1]++;
        }
        return new VehicleTypes(
                count,
                Arrays.copyOf(room, count),
                Arrays.copyOf(available, count),
                Arrays.copyOf(size, count),
                vehicles);
    }

    /** Marks the EVs that serve consumers: of each type so many, the last ones. */
    boolean[] servingConsumers(int[] toConsumers) {
        boolean[] serving = new boolean[vehicles.length];
        int first = 0;
        for (int type = 0; type < count; type++) {
            for (int k = first; k < first + toConsumers[type]; k++) {
                serving[vehicles[k]] = true;
            }
            first += size[type];
        }
        return serving;
    }

    /** Counting sort. */
    private static int[] sortedStably(int[] vehicles, int[] placeOf, int lastPlace) {
        int[] start = new int[lastPlace + 2];
        for (int vehicle : vehicles) {
            start[placeOf[vehicle] + 1]++;
        }
        for (int place = 0; place <= lastPlace; place++) {
            start[place + 1] += start[place];
        }
        int[] sorted = new int[vehicles.length];
        for (int vehicle : vehicles) {
            sorted[start[placeOf[vehicle]]++] = vehicle;
        }
        return sorted;
    }
}
