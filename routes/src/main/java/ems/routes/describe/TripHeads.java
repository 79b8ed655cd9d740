package ems.routes.describe;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two times of a table whose rows are trips.
 *
 * @param departure its column
 * @param arrival its column
 * @param leaving how departures are written
 * @param unsure what was decided without a reason
 */
record TripHeads(int departure, int arrival, TimeForm leaving, List<String> unsure) {

    private static final Set<String> DEPARTURE_WORDS = Set.of("departure", "depart", "departs", "departed", "leaves");
    private static final Set<String> ARRIVAL_WORDS = Set.of("arrival", "arrive", "arrives", "arrived", "returns");

    /**
     * Empty if its rows are no trips, or a time of their own stands in front, as where a car's trips are named beside a home's readings.
     *
     * @param firstTime the first column with a time
     * @throws IllegalArgumentException if most rows arrive before they depart
     */
    static Optional<TripHeads> in(SampleRows rows, int firstTime) {
        int departs = timesNamed(rows, DEPARTURE_WORDS);
        int arrives = timesNamed(rows, ARRIVAL_WORDS);
        return departs < 0 || arrives < 0 || Math.min(departs, arrives) > firstTime
                ? Optional.empty()
                : TimeForm.of(rows.column(departs)).map(leaving -> of(rows, departs, arrives, leaving));
    }

    private static TripHeads of(SampleRows rows, int departs, int arrives, TimeForm leaving) {
        var arriving = TimeForm.of(filled(rows, arrives)).orElseThrow();
        int before = 0;
        for (int i = 0, k = 0; i < rows.rows().size(); i++) {
            if (!rows.rows().get(i).get(arrives).isBlank()) {
                before += arriving.instants().get(k).isBefore(leaving.instants().get(i)) ? 1 : 0;
                k++;
            }
        }
        if (before * 2 > arriving.instants().size()) {
            throw new IllegalArgumentException(
                    rows.name() + ": most rows arrive before they depart, as charging sessions do:"
                            + " a row of trips begins with the departure, and its energy is what is driven");
        }
        return new TripHeads(
                departs,
                arrives,
                leaving,
                arriving.keys().equals(leaving.keys())
                        ? List.of()
                        : List.of("arrivals are written otherwise than departures: both are read as departures are"));
    }

    /** A trip that is under way has not arrived yet. */
    private static List<String> filled(SampleRows rows, int column) {
        return rows.column(column).stream().filter(cell -> !cell.isBlank()).toList();
    }

    private static int timesNamed(SampleRows rows, Set<String> named) {
        for (int i = 0; i < rows.heads().size(); i++) {
            if (FileGuess.words(rows.heads().get(i)).stream().anyMatch(named::contains)
                    && TimeForm.of(filled(rows, i)).isPresent()) {
                return i;
            }
        }
        return -1;
    }
}
