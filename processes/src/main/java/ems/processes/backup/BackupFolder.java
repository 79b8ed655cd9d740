package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import ems.processes.folder.FolderTree;

/**
 * A folder of backups, each named after the instant at which it was made.
 *
 * @param kept how many stay
 */
record BackupFolder(Path folder, int kept) {

    private static final Pattern NAME =
            Pattern.compile("ems-([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2})-([0-9]{2})-([0-9]{2}Z)\\.zip");

    /** A name that every file system takes. */
    Path file(Instant made) {
        return folder.resolve("ems-" + made.toString().replace(':', '-') + ".zip");
    }

    Optional<Instant> newest() throws IOException {
        var all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(made(all.get(all.size() - 1)));
    }

    private static Instant made(Path file) {
        return Instant.parse(NAME.matcher(String.valueOf(file.getFileName())).replaceFirst("$1:$2:$3"));
    }

    /** Oldest first. */
    private List<Path> all() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file ->
                            NAME.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }

    void forgetOld() throws IOException {
        var all = all();
        for (Path file : all.subList(0, Math.max(0, all.size() - kept))) {
            Files.delete(file);
        }
    }

    /** What a crash left of a backup here. */
    void forgetUnfinished() throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = String.valueOf(file.getFileName());
                    if (name.startsWith(".ems-") && name.endsWith(Scratch.ENDING)) {
                        FolderTree.delete(file);
                    }
                }
            }
        }
    }
}
