package ems.ledger.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Private keys on disk, a file for each signer, made when they are first asked for and never written again. Only the owner
 * may enter the folder or read a file, and a key that others may read is refused. Two that make the same key at once end with
 * one. Needs a file system with POSIX permissions and hard links.
 */
public final class KeyFolder {

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final int MOST_BYTES = 16_384;

    private final Path folder;
    private final KeyText text;
    private final SecureRandom random;

    /** @param passphrase if there is one, every key is encrypted with it */
    public KeyFolder(Path folder, Optional<char[]> passphrase, SecureRandom random) {
        this.folder = folder;
        this.text = new KeyText(passphrase, random);
        this.random = random;
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            refuseOpenToOthers(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of keys, " + folder + ", cannot be made or read", e);
        }
    }

    /** Whether the folder has a key of this name. */
    public boolean has(String name) {
        return Files.exists(file(name));
    }

    private Path file(String name) {
        return folder.resolve(name + ".ed25519.pem");
    }

    /** @param name of the signer, as {@link SignerName} has it */
    public SigningKey signingKey(String name) {
        SignerName.refuseUnlessPlain(name);
        Path file = file(name);
        try {
            if (!Files.exists(file)) {
                write(file, text.write(SigningKey.generate(random)));
            }
            refuseOpenToOthers(file);
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException("it has more than " + MOST_BYTES + " bytes");
            }
            return text.read(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the key in " + file + " cannot be made or read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key in " + file + " is not used: " + e.getMessage(), e);
        }
    }

    /** Whole or not at all, and never over another: the file gets its name when all of it is on disk. */
    private void write(Path file, String key) throws IOException {
        Path fresh = Files.createTempFile(
                folder,
                ".new-",
                ".pem",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // another made it first, and that one is read
        } finally {
            Files.delete(fresh);
        }
    }

    private static void refuseOpenToOthers(Path path) throws IOException {
        var permissions = Files.getPosixFilePermissions(path);
        if (!OWNER.containsAll(permissions)) {
            throw new IllegalArgumentException(
                    path + " is open to others than its owner: " + PosixFilePermissions.toString(permissions));
        }
    }
}
