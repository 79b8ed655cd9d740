package ems.routes.describe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.routes.describe.HeadWords.Role;
import ems.routes.describe.HomesGuess.Home;

import static java.util.Objects.requireNonNull;

/** Files of a person, and the {@code data} block of a scenario that reads them: what was guessed, and what is unsure. */
public final class DescribedFiles {

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
        boolean everywhere = all.values().stream()
                .allMatch(home -> !home.isApart() && home.allFiles().equals(files));
        var unit = guess.unit();
        var text = new StringBuilder("  prosumers:\n");
        if (everywhere) {
            text.append("    file: ").append(list(files)).append('\n');
        }
        text.append(time(first, homes)).append("    unit: ").append(unit.word()).append('\n');
        first.partyHead()
                .ifPresent(head ->
                        text.append("    party-column: ").append(quoted(head)).append('\n'));
        kinds(first).forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("    columns:\n");
        all.forEach((id, home) -> {
            List<String> parts = new ArrayList<>();
            if (!everywhere && !home.isApart()) {
                parts.add("file: " + list(home.allFiles()));
            }
            home.party().filter(party -> !party.equals(id)).ifPresent(party -> parts.add("party: " + quoted(party)));
            parts.addAll(columns(home, unit));
            text.append("      ")
                    .append(quoted(id))
                    .append(": {")
                    .append(String.join(", ", parts))
                    .append("}\n");
        });
        return text.toString();
    }

    /** Which rows are production and which consumption, if they say so themselves. */
    private static List<String> kinds(FileGuess file) {
        List<String> lines = new ArrayList<>();
        file.kindHead().ifPresent(head -> {
            lines.add("kind-column: " + quoted(head));
            for (Role role : List.of(Role.PRODUCTION, Role.CONSUMPTION)) {
                Set<String> words = new LinkedHashSet<>();
                file.kinds().forEach((word, its) -> {
                    if (its == role) {
                        words.add(word);
                    }
                });
                if (!words.isEmpty()) {
                    lines.add(key(role) + "-kinds: " + flow(words));
                }
            }
        });
        return lines;
    }

    private static List<String> columns(Home home, MeterUnit usual) {
        List<String> parts = new ArrayList<>();
        for (Role role : List.of(Role.PRODUCTION, Role.CONSUMPTION, Role.NET)) {
            var column = home.columns().get(role);
            if (column != null) {
                parts.add(key(role) + ": " + quoted(column));
                if (home.isApart()) {
                    parts.add(key(role) + "-file: "
                            + list(requireNonNull(home.files().get(role))));
                }
                var unit = home.units().get(role);
                if (unit != usual) {
                    String key = role == Role.NET || home.columns().size() == 1 ? "unit" : key(role) + "-unit";
                    parts.add(key + ": " + requireNonNull(unit).word());
                }
            }
        }
        if (home.columns().containsKey(Role.NET)) {
            parts.add("positive: import");
        }
        return parts;
    }

    private static String key(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
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
        // trips last as long as they do
        var interval = file.isOfTrips() ? Optional.<Duration>empty() : file.interval();
        if (!file.isOfTrips()) {
            text.append("    interval: ")
                    .append(words(interval.orElse(Duration.ofMinutes(30))))
                    .append('\n');
            if (interval.isEmpty()) {
                unsure.add(file.rows().name() + ": one row does not say how long it stands for; 30 min was taken");
            }
        }
        if (all.stream().anyMatch(FileGuess::hasDecimalComma)) {
            text.append("    decimal: comma\n");
        }
        for (FileGuess other : all) {
            if (!other.timeHead().equals(file.timeHead())
                    || !other.time().keys().equals(file.time().keys())
                    || !file.isOfTrips() && !other.interval().equals(interval)) {
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
        return new CarsGuess(cars, unsure).text(time(cars.get(0), cars));
    }

    static String list(Set<String> texts) {
        return texts.size() == 1 ? quoted(texts.iterator().next()) : flow(texts);
    }

    static String flow(Set<String> texts) {
        return "["
                + String.join(", ", texts.stream().map(DescribedFiles::quoted).toList()) + "]";
    }

    private static String words(Duration interval) {
        long seconds = interval.toSeconds();
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /** A text of JSON is a text of YAML. */
    static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_.-]*") && !text.matches("(?i)y|n|yes|no|true|false|on|off|null|none")
                ? text
                : '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
