package ems.routes.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonPointer;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;

/**
 * Reads a wiring table strictly: CSV in UTF-8 with commas, semicolons or tabs; notes start with {@code #}; then the heads; the
 * last row is {@code # end}, so that a file that is half written is seen.
 */
final class WiringTableReader {

    static final String TOPIC = "topic";
    static final String POINTER = "pointer";
    static final String UNIT = "unit";
    static final String TELLS = "tells";
    static final String PART = "part";
    static final String MEMBER = "member";
    static final String STALE = "stale after (s)";
    static final List<String> HEADS = List.of(TOPIC, POINTER, UNIT, TELLS, PART, MEMBER, STALE);

    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_ROWS = 2_000;
    private static final long LONGEST_STALE = 86_400;
    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SILENT = Pattern.compile("N/[+#].*");
    private static final String END = "end";
    private static final String SAMPLE = "sample";

    private final List<WiringFault> faults = new ArrayList<>();
    private final List<WiringRow> rows = new ArrayList<>();
    private final List<SampleMessage> samples = new ArrayList<>();

    /** @throws WiringRefused with all faults if it is not sound */
    WiringTable read(byte[] file) {
        var lines = lines(text(file));
        int last = lines.size() - 1;
        while (last >= 0 && isBlank(lines.get(last))) {
            last--;
        }
        if (last < 0 || !isNote(lines.get(last)) || !word(lines.get(last)).equals(END)) {
            faults.add(WiringFault.ofFile("the last row must be '# end': the file is empty, cut off or half written"));
        }
        List<String> heads = List.of();
        for (int at = 0; at <= last; at++) {
            var cells = lines.get(at);
            if (isBlank(cells)) {
                continue;
            } else if (isNote(cells)) {
                take(cells, at < last, at + 1);
            } else if (heads.isEmpty()) {
                heads = cells;
                refuseOtherHeads(at + 1, cells);
                refuseIfFaulty();
            } else {
                take(at + 1, heads, cells);
            }
        }
        if (rows.isEmpty() && faults.isEmpty()) {
            faults.add(WiringFault.ofFile("the table has no row"));
        }
        if (rows.size() > MOST_ROWS) {
            faults.add(WiringFault.ofFile("the table has " + rows.size() + " rows, more than " + MOST_ROWS));
        }
        refuseMissingParts();
        refuseIfFaulty();
        return new WiringTable(rows, samples);
    }

    private String text(byte[] file) {
        if (file.length > MOST_BYTES) {
            faults.add(WiringFault.ofFile("the file has " + file.length + " bytes, more than " + MOST_BYTES));
            refuseIfFaulty();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            faults.add(WiringFault.ofFile("the text is not UTF-8: save the table as 'CSV UTF-8'"));
            throw new WiringRefused(faults);
        }
    }

    /** Cut at the separator with which the heads are known, else at commas. */
    private List<List<String>> lines(String text) {
        for (char separator : SEPARATORS) {
            var cut = cut(text, separator);
            if (cut.stream().flatMap(List::stream).flatMap(List::stream).anyMatch(STALE::equals)) {
                return cut.orElseThrow();
            }
        }
        return cut(text, ',').orElseGet(() -> {
            faults.add(WiringFault.ofFile("the text is not CSV, perhaps a quote is not closed"));
            throw new WiringRefused(faults);
        });
    }

    private static Optional<List<List<String>>> cut(String text, char separator) {
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<List<String>> lines = new ArrayList<>();
            reader.forEach(line ->
                    lines.add(line.getFields().stream().map(String::strip).toList()));
            return Optional.of(lines);
        } catch (CsvParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBlank(List<String> cells) {
        return cells.stream().allMatch(String::isEmpty);
    }

    private static boolean isNote(List<String> cells) {
        return cells.get(0).startsWith("#");
    }

    private static String word(List<String> note) {
        return note.get(0).substring(1).strip().toLowerCase(Locale.ROOT);
    }

    private void take(List<String> note, boolean above, int row) {
        if (word(note).equals(END) && above) {
            faults.add(new WiringFault(row, "", "# end", "stands above other rows: it must be the last"));
        }
        if (word(note).equals(SAMPLE)) {
            if (note.size() < 3 || note.get(1).isEmpty()) {
                faults.add(new WiringFault(row, "", "", "a sample is '# sample', a topic and a payload"));
            } else {
                samples.add(new SampleMessage(note.get(1), note.get(2)));
            }
        }
    }

    private void refuseOtherHeads(int row, List<String> cells) {
        var given = withoutBlanksAtTheEnd(cells);
        HEADS.stream()
                .filter(head -> !given.contains(head))
                .forEach(head -> faults.add(new WiringFault(row, head, "", "the column is missing")));
        given.stream()
                .filter(head -> !HEADS.contains(head))
                .forEach(head -> faults.add(new WiringFault(
                        row, "", head, "is no column of this table; they are " + String.join(", ", HEADS))));
        given.stream()
                .filter(head -> given.indexOf(head) != given.lastIndexOf(head))
                .distinct()
                .forEach(head -> faults.add(new WiringFault(row, head, "", "the column stands twice")));
    }

    private void take(int row, List<String> heads, List<String> line) {
        var cells = withoutBlanksAtTheEnd(line);
        if (cells.size() > HEADS.size()) {
            faults.add(new WiringFault(
                    row,
                    "",
                    "",
                    "has " + cells.size() + " cells where the heads have " + HEADS.size()
                            + ": a separator inside a text must be quoted"));
            return;
        }
        int before = faults.size();
        var cell = new Cells(row, heads, cells);
        var filter = cell.read(TOPIC, WiringTableReader::filter);
        var pointer = cell.read(POINTER, WiringTableReader::pointer);
        var unit = cell.read(
                UNIT,
                text -> WiredUnit.of(text)
                        .orElseThrow(() -> new IllegalArgumentException("is no unit; units are " + WiredUnit.all())));
        var tells = cell.read(
                TELLS,
                text -> Told.of(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "is nothing that a row can tell; it tells " + Told.all())));
        var part = cell.read(PART, Part::parse);
        var stale = cell.read(STALE, WiringTableReader::seconds);
        if (faults.size() > before) {
            return;
        }
        var wired = new WiringRow(
                row,
                filter.orElseThrow(),
                pointer.orElseThrow(),
                unit.orElseThrow(),
                tells.orElseThrow(),
                part.orElseThrow(),
                cell.text(MEMBER),
                stale.orElseThrow());
        refuseOtherMember(wired);
        refuseOtherDimension(wired);
        WiringTable.sameAs(wired, rows)
                .filter(other -> !wired.isTemplate())
                .ifPresent(other -> faults.add(new WiringFault(
                        row,
                        TELLS,
                        wired.tells().text(),
                        "of " + wired.member() + " is told by row " + other.row()
                                + " as well: where both are to be added, write 1/2 and 2/2 as 'part'")));
        if (faults.size() == before) {
            rows.add(wired);
        }
    }

    private static TopicFilter filter(String text) {
        if (text.startsWith(WiringTable.OWN_TOPICS)) {
            throw new IllegalArgumentException("needs no wiring: topics below ems/ are the market's own");
        }
        if (SILENT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "names no portal: a Victron system falls silent unless the market asks it by its id, which stands in N/ID/...");
        }
        return new TopicFilter(text);
    }

    private static JsonPointer pointer(String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "is no JSON pointer such as /ENERGY/Power; blank where the payload is the number", e);
        }
    }

    private static Duration seconds(String text) {
        long seconds = SECONDS.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (seconds < 1 || seconds > LONGEST_STALE) {
            throw new IllegalArgumentException("is not a whole number of seconds in [1, " + LONGEST_STALE + "]");
        }
        return Duration.ofSeconds(seconds);
    }

    private void refuseOtherMember(WiringRow row) {
        int highest = WiringRow.highestPlace(row.member());
        if (highest > row.filter().placeholders()) {
            faults.add(new WiringFault(
                    row.row(),
                    MEMBER,
                    row.member(),
                    "names the " + (highest == 1 ? "first" : highest + "th") + " + of the topic, which has "
                            + row.filter().placeholders()));
        }
        if (row.filter().endsOpen() || !row.isNamedByEachPlaceholder()) {
            faults.add(
                    new WiringFault(
                            row.row(),
                            MEMBER,
                            row.member(),
                            "would be told of by each device that the topic '"
                                    + row.filter().text()
                                    + "' stands for: name the device's own topic, or let the member tell them apart, each + by its {number}"));
        }
        var example = row.member().replaceAll("\\{[1-9]}", "x");
        try {
            party(row.tells(), example);
        } catch (IllegalArgumentException e) {
            faults.add(new WiringFault(row.row(), MEMBER, row.member(), "is no member's name: " + e.getMessage()));
        }
    }

    private static Party party(Told tells, String name) {
        return tells.isOfHome() ? new ProsumerId(name) : new VehicleId(name);
    }

    private void refuseOtherDimension(WiringRow row) {
        var told = row.tells().dimension();
        if (told != row.unit().dimension()) {
            faults.add(new WiringFault(
                    row.row(),
                    UNIT,
                    row.unit().text(),
                    "is no unit for '" + row.tells().text() + "', which is " + told.words() + " in " + told.units()));
        }
    }

    private void refuseMissingParts() {
        for (WiringRow row : rows) {
            var missing = IntStream.rangeClosed(1, row.part().of())
                    .filter(number -> rows.stream()
                            .noneMatch(other -> other.tells() == row.tells()
                                    && other.member().equals(row.member())
                                    && other.part()
                                            .equals(new Part(number, row.part().of()))))
                    .findFirst();
            missing.ifPresent(number -> faults.add(new WiringFault(
                    row.row(),
                    PART,
                    row.part().text(),
                    "waits for part " + number + "/" + row.part().of() + " of the same member, which no row has")));
        }
    }

    private void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new WiringRefused(faults);
        }
    }

    private static List<String> withoutBlanksAtTheEnd(List<String> cells) {
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return cells.subList(0, size);
    }

    /** The cells of one row, by head. */
    private final class Cells {

        private final int row;
        private final List<String> heads;
        private final List<String> cells;

        Cells(int row, List<String> heads, List<String> cells) {
            this.row = row;
            this.heads = heads;
            this.cells = cells;
        }

        String text(String head) {
            int at = heads.indexOf(head);
            return at < cells.size() ? cells.get(at) : "";
        }

        /** Empty if it cannot be read, which is a fault. */
        <T> Optional<T> read(String head, Function<String, T> parse) {
            try {
                return Optional.of(parse.apply(text(head)));
            } catch (IllegalArgumentException e) {
                faults.add(new WiringFault(row, head, text(head), String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        }
    }
}
