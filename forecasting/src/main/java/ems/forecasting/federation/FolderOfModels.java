package ems.forecasting.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One file for each model and update; a file is there whole or not at all. Global models are kept for ever, which is a file
 * of 55 kB an hour; updates as long as is asked for.
 */
public final class FolderOfModels implements ModelStore {

    /** Merges whose updates a live grid keeps: a day's. */
    public static final int MERGES_OF_A_DAY = 24;

    private static final Pattern GLOBAL = Pattern.compile("global-([0-9]{6,10})");
    private static final Pattern UPDATE = Pattern.compile("update-([0-9]{6,10})-.*");

    private final Path folder;
    private final OptionalInt keptMerges;

    /** Keeps all, as a study does. */
    public FolderOfModels(Path folder) {
        this(folder, OptionalInt.empty());
    }

    /** @param keptMerges the updates of so many merges are kept, at least 1; empty: of all */
    public FolderOfModels(Path folder, OptionalInt keptMerges) {
        if (keptMerges.orElse(1) < 1) {
            throw new IllegalArgumentException("updates of " + keptMerges.getAsInt() + " merges: at least 1");
        }
        this.folder = folder;
        this.keptMerges = keptMerges;
    }

    @Override
    public void keep(String name, ModelFile file) {
        try {
            Files.createDirectories(folder);
            var part = folder.resolve(name + ".part");
            Files.write(
                    part,
                    file.bytes(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
            Files.move(part, file(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            if (keptMerges.isPresent() && GLOBAL.matcher(name).matches()) {
                deleteUpdatesUpTo(number(GLOBAL, name) - keptMerges.getAsInt());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + name + " cannot be kept in " + folder, e);
        }
    }

    private void deleteUpdatesUpTo(long version) throws IOException {
        try (DirectoryStream<Path> updates = Files.newDirectoryStream(
                folder, file -> number(UPDATE, file.getFileName().toString()) <= version)) {
            for (Path update : updates) {
                Files.deleteIfExists(update);
            }
        }
    }

    /** Version in a file's name; the highest number for names of other kinds. */
    private static long number(Pattern kind, String name) {
        var matcher = kind.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
    }

    @Override
    public Optional<ModelFile> find(String name) {
        try {
            return Optional.of(ModelFile.of(Files.readAllBytes(file(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + name + " cannot be read from " + folder, e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ModelFile.ENDING);
    }
}
