package ems.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.rules.table.TableText;

/** The tables as they are shipped, and edits of them. */
record Tables(Map<String, byte[]> contents) {

    static final Path FOLDER = Path.of("tables");
    static final String PRICING = "pricing.csv";
    static final String LIMITS = "soc-limits.csv";
    static final String PARTICIPATION = "participation.csv";

    static Tables shipped() {
        Map<String, byte[]> contents = new HashMap<>();
        for (String file : List.of(PRICING, LIMITS, PARTICIPATION)) {
            contents.put(file, bytes(file));
        }
        return new Tables(contents);
    }

    /** @throws AssertionError if the file does not hold the text: the edit would test nothing */
    Tables edited(String file, String old, String changed) {
        String text = text(file);
        if (!text.contains(old)) {
            throw new AssertionError(file + " does not hold '" + old + "'");
        }
        return with(file, text.replace(old, changed).getBytes(StandardCharsets.UTF_8));
    }

    Tables with(String file, byte[] content) {
        Map<String, byte[]> changed = new HashMap<>(contents);
        changed.put(file, content);
        return new Tables(changed);
    }

    /** The columns of the pricing table with these rules instead of its own. */
    Tables pricedBy(String... rules) {
        return withRules(PRICING, rules);
    }

    Tables withRules(String file, String... rules) {
        String head = text(file).lines().limit(5).reduce("", (above, line) -> above + line + "\n");
        String table = head + String.join("\n", rules) + "\n# end\n";
        return with(file, table.getBytes(StandardCharsets.UTF_8));
    }

    Tables without(String file) {
        Map<String, byte[]> changed = new HashMap<>(contents);
        changed.remove(file);
        return new Tables(changed);
    }

    String text(String file) {
        return new String(contents.get(file), StandardCharsets.UTF_8);
    }

    RuleTables checked() {
        return RuleTables.checking(contents);
    }

    Tables savedIn(Path folder) {
        try {
            for (var entry : contents.entrySet()) {
                Files.write(folder.resolve(entry.getKey()), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Puts the tables into an archive as builds did whose versions named the bytes of the texts; returns the version. */
    String keptByAnEarlierBuild(Path archive) throws IOException {
        String version = TableText.shortHash(Stream.of(PRICING, LIMITS, PARTICIPATION)
                .map(file -> TableText.shortHash(text(file)))
                .collect(Collectors.joining("\n")));
        savedIn(Files.createDirectories(archive.resolve(version)));
        Files.writeString(
                archive.resolve("activated.csv"),
                "period start (UTC),grid,rules version\n2026-01-31T12:00:00Z,north," + version + "\n");
        return version;
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
