package ems.ledger.unit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import ems.ledger.export.BlocksReader;
import ems.ledger.export.BlocksWriter;
import ems.ledger.export.ExportedBlock;
import ems.ledger.export.LedgerFolder;
import ems.ledger.export.WrongLedger;
import ems.ledger.replay.PassedBlocks;

/**
 * The blocks that a unit has taken, in a file as an export has it, so that {@code ./ems verify} reads it. A block is on disk
 * before it is signed. One process at a time has them.
 */
final class UnitBlocks implements Closeable, PassedBlocks.Blocks {

    private final Path file;
    private final FileChannel channel;
    /** On a file that nobody else opens: whoever closes one way to a file ends all locks that the process has on it. */
    private final FileChannel lock;

    private long end;

    /** @throws IllegalStateException if another process has the folder */
    UnitBlocks(Path folder) throws IOException {
        this.file = new LedgerFolder(folder).blocks();
        this.lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(lock)) {
            lock.close();
            throw new IllegalStateException(folder + " is in use: another unit runs on it");
        }
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static boolean isOurs(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    /** What takes each block of the file. */
    interface Reading {

        /** @param start bytes before the block */
        void take(ExportedBlock block, long start) throws WrongLedger;
    }

    /**
     * Reads all blocks. A last one that is not whole was not on disk when it should be signed, and is cut off.
     *
     * @throws WrongLedger if a block before the end is broken: then a signed one may be lost, and the unit must not go on
     */
    void read(Reading reading) throws IOException, WrongLedger {
        try (var in = from(0)) {
            var blocks = new BlocksReader(in);
            for (var next = whole(blocks); next.isPresent(); next = whole(blocks)) {
                reading.take(next.get(), end);
                end = blocks.position();
            }
        }
        channel.truncate(end);
    }

    private static Optional<ExportedBlock> whole(BlocksReader blocks) throws IOException, WrongLedger {
        try {
            return blocks.next();
        } catch (WrongLedger broken) {
            if (isAtEnd(blocks)) {
                return Optional.empty();
            }
            throw broken;
        }
    }

    private static boolean isAtEnd(BlocksReader blocks) throws IOException {
        try {
            return blocks.next().isEmpty();
        } catch (WrongLedger more) {
            return false;
        }
    }

    @Override
    public InputStream from(long start) throws IOException {
        var in = Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ));
        in.skipNBytes(start);
        return in;
    }

    /** @return bytes before the block */
    long append(ExportedBlock block) throws IOException {
        var text = new ByteArrayOutputStream();
        try (var writer = new BlocksWriter(text)) {
            writer.write(block);
        }
        long start = end;
        try {
            var bytes = ByteBuffer.wrap(text.toByteArray());
            for (long at = start; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
        } catch (IOException e) {
            channel.truncate(start);
            throw e;
        }
        end = start + text.size();
        return start;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        lock.close();
    }
}
