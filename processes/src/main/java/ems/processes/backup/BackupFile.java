package ems.processes.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** A backup as a zip: the manifest first, then its parts in their order. */
final class BackupFile {

    private static final String MANIFEST = "manifest.txt";
    private static final int LONGEST_MANIFEST = 64 * 1024 * 1024;

    private BackupFile() {}

    /**
     * Readings are in it as they are: only its owner may read the file.
     *
     * @param folder holds the parts that the manifest names
     */
    static void write(BackupManifest manifest, Path folder, Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(manifest.text().getBytes(StandardCharsets.UTF_8));
            for (BackupPart part : manifest.parts()) {
                zip.putNextEntry(new ZipEntry(part.name()));
                Files.copy(folder.resolve(part.name()), zip);
            }
        }
    }

    /**
     * Takes all parts out, and compares each with the manifest.
     *
     * @param folder empty
     * @throws IllegalArgumentException if the file is damaged, cut off or no backup; it names the part
     */
    static BackupManifest extract(Path file, Path folder) throws IOException {
        try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            var manifest = manifest(zip, file);
            for (BackupPart part : manifest.parts()) {
                extract(part, zip, file, folder);
            }
            var more = next(zip);
            if (more != null) {
                throw new IllegalArgumentException(
                        file + " is damaged: it holds " + more.getName() + ", which its manifest does not name");
            }
            refuseCutEnd(file, manifest.parts().size() + 1);
            return manifest;
        }
    }

    private static BackupManifest manifest(ZipInputStream zip, Path file) throws IOException {
        var first = next(zip);
        if (first == null || !first.getName().equals(MANIFEST)) {
            throw new IllegalArgumentException(file + " is no backup, or its manifest is damaged");
        }
        try {
            return BackupManifest.parse(new String(zip.readNBytes(LONGEST_MANIFEST), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is not restored: " + e.getMessage(), e);
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(file + " is damaged or cut off in its manifest", e);
        }
    }

    private static void extract(BackupPart part, ZipInputStream zip, Path file, Path folder) throws IOException {
        var entry = next(zip);
        if (entry == null || !entry.getName().equals(part.name())) {
            throw new IllegalArgumentException(file + " is damaged or cut off before its part " + part.name());
        }
        var to = folder.resolve(part.name());
        Files.createDirectories(requireNonNull(to.getParent()));
        var hashing = new Hashing();
        try (var out = hashing.of(Files.newOutputStream(to))) {
            copy(zip, out, part.bytes());
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(file + " is damaged or cut off in its part " + part.name(), e);
        }
        if (!hashing.hash().equals(part.hash())) {
            throw new IllegalArgumentException(
                    file + " is damaged in its part " + part.name() + ": it does not have the hash of the manifest");
        }
    }

    /** One byte more than there should be at most: its hash is wrong then. */
    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = bytes + 1;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            out.write(buffer, 0, Math.max(0, read));
        }
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (ZipException | EOFException e) {
            return null; // who asked knows what should stand here
        }
    }

    /** The directory at the end, which reading one part after the other does not need. */
    private static void refuseCutEnd(Path file, int entries) throws IOException {
        try (var whole = new ZipFile(file.toFile())) {
            if (whole.size() == entries) {
                return;
            }
        } catch (ZipException e) {
            throw new IllegalArgumentException(file + " is damaged or cut off in the directory at its end", e);
        }
        throw new IllegalArgumentException(file + " is damaged in the directory at its end");
    }
}
