package ems.processes.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import ems.ledger.chain.FormatTag;

/**
 * What {@code format.txt} of a data folder says: a line {@code ems-data-1}, and while an upgrade is under way a second one,
 * {@code upgrading to ems-data-2}.
 *
 * @param version of all that lies in the folder, or of what the upgrade began with
 * @param target of the upgrade
 */
record FormatNote(int version, OptionalInt target) {

    private static final String FILE = "format.txt";
    private static final String UPGRADING = "upgrading to ";
    private static final int LONGEST = 1_024;

    static FormatNote of(int version) {
        return new FormatNote(version, OptionalInt.empty());
    }

    /** The highest version that is named: a build that does not know it keeps off. */
    int highest() {
        return Math.max(version, target.orElse(version));
    }

    /** @throws IllegalArgumentException if the file is there and says something else */
    static Optional<FormatNote> in(Path folder, String format) throws IOException {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.size(file) > LONGEST
                ? List.of()
                : Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        var version = lines.isEmpty() ? OptionalInt.empty() : version(lines.get(0), format);
        boolean upgrading = lines.size() == 2 && lines.get(1).startsWith(UPGRADING);
        var target = upgrading ? version(lines.get(1).substring(UPGRADING.length()), format) : OptionalInt.empty();
        if (version.isEmpty() || lines.size() > 1 && target.isEmpty()) {
            throw new IllegalArgumentException(file + " does not state a format, such as " + format + "-1");
        }
        return Optional.of(new FormatNote(version.getAsInt(), target));
    }

    private static OptionalInt version(String tag, String format) {
        return FormatTag.versionOf(tag, format);
    }

    void write(Path folder, String format) throws IOException {
        String upgrading = target.isPresent() ? UPGRADING + format + '-' + target.getAsInt() + '\n' : "";
        WholeFile.write(folder.resolve(FILE), format + '-' + version + '\n' + upgrading);
    }
}
