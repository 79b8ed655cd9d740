package ems.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ems.market.party.PeriodKey;
import ems.rules.table.Origin;
import ems.rules.table.TableText;
import ems.rules.table.TablesRefused;

/**
 * Every version that was ever active or approved, in a folder named by its hash, and when each became active. Nothing is ever
 * changed: {@code activated.csv} only grows.
 */
final class RuleArchive {

    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern LINE = Pattern.compile("([0-9TZ:.-]+),([^,]+),([0-9a-f]{12})");
    private static final String ACTIVATED = "activated.csv";
    private static final String HEADS = "period start (UTC),grid,rules version\n";

    private final Path folder;
    /** Fingerprints of the files of versions that were in order. */
    private final Map<String, String> inOrder = new ConcurrentHashMap<>();

    RuleArchive(Path folder) {
        this.folder = folder;
    }

    void keep(RuleTables tables) throws IOException {
        Path home = folder.resolve(tables.version());
        if (Files.isDirectory(home)) {
            return;
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempDirectory(folder, "draft-");
        for (TableText text : tables.texts()) {
            Files.writeString(draft.resolve(text.file()), text.text());
        }
        try {
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    void noteActivation(PeriodKey key, String version) throws IOException {
        Path activated = folder.resolve(ACTIVATED);
        if (Files.notExists(activated)) {
            Files.writeString(activated, HEADS);
        }
        String line = key.period() + "," + key.grid().text() + "," + version + "\n";
        Files.writeString(activated, line, StandardOpenOption.APPEND);
    }

    /** When each version became active, oldest first; a line that a crash cut short is left out. */
    List<Activation> activations() throws IOException {
        Path activated = folder.resolve(ACTIVATED);
        if (Files.notExists(activated)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(activated)) {
            return lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .map(line -> new Activation(PeriodKey.parse(line.group(2) + "/" + line.group(1)), line.group(3)))
                    .toList();
        }
    }

    /**
     * @throws IllegalArgumentException if there is no such version
     * @throws ArchiveChanged if its files are not what they were when it was kept
     */
    RuleTables read(String version) throws IOException {
        return read(version, contents(version));
    }

    /**
     * As {@link #read}, for whoever does not need the tables: what was found in order is not parsed again while its files hold the
     * same bytes.
     */
    void check(String version) throws IOException {
        var contents = contents(version);
        var bytes = RuleTables.fingerprint(contents);
        if (!bytes.equals(inOrder.get(version))) {
            read(version, contents);
            inOrder.put(version, bytes);
        }
    }

    private Map<String, byte[]> contents(String version) throws IOException {
        Path home = folder.resolve(version);
        if (!VERSION.matcher(version).matches() || !Files.isDirectory(home)) {
            throw new IllegalArgumentException("there is no version '" + version + "' of the rules");
        }
        return new TableFolder(home).contents();
    }

    private static RuleTables read(String version, Map<String, byte[]> contents) {
        var tables = checked(version, contents, Origin.ARCHIVED);
        if (tables.version().equals(version)) {
            return tables;
        }
        var byBytes = checked(version, contents, Origin.ARCHIVED_BY_BYTES);
        if (byBytes.version().equals(version)) {
            return byBytes;
        }
        throw new ArchiveChanged("the archived rules " + version + " were changed: they hash to " + tables.version());
    }

    private static RuleTables checked(String version, Map<String, byte[]> contents, Origin origin) {
        try {
            return RuleTables.checking(contents, origin);
        } catch (TablesRefused refused) {
            throw new ArchiveChanged("the archived rules " + version + " are not sound: " + refused.getMessage());
        }
    }
}
