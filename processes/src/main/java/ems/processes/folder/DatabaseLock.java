package ems.processes.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/** The lock that a running market holds on the file of its database: whoever has it is alone with the file. */
public final class DatabaseLock implements AutoCloseable {

    private final Path file;
    private final @Nullable FileChannel channel;
    private final @Nullable FileLock lock;

    private DatabaseLock(Path file, @Nullable FileChannel channel, @Nullable FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock if nobody has it. Without the file there is nothing to lock. */
    public static DatabaseLock of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new DatabaseLock(file, null, null);
        }
        var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new DatabaseLock(file, channel, channel.tryLock());
        } catch (OverlappingFileLockException ofThisProcess) {
            return new DatabaseLock(file, channel, null);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether a market has the file open. */
    public boolean isRunning() {
        return channel != null && lock == null;
    }

    void refuseRunning() {
        if (isRunning()) {
            throw new IllegalArgumentException(
                    "a market runs in " + file.getParent() + ": stop it first, or name another folder with --data");
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
