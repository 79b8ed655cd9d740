package ems.forecasting.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** One file for each model and update; a file is there whole or not at all. */
public final class FolderOfModels implements ModelStore {

    private final Path folder;

    public FolderOfModels(Path folder) {
        this.folder = folder;
    }

    @Override
    public void keep(String name, ModelFile file) {
        try {
            Files.createDirectories(folder);
            var part = folder.resolve(name + ".part");
            Files.write(part, file.bytes());
            Files.move(part, file(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + name + " cannot be kept in " + folder, e);
        }
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
