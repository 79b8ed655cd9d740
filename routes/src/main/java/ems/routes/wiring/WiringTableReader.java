package ems.routes.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonPointer;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.routes.table.StrictTable;
import ems.routes.table.StrictTable.Note;
import ems.routes.table.TableFaults;
import ems.routes.table.TableRefused;
import ems.routes.table.TableRow;
import ems.routes.table.TableShape;

/**
 * Reads a wiring table: a {@link StrictTable}, some of whose notes are samples of messages.
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

    private static final TableShape SHAPE = new TableShape(HEADS, List.of(), 1_000_000, 2_000);
    private static final long LONGEST_STALE = 86_400;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SILENT = Pattern.compile("N/[+#].*");
    private static final String SAMPLE = "sample";

    private final TableFaults faults;
    private final List<WiringRow> rows = new ArrayList<>();
    private final List<SampleMessage> samples = new ArrayList<>();

    private WiringTableReader(TableFaults faults) {
        this.faults = faults;
    }

    /**
     * @param file its name, for people
     * @throws TableRefused with all faults if it is not sound
     */
    static WiringTable read(String file, byte[] bytes) {
        var table = StrictTable.of(file, bytes, SHAPE);
        return new WiringTableReader(table.faults()).read(table);
    }

    private WiringTable read(StrictTable table) {
        table.notes().forEach(this::take);
        table.rows().forEach(this::take);
        if (rows.isEmpty() && faults.isEmpty()) {
            faults.ofFile("the table has no row");
        }
        refuseMissingParts();
        faults.refuse();
        return new WiringTable(rows, samples);
    }

    private void take(Note note) {
        if (note.word().equals(SAMPLE)) {
            if (note.cells().size() < 3 || note.cells().get(1).isEmpty()) {
                faults.ofRow(note.row(), "a sample is '# sample', a topic and a payload");
            } else {
                samples.add(new SampleMessage(note.cells().get(1), note.cells().get(2)));
            }
        }
    }

    private void take(TableRow cell) {
        int before = faults.count();
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
        if (faults.count() > before) {
            return;
        }
        var wired = new WiringRow(
                cell.number(),
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
                .ifPresent(other -> faults.ofCell(
                        wired.row(),
                        TELLS,
                        wired.tells().text(),
                        "of " + wired.member() + " is told by row " + other.row()
                                + " as well: where both are to be added, write 1/2 and 2/2 as 'part'"));
        if (faults.count() == before) {
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
            faults.ofCell(
                    row.row(),
                    MEMBER,
                    row.member(),
                    "names the " + (highest == 1 ? "first" : highest + "th") + " + of the topic, which has "
                            + row.filter().placeholders());
        }
        if (row.filter().endsOpen() || !row.isNamedByEachPlaceholder()) {
            faults.ofCell(
                    row.row(),
                    MEMBER,
                    row.member(),
                    "would be told of by each device that the topic '"
                            + row.filter().text()
                            + "' stands for: name the device's own topic, or let the member tell them apart, each + by its {number}");
        }
        var example = row.member().replaceAll("\\{[1-9]}", "x");
        try {
            party(row.tells(), example);
        } catch (IllegalArgumentException e) {
            faults.ofCell(row.row(), MEMBER, row.member(), "is no member's name: " + e.getMessage());
        }
    }

    private static Party party(Told tells, String name) {
        return tells.isOfHome() ? new ProsumerId(name) : new VehicleId(name);
    }

    private void refuseOtherDimension(WiringRow row) {
        var told = row.tells().dimension();
        if (told != row.unit().dimension()) {
            faults.ofCell(
                    row.row(),
                    UNIT,
                    row.unit().text(),
                    "is no unit for '" + row.tells().text() + "', which is " + told.words() + " in " + told.units());
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
            missing.ifPresent(number -> faults.ofCell(
                    row.row(),
                    PART,
                    row.part().text(),
                    "waits for part " + number + "/" + row.part().of() + " of the same member, which no row has"));
        }
    }
}
