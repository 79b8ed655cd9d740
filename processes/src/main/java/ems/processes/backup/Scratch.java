package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import ems.processes.folder.FolderTree;

import static java.util.Objects.requireNonNull;

/** A folder beside a target, for what is not finished; only its owner may enter. The next one for the same target replaces it. */
final class Scratch implements AutoCloseable {

    static final String ENDING = ".unfinished";

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    static Scratch beside(Path target) throws IOException {
        var parent = requireNonNull(target.toAbsolutePath().getParent());
        var scratch = new Scratch(parent.resolve("." + target.getFileName() + ENDING));
        Files.createDirectories(parent);
        scratch.close();
        Files.createDirectory(
                scratch.folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return scratch;
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        FolderTree.delete(folder);
    }
}
