package ems.forecasting.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
    /** What came to a round of masked updates is of use until its merge is recorded. */
    private static final Pattern ROUND = Pattern.compile("round-([0-9]{6,10})[-.].*");

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
        keepAll(Map.of(name, file));
    }

    /** First all are written, then all are forced to the disk: the disk takes them in a fifth of the time. */
    @Override
    public void keepAll(Map<String, ModelFile> files) {
        if (files.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            for (var file : files.entrySet()) {
                Files.write(part(file.getKey()), file.getValue().bytes());
            }
            for (String name : files.keySet()) {
                try (var part = FileChannel.open(part(name), StandardOpenOption.WRITE)) {
                    part.force(false);
                }
            }
            for (String name : files.keySet()) {
                Files.move(part(name), file(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                forgetOldOnes(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + words(files.keySet()) + " cannot be kept in " + folder, e);
        }
    }

    private static String words(Set<String> names) {
        String first = names.iterator().next();
        return names.size() == 1 ? first : first + " or one of " + (names.size() - 1) + " with it";
    }

    private void forgetOldOnes(String name) throws IOException {
        if (keptMerges.isPresent() && GLOBAL.matcher(name).matches()) {
            delete(UPDATE, number(GLOBAL, name) - keptMerges.getAsInt());
            delete(ROUND, number(GLOBAL, name) - 1);
        }
    }

    private Path part(String name) {
        return folder.resolve(name + ".part");
    }

    /** Up to this version. */
    private void delete(Pattern kind, long version) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(
                folder, file -> number(kind, file.getFileName().toString()) <= version)) {
            for (Path file : old) {
                Files.deleteIfExists(file);
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
