package ems.routes.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.telemetry.Replayed.Series;

/** The rows of one party so far: their order, and what a person would see in them. */
final class SeriesSoFar {

    /** A column of fewer rows may rise all the time for another reason than being a register. */
    private static final int FEWEST_FOR_A_REGISTER = 40;

    private final String party;
    private final Order order;
    private final boolean regular;
    private final LocalClock clock = new LocalClock();
    private final Map<String, Course> courses = new HashMap<>();
    private @Nullable Instant first;
    private @Nullable Instant last;
    private long rows;
    private long repeated;
    private long disordered;
    private long nightDraws;
    private long outside;
    private long drives;
    private long drivesPluggedIn;

    /** @param step instants within it are the same */
    SeriesSoFar(String party, Duration step) {
        this(party, step, true);
    }

    private SeriesSoFar(String party, Duration step, boolean regular) {
        this.party = party;
        this.order = new Order(step);
        this.regular = regular;
    }

    /** Rows that have no usual distance, as trips. */
    static SeriesSoFar irregular(String party) {
        return new SeriesSoFar(party, Duration.ofSeconds(1), false);
    }

    /** How the values of a column change from row to row. */
    static final class Course {
        private long value = Long.MIN_VALUE;
        private long rises;
        private long falls;

        void go(long next) {
            if (value != Long.MIN_VALUE) {
                rises += next > value ? 1 : 0;
                falls += next < value ? 1 : 0;
            }
            value = next;
        }

        boolean isOneWay() {
            return Math.min(rises, falls) == 0 && Math.max(rises, falls) >= FEWEST_FOR_A_REGISTER;
        }
    }

    LocalClock clock() {
        return clock;
    }

    /** @throws IllegalArgumentException if it lies too far from the first */
    Order.Place place(Instant at) {
        var place = order.of(at);
        if (place == Order.Place.REPEATED) {
            repeated++;
        }
        return place;
    }

    void taken(Instant at, Order.Place place) {
        rows++;
        disordered += place == Order.Place.EARLIER ? 1 : 0;
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
    }

    /** Takes the values of a column, row after row. */
    Course course(String column) {
        return courses.computeIfAbsent(column, none -> new Course());
    }

    /** Another row that is beyond the time of interest. */
    void outside() {
        outside++;
    }

    void drives(boolean drives, boolean pluggedIn) {
        this.drives += drives ? 1 : 0;
        this.drivesPluggedIn += drives && pluggedIn ? 1 : 0;
    }

    void nightDraw() {
        nightDraws++;
    }

    /** Empty if no row was taken. */
    Optional<Series> series() {
        if (first == null || last == null) {
            return Optional.empty();
        }
        Map<Long, Long> steps = regular ? order.steps() : Map.of();
        Optional<Duration> usual = Order.usual(steps);
        long gaps = steps.entrySet().stream()
                .filter(step -> usual.isPresent() && step.getKey() > usual.get().toSeconds())
                .mapToLong(Map.Entry::getValue)
                .sum();
        List<String> rising = new ArrayList<>();
        courses.forEach((column, course) -> {
            if (course.isOneWay()) {
                rising.add(column);
            }
        });
        rising.sort(null);
        return Optional.of(new Series(
                party,
                first,
                last,
                rows,
                usual,
                gaps,
                repeated,
                disordered,
                nightDraws,
                outside,
                rising,
                drives,
                drivesPluggedIn));
    }
}
