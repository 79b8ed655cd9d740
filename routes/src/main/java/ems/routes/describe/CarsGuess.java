package ems.routes.describe;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/** The {@code vehicles} block of files of cars: one that names the car in each row, or a file for each car. */
final class CarsGuess {

    static final Set<String> AWAY = Set.of("none", "", "away", "driving", "no", "false", "0", "unplugged");

    private final List<FileGuess> files;
    private final List<String> unsure;

    /** @param unsure takes what was decided without a reason */
    CarsGuess(List<FileGuess> files, List<String> unsure) {
        this.files = files;
        this.unsure = unsure;
    }

    /** @param time the lines of the block that say how times are written */
    String text(String time) {
        var first = files.get(0);
        var heads = first.rows().heads();
        var text = new StringBuilder("  vehicles:\n");
        boolean named = first.partyHead().isPresent();
        if (named) {
            Set<String> names = new LinkedHashSet<>();
            files.forEach(file -> names.add(file.rows().name()));
            text.append("    file: ").append(DescribedFiles.list(names)).append('\n');
        }
        text.append(time);
        if (named) {
            text.append("    vehicle-column: ")
                    .append(DescribedFiles.quoted(first.partyHead().get()))
                    .append("\n    vehicles: ")
                    .append(DescribedFiles.flow(cars()))
                    .append('\n');
        } else {
            text.append("    vehicles:\n");
            files.forEach(file -> text.append("      ")
                    .append(DescribedFiles.quoted(HeadWords.id(file.rows().stem())))
                    .append(": {file: ")
                    .append(DescribedFiles.quoted(file.rows().name()))
                    .append("}\n"));
        }
        if (files.stream().anyMatch(file -> file.isOfTrips() != first.isOfTrips())) {
            unsure.add(
                    "some files of cars have a trip in each row and others a moment: a block has one form, so describe"
                            + " them apart");
        }
        if (first.isOfTrips() && named && files.size() > 1) {
            unsure.add("trips are read from one file: put these together");
        }
        if (files.stream().anyMatch(file -> file.partyHead().isPresent() != named)) {
            unsure.add("some files of cars name the car in each row and others do not: describe them apart");
        }
        if (first.isOfTrips()) {
            return text.append(new TripsGuess(first, unsure).text()).toString();
        }
        int place = first.placeColumn().orElseThrow();
        return text.append("    charging-point-column: ")
                .append(DescribedFiles.quoted(heads.get(place)))
                .append("\n    away: ")
                .append(DescribedFiles.flow(away(heads.get(place))))
                .append('\n')
                .append(driving(first))
                .toString();
    }

    private Set<String> cars() {
        Set<String> cars = new LinkedHashSet<>();
        files.forEach(file -> cars.addAll(file.parties()));
        return cars;
    }

    private Set<String> away(String head) {
        Set<String> places = new LinkedHashSet<>();
        files.forEach(file ->
                file.placeColumn().ifPresent(place -> places.addAll(file.rows().column(place))));
        Set<String> away = new LinkedHashSet<>();
        places.stream().filter(AWAY::contains).forEach(away::add);
        if (away.isEmpty()) {
            unsure.add(files.get(0).rows().name() + ": no value of '" + head + "' looks like being away; it has "
                    + String.join(", ", places));
            away.add("none");
        }
        return away;
    }

    private String driving(FileGuess file) {
        var driven = file.drivenColumn();
        if (driven.isPresent()) {
            String head = file.rows().heads().get(driven.get());
            var words = FileGuess.words(head);
            boolean kilo = !words.contains("wh");
            if (kilo && !words.contains("kwh")) {
                unsure.add(file.rows().name() + ": '" + head + "' names no unit: kWh in each row was taken");
            }
            return "    driven-column: " + DescribedFiles.quoted(head) + "\n    unit: " + (kilo ? "kWh" : "Wh") + "\n";
        }
        int charge = file.chargeColumn().orElseThrow();
        boolean share = requireNonNull(file.numbers().get(charge)).most().compareTo(BigDecimal.ONE) <= 0;
        unsure.add(file.rows().name() + ": no column has driving energy, so what '"
                + file.rows().heads().get(charge) + "' falls by while a car is away was taken for it; "
                + (share ? "1" : "100") + " was taken for full");
        return "    soc-column: " + DescribedFiles.quoted(file.rows().heads().get(charge)) + "\n    soc-unit: "
                + (share ? "share" : "\"%\"") + "\n";
    }
}
