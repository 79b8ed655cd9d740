package ems.processes.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import static java.util.Objects.requireNonNull;

/**
 * The folder of private keys under a passphrase: {@code ems-keys-1} and a line end, 16 bytes of salt, 12 of nonce, then the
 * folder as a zip, encrypted by AES-256-GCM with all before as associated data. The key is derived by PBKDF2 with HMAC-SHA-256.
 */
final class KeySafe {

    private static final byte[] TAG = "ems-keys-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int HEAD_BYTES = TAG.length + SALT_BYTES + NONCE_BYTES;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    /** What a guess of the passphrase costs, as for the key files themselves. */
    private static final int ROUNDS = 600_000;

    private static final String ENCRYPTED_PEM = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

    private final char[] passphrase;
    private final SecureRandom random;

    KeySafe(char[] passphrase, SecureRandom random) {
        this.passphrase = passphrase.clone();
        this.random = random;
    }

    /** Whether every key in the folder is under a passphrase already; so it is if there is none. */
    static boolean isLocked(Path folder) throws IOException {
        for (Path file : files(folder)) {
            if (!Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(ENCRYPTED_PEM)) {
                return false;
            }
        }
        return true;
    }

    /** The keys of a folder, whole ones only; without the folder none. */
    static List<Path> files(Path folder) throws IOException {
        return FolderFiles.in(folder).stream()
                .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                .toList();
    }

    byte[] lock(Path folder) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(zipped)) {
            for (Path file : files(folder)) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        byte[] head = Arrays.copyOf(TAG, HEAD_BYTES);
        byte[] salted = new byte[SALT_BYTES + NONCE_BYTES];
        random.nextBytes(salted);
        System.arraycopy(salted, 0, head, TAG.length, salted.length);
        try {
            byte[] locked = cipher(Cipher.ENCRYPT_MODE, head).doFinal(zipped.toByteArray());
            byte[] all = Arrays.copyOf(head, HEAD_BYTES + locked.length);
            System.arraycopy(locked, 0, all, HEAD_BYTES, locked.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt", e);
        }
    }

    /** @throws IllegalArgumentException if the passphrase is another one, or the safe was changed */
    void unlock(byte[] safe, Path folder) throws IOException {
        if (safe.length < HEAD_BYTES || !Arrays.equals(safe, 0, TAG.length, TAG, 0, TAG.length)) {
            throw new IllegalArgumentException("the keys of the backup are not in a format that this build reads");
        }
        byte[] zipped;
        try {
            zipped = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(safe, HEAD_BYTES))
                    .doFinal(safe, HEAD_BYTES, safe.length - HEAD_BYTES);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("the keys of the backup do not open with this passphrase", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot decrypt", e);
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = folder.resolve(BackupPart.checkedName(entry.getName()));
                write(zip.readAllBytes(), file);
            }
        }
    }

    /** Nobody but the owner may enter the folder or read the key. */
    static void write(byte[] key, Path file) throws IOException {
        Files.createDirectories(
                requireNonNull(file.getParent()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, key);
    }

    private Cipher cipher(int mode, byte[] head) throws GeneralSecurityException {
        var salt = Arrays.copyOfRange(head, TAG.length, TAG.length + SALT_BYTES);
        var secret = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(passphrase, salt, ROUNDS, KEY_BITS))
                .getEncoded();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(secret, "AES"),
                new GCMParameterSpec(TAG_BITS, head, HEAD_BYTES - NONCE_BYTES, NONCE_BYTES));
        cipher.updateAAD(head);
        return cipher;
    }
}
