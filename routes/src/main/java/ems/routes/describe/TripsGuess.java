package ems.routes.describe;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** The lines of a {@code vehicles} block that say what stands in a row that is a trip. */
final class TripsGuess {

    private static final Set<String> ENERGY = Set.of("kwh", "wh");
    /** These tell of a battery or a distance, and not of a trip. */
    private static final Set<String> NO_TRIP =
            Set.of("battery", "capacity", "per", "100km", "100", "charged", "charging");

    private static final int MOST_PLACES = 1_000;
    private static final int SHOWN = 5;
    private static final Set<String> CHARGE = Set.of("soc", "charge");
    private static final Set<String> CHANGE = Set.of("delta", "used", "change", "diff", "difference");
    private static final Set<String> DISTANCE = Set.of("distance", "km", "kilometres", "kilometers", "mileage");
    private static final Set<String> CONSUMPTION = Set.of("energy", "consumption", "driven", "used");
    private static final String USUAL_PER_100_KM = "16 kWh";

    private final FileGuess file;
    private final List<String> unsure;

    /** @param unsure takes what was decided without a reason */
    TripsGuess(FileGuess file, List<String> unsure) {
        this.file = file;
        this.unsure = unsure;
    }

    String text() {
        return "    arrival-column: " + DescribedFiles.quoted(file.arrivalHead().orElseThrow()) + "\n" + place()
                + energy();
    }

    private String place() {
        var column = file.stationColumn();
        if (column.isEmpty()) {
            unsure.add(
                    name() + ": no column says where a car arrives, so it was taken to be plugged in after each trip");
            return "";
        }
        Set<String> away = new LinkedHashSet<>();
        var found = file.rows().distinct(column.get(), MOST_PLACES);
        found.stream()
                .filter(place -> CarsGuess.AWAY.contains(place.toLowerCase(Locale.ROOT)))
                .forEach(away::add);
        if (away.isEmpty()) {
            unsure.add(name() + ": no value of '" + head(column.get())
                    + "' looks like being away, so a car was taken to be"
                    + " plugged in after each trip; it has "
                    + found.stream().limit(SHOWN).collect(Collectors.joining(", ")));
            return "";
        }
        return "    charging-point-column: " + DescribedFiles.quoted(head(column.get())) + "\n    away: "
                + DescribedFiles.flow(away) + "\n";
    }

    private String energy() {
        var energy = file.numbersNamed(ENERGY, NO_TRIP);
        if (energy.isPresent()) {
            return lines(energy.get(), FileGuess.words(head(energy.get())).contains("kwh") ? "kWh" : "Wh");
        }
        return charge().or(this::distance).or(this::consumption).orElseGet(() -> {
            unsure.add(name() + ": no column says what a trip takes: name it under trip-column");
            return "    trip-column: energy\n    trip-unit: kWh\n";
        });
    }

    private Optional<String> charge() {
        var taken = file.numbersNamed(CHANGE, Set.of())
                .filter(column -> FileGuess.words(head(column)).stream().anyMatch(CHARGE::contains));
        if (taken.isPresent()) {
            return taken.map(column -> lines(column, batteryUnit(column, "")));
        }
        return file.numbersNamed(CHARGE, CHANGE).map(column -> {
            unsure.add(name() + ": '" + head(column)
                    + "' was taken for what is left on arrival in a car that left full; if it"
                    + " is what the trip takes, say trip-unit: " + batteryUnit(column, ""));
            return lines(column, batteryUnit(column, " left"));
        });
    }

    private String batteryUnit(int column, String behind) {
        boolean share = requireNonNull(file.numbers().get(column)).most().compareTo(BigDecimal.ONE) <= 0;
        unsure.add(name() + ": " + (share ? "1" : "100") + " was taken for a full battery in '" + head(column) + "'");
        return share ? "share" + behind : "\"%" + behind + "\"";
    }

    private Optional<String> distance() {
        return file.numbersNamed(DISTANCE, Set.of()).map(column -> {
            unsure.add(name() + ": '" + head(column) + "' was taken for kilometres, and " + USUAL_PER_100_KM
                    + " for what a hundred of them take: write what your cars take");
            return lines(column, "km") + "    per-100-km: " + USUAL_PER_100_KM + "\n";
        });
    }

    private Optional<String> consumption() {
        return file.numbersNamed(CONSUMPTION, Set.of()).map(column -> {
            unsure.add(name() + ": '" + head(column) + "' names no unit: kWh for each trip was taken");
            return lines(column, "kWh");
        });
    }

    private String lines(int column, String unit) {
        return "    trip-column: " + DescribedFiles.quoted(head(column)) + "\n    trip-unit: " + unit + "\n";
    }

    private String head(int column) {
        return file.rows().heads().get(column);
    }

    private String name() {
        return file.rows().name();
    }
}
