package ems.routes.describe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import ems.routes.describe.HeadWords.Role;
import ems.routes.describe.HomesGuess.Home;

/** Files of a person, and the {@code data} block of a scenario that reads them: what was guessed, and what is unsure. */
public final class DescribedFiles {

    private static final Set<String> AWAY = Set.of("none", "", "away", "driving", "no", "false", "0", "unplugged");

    private final List<FileGuess> homes = new ArrayList<>();
    private final List<FileGuess> cars = new ArrayList<>();
    private final List<String> unsure = new ArrayList<>();

    private DescribedFiles() {}

    /** @throws IllegalArgumentException if a file cannot be read, or holds no table with a time in each row */
    public static DescribedFiles of(List<Path> files) {
        var described = new DescribedFiles();
        for (Path file : files) {
            var guess = new FileGuess(SampleRows.of(file));
            (guess.isOfCars() ? described.cars : described.homes).add(guess);
        }
        return described;
    }

    /** Facts and doubts as comments, and the block to paste. */
    public String text() {
        var text = new StringBuilder();
        for (List<FileGuess> files : List.of(homes, cars)) {
            files.forEach(file -> text.append(facts(file)));
        }
        String block = "data:\n" + prosumers() + vehicles();
        homes.forEach(this::doubts);
        cars.forEach(this::doubts);
        if (unsure.isEmpty()) {
            text.append("# nothing is unsure\n");
        }
        new LinkedHashSet<>(unsure)
                .forEach(each -> text.append("# unsure: ").append(each).append('\n'));
        return text.append(block).toString();
    }

    private static String facts(FileGuess file) {
        var rows = file.rows();
        return "# " + rows.name() + ": " + rows.charset() + ", cells separated by " + rows.separatorInWords()
                + ", heads in line " + rows.headLine() + ", " + rows.rows().size()
                + (rows.whole() ? " rows" : " rows looked at, and more behind") + " from " + file.first() + " to "
                + file.last() + (file.time().hasOffset() ? "" : " as written") + "\n";
    }

    private void doubts(FileGuess file) {
        String name = file.rows().name();
        file.time().unsure().forEach(each -> unsure.add(name + ": " + each));
        file.unsure().forEach(each -> unsure.add(name + ": " + each));
        if (!file.time().hasOffset()) {
            unsure.add(name + ": its times say no zone, and are read as UTC; if they are local, add to time, for"
                    + " example, zone: Europe/London");
        }
        if (!file.ignored().isEmpty()) {
            unsure.add(name + ": passed over: " + String.join(", ", file.ignored()));
        }
    }

    private String prosumers() {
        if (homes.isEmpty()) {
            unsure.add("no file of meters was given: describe them together with those of the cars");
            return "";
        }
        var first = homes.get(0);
        var guess = new HomesGuess(homes);
        Map<String, Home> all = guess.homes();
        unsure.addAll(guess.unsure());
        if (all.isEmpty()) {
            unsure.add("no column of numbers looks like production, consumption or net: name them under columns");
        }
        Set<String> files = new LinkedHashSet<>();
        homes.forEach(file -> files.add(file.rows().name()));
        boolean everywhere = all.values().stream().allMatch(home -> home.files().equals(files));
        var text = new StringBuilder("  prosumers:\n");
        if (everywhere) {
            text.append("    file: ").append(list(files)).append('\n');
        }
        text.append(time(first, homes))
                .append("    unit: ")
                .append(guess.unit().word())
                .append('\n');
        first.partyHead()
                .ifPresent(head ->
                        text.append("    party-column: ").append(quoted(head)).append('\n'));
        text.append("    columns:\n");
        all.forEach((id, home) -> text.append("      ")
                .append(quoted(id))
                .append(": {")
                .append(everywhere ? "" : "file: " + list(home.files()) + ", ")
                .append(home.party()
                        .filter(party -> !party.equals(id))
                        .map(party -> "party: " + quoted(party) + ", ")
                        .orElse(""))
                .append(columns(home))
                .append("}\n"));
        return text.toString();
    }

    private static String columns(Home home) {
        var net = home.columns().get(Role.NET);
        if (net != null) {
            return "net: " + quoted(net) + ", positive: import";
        }
        List<String> parts = new ArrayList<>();
        var production = home.columns().get(Role.PRODUCTION);
        var consumption = home.columns().get(Role.CONSUMPTION);
        if (production != null) {
            parts.add("production: " + quoted(production));
        }
        if (consumption != null) {
            parts.add("consumption: " + quoted(consumption));
        }
        return String.join(", ", parts);
    }

    private String time(FileGuess file, List<FileGuess> all) {
        var text = new StringBuilder("    time:\n      column: ")
                .append(quoted(file.timeHead()))
                .append('\n');
        file.clockHead()
                .ifPresent(head ->
                        text.append("      clock-column: ").append(quoted(head)).append('\n'));
        file.time().keys().forEach(key -> text.append("      ").append(key).append('\n'));
        if (FileGuess.words(file.timeHead()).contains("end")) {
            text.append("      stamps: end\n");
            unsure.add(file.rows().name() + ": '" + file.timeHead() + "' was taken for the end of each row's interval");
        }
        var interval = file.interval();
        text.append("    interval: ")
                .append(words(interval.orElse(Duration.ofMinutes(30))))
                .append('\n');
        if (interval.isEmpty()) {
            unsure.add(file.rows().name() + ": one row does not say how long it stands for; 30 min was taken");
        }
        if (all.stream().anyMatch(FileGuess::hasDecimalComma)) {
            text.append("    decimal: comma\n");
        }
        for (FileGuess other : all) {
            if (!other.timeHead().equals(file.timeHead())
                    || !other.time().keys().equals(file.time().keys())
                    || !other.interval().equals(interval)) {
                unsure.add(other.rows().name() + " writes its times otherwise than "
                        + file.rows().name() + ": a block has one form, so describe it apart");
            }
        }
        return text.toString();
    }

    private String vehicles() {
        if (cars.isEmpty()) {
            unsure.add("no file of cars was given or found: a study needs one, with a car, a time, a charging point and"
                    + " driving energy in each row");
            return "";
        }
        var file = cars.get(0);
        if (cars.size() > 1) {
            unsure.add("a study reads one file of cars, and " + cars.size() + " were given: join them; this is "
                    + file.rows().name());
        }
        int place = file.placeColumn().orElseThrow();
        int driven = file.drivenColumn().orElseThrow();
        String drivenHead = file.rows().heads().get(driven);
        Set<String> places = new LinkedHashSet<>(file.rows().column(place));
        Set<String> away = new LinkedHashSet<>();
        places.stream().filter(AWAY::contains).forEach(away::add);
        if (away.isEmpty()) {
            unsure.add(file.rows().name() + ": no value of '"
                    + file.rows().heads().get(place) + "' looks like being away; it has " + String.join(", ", places));
            away.add("none");
        }
        Set<String> ids = file.parties();
        return "  vehicles:\n    file: " + quoted(file.rows().name()) + "\n" + time(file, List.of(file))
                + "    vehicle-column: "
                + quoted(file.partyHead().orElse("")) + "\n    vehicles: " + flow(ids) + "\n    charging-point-column: "
                + quoted(file.rows().heads().get(place)) + "\n    away: " + flow(away) + "\n    driven-column: "
                + quoted(drivenHead) + "\n    unit: "
                + (FileGuess.words(drivenHead).contains("kwh") ? "kWh" : "Wh") + "\n";
    }

    private static String list(Set<String> texts) {
        return texts.size() == 1 ? quoted(texts.iterator().next()) : flow(texts);
    }

    private static String flow(Set<String> texts) {
        return "["
                + String.join(", ", texts.stream().map(DescribedFiles::quoted).toList()) + "]";
    }

    private static String words(Duration interval) {
        long seconds = interval.toSeconds();
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /** A text of JSON is a text of YAML. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_.-]*") && !text.matches("(?i)y|n|yes|no|true|false|on|off|null|none")
                ? text
                : '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
