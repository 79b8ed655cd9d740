package ems.rules.draft;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import ems.rules.RuleTables;
import ems.rules.table.SheetCells;
import ems.rules.table.TableText;
import ems.rules.table.TablesRefused;

import static java.util.Objects.requireNonNull;

/**
 * The texts of the three tables, sound or not.
 *
 * @param texts by file name: all of {@link RuleTables#FILES} and no other
 */
public record DraftTables(Map<String, String> texts) {

    public DraftTables {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        if (!texts.keySet().equals(Set.copyOf(RuleTables.FILES))) {
            throw new IllegalArgumentException(
                    "the tables are " + texts.keySet() + ", and should be " + RuleTables.FILES);
        }
    }

    /** What the tables of a version say, in the one form that a grid of cells can cut, whatever spreadsheet saved them. */
    public static DraftTables of(RuleTables tables) {
        Map<String, String> texts = new LinkedHashMap<>();
        tables.texts().forEach(text -> texts.put(text.file(), SheetCells.kept(text)));
        return new DraftTables(texts);
    }

    /** With another text in the place of one table's. */
    public DraftTables with(String file, String text) {
        if (!texts.containsKey(file)) {
            throw new IllegalArgumentException(
                    "There is no table '" + file + "': it is one of " + String.join(", ", RuleTables.FILES) + ".");
        }
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.put(file, text);
        return new DraftTables(changed);
    }

    public String text(String file) {
        return requireNonNull(texts.get(file), file);
    }

    /** As the rules' own check takes them: bytes by file name. */
    public Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        texts.forEach((file, text) -> contents.put(file, text.getBytes(StandardCharsets.UTF_8)));
        return contents;
    }

    /**
     * The tables as the market reads them.
     *
     * @throws TablesRefused if they are not sound
     */
    public RuleTables checked() {
        return RuleTables.checking(contents());
    }

    /** The version that they would be; empty if they are not sound. */
    public Optional<String> version() {
        try {
            return Optional.of(checked().version());
        } catch (TablesRefused refused) {
            return Optional.empty();
        }
    }

    /** What is wrong with them, by the check that the market itself makes. */
    public List<TableFinding> findings() {
        try {
            checked();
            return List.of();
        } catch (TablesRefused refused) {
            Map<String, SheetCells> cells = new HashMap<>();
            return refused.faults().stream()
                    .map(fault -> TableFinding.of(
                            fault,
                            fault.row() == 0 || fault.column().isEmpty() || !texts.containsKey(fault.file())
                                    ? ""
                                    : cells.computeIfAbsent(fault.file(), this::cells)
                                            .cell(fault.row(), fault.column())))
                    .toList();
        }
    }

    /**
     * Names what the cells say, sound or not, however a spreadsheet saved them: SHA-256, 64 hex digits. What is approved is bound
     * to it: the twelve digits of a version name tables that nobody chose to be alike, and do not keep two apart that somebody
     * made alike.
     */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            RuleTables.FILES.forEach(file -> {
                digest.update((file + '\n').getBytes(StandardCharsets.UTF_8));
                byte[] said = canonical(file).getBytes(StandardCharsets.UTF_8);
                digest.update((said.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(said);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What they say now and did not say before: one for each table that differs. */
    public List<TableDiff> since(DraftTables before) {
        return RuleTables.FILES.stream()
                .filter(file -> !canonical(file).equals(before.canonical(file)))
                .map(file -> TableDiff.of(file, before.saying(file), saying(file)))
                .toList();
    }

    /** Whether the cells of a table say something else with this text. */
    public boolean saysTheSame(String file, String text) {
        return canonical(file).equals(with(file, text).canonical(file));
    }

    private SheetCells cells(String file) {
        return SheetCells.of(tableText(file));
    }

    SheetCells saying(String file) {
        return SheetCells.of(said(file));
    }

    /** What one of them says, in the form that versions are made of, if it is a table. */
    TableText said(String file) {
        return new TableText(file, canonical(file));
    }

    private String canonical(String file) {
        return SheetCells.canonical(tableText(file));
    }

    private TableText tableText(String file) {
        return new TableText(file, text(file).replace("\r\n", "\n").replace('\r', '\n'));
    }
}
