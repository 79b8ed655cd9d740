package ems.routes.wiring;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ems.market.party.VehicleId;
import ems.market.record.TextHash;
import ems.routes.table.TableRefused;

/**
 * A sound wiring table.
 *
 * @param samples of its notes
 */
public final class WiringTable {

    /** What this market's own devices use: see {@code ems.routes.mqtt}. */
    public static final String OWN_TOPICS = "ems/";

    private static final int SHORT = 12;
    /** An energy system by Victron says nothing unless it is asked by this name. */
    private static final Pattern VICTRON = Pattern.compile("N/([^/+#]+)/.*");

    private final List<WiringRow> rows;
    private final List<SampleMessage> samples;

    WiringTable(List<WiringRow> rows, List<SampleMessage> samples) {
        this.rows = List.copyOf(rows);
        this.samples = List.copyOf(samples);
    }

    /** One without rows: only devices that speak the market's own topics are heard. */
    public static WiringTable empty() {
        return new WiringTable(List.of(), List.of());
    }

    /**
     * @param file its name, for people
     * @throws TableRefused with all faults if it is not sound
     */
    public static WiringTable parse(String file, byte[] bytes) {
        return WiringTableReader.read(file, bytes);
    }

    /** Names what the rows say, however they were saved: the first 12 hexadecimal digits of the SHA-256 of their cells. */
    public String version() {
        return digest(rows.stream().map(WiringTable::cells).toList());
    }

    /** The same of the rows that could tell something of the member. */
    String versionFor(String member) {
        return digest(rowsOf(member));
    }

    private static String digest(List<String> cells) {
        return TextHash.of(String.join("\n", cells)).substring(0, SHORT);
    }

    static String cells(WiringRow row) {
        return String.join(
                "\t",
                row.filter().text(),
                row.pointer().toString(),
                row.unit().text(),
                row.tells().text(),
                row.part().text(),
                row.member(),
                Long.toString(row.staleAfter().toSeconds()));
    }

    /** What to subscribe to, each once, in the order of the alphabet. */
    public List<String> filters() {
        return List.copyOf(
                rows.stream().map(row -> row.filter().text()).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Topics on which a device must be asked again and again, or it falls silent. */
    public List<String> keepalives() {
        return rows.stream()
                .map(row -> VICTRON.matcher(row.filter().text()))
                .filter(java.util.regex.Matcher::matches)
                .map(portal -> "R/" + portal.group(1) + "/keepalive")
                .distinct()
                .sorted()
                .toList();
    }

    /** The row that could tell something of the car, if any; there may be more. */
    public OptionalInt rowOf(VehicleId car) {
        return rows.stream()
                .filter(row -> !row.tells().isOfHome() && row.mayTellOf(car.text()))
                .mapToInt(WiringRow::row)
                .findFirst();
    }

    /** What the table may do that nobody meant, in words; it is sound none the less. */
    public List<String> warnings() {
        return new WiringWarnings(rows).lines();
    }

    public int size() {
        return rows.size();
    }

    List<WiringRow> rows() {
        return rows;
    }

    List<SampleMessage> samples() {
        return samples;
    }

    /** The rows that could tell something of the member, as text, in their order. */
    List<String> rowsOf(String member) {
        return rows.stream()
                .filter(row -> row.mayTellOf(member))
                .map(WiringTable::cells)
                .toList();
    }

    /** Whether some message could tell this of the member. */
    boolean mayTell(Told what, String member) {
        return rows.stream().anyMatch(row -> row.tells() == what && row.mayTellOf(member));
    }

    /** The row that tells the same of the same member. */
    static Optional<WiringRow> sameAs(WiringRow row, List<WiringRow> earlier) {
        return earlier.stream()
                .filter(other -> other.tells() == row.tells()
                        && other.member().equals(row.member())
                        && !other.isTemplate()
                        && (other.part().equals(row.part())
                                || other.part().of() != row.part().of()))
                .findFirst();
    }
}
