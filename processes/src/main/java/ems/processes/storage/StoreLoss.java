package ems.processes.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Why a data folder cannot be used, in sentences without their full stops: what can be seen of the folder says it best. */
public final class StoreLoss {

    /** With less, a database cannot even be opened. */
    private static final long LEAST_BYTES = 1_000_000;

    private static final String NO_SPACE = "No space left";
    private static final int DEPTH = 10;

    private StoreLoss() {}

    /**
     * @param gone whether the database's file is not there, or is another one
     * @param cause what closed the database, if that is known
     */
    static String of(Path data, boolean gone, @Nullable Throwable cause) {
        if (gone) {
            return "the data folder " + data + " is gone: it, or the database in it, was deleted, moved or replaced";
        }
        return full(data, cause)
                .or(() -> unwritable(data))
                .orElse("the database in " + data + " was closed after it could not be read or written: if that happens"
                        + " again, its disk or its file is damaged, and a backup can be restored with ./ems restore");
    }

    /** Whether so little is free that nothing can begin. */
    public static Optional<String> full(Path data) {
        return full(data, null);
    }

    private static Optional<String> full(Path data, @Nullable Throwable cause) {
        var free = DiskRoom.free(data);
        return saysSo(cause) || free.isPresent() && free.getAsLong() < LEAST_BYTES
                ? Optional.of("the disk of the data folder " + data + " is full")
                : Optional.empty();
    }

    private static boolean saysSo(@Nullable Throwable cause) {
        @Nullable Throwable each = cause;
        for (int i = 0; i < DEPTH && each != null; i++) {
            if (String.valueOf(each.getMessage()).contains(NO_SPACE)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    /** Whether no file can be made in a folder that is there. */
    public static Optional<String> unwritable(Path data) {
        try {
            Files.delete(Files.createTempFile(data, "probe", ".part"));
            return Optional.empty();
        } catch (IOException no) {
            return Optional.of(
                    "the data folder " + data + " cannot be written: it is read-only, or belongs to another user");
        }
    }
}
