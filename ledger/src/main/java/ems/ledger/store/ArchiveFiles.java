package ems.ledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

import ems.market.party.GridId;

/**
 * Files of archived periods, {@code <folder>/<grid>/<first height>-<last height>.archive}. A file has its name when all of it
 * is on the disk.
 */
record ArchiveFiles(Path folder) {

    private static final Pattern NAME = Pattern.compile("[0-9]{10}-([0-9]{10})\\.archive");

    private Path file(GridId grid, long firstHeight, long lastHeight) {
        return folder.resolve(grid.text()).resolve("%010d-%010d.archive".formatted(firstHeight, lastHeight));
    }

    void write(GridId grid, long firstHeight, long lastHeight, byte[] bytes) {
        var file = file(grid, firstHeight, lastHeight);
        try {
            Files.createDirectories(file.resolveSibling("."));
            var unfinished = file.resolveSibling(file.getFileName() + ".part");
            try (var channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            for (Path parent : List.of(folder.resolve(grid.text()), folder)) {
                try (var channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** @throws IllegalStateException if it cannot be read */
    byte[] read(GridId grid, long firstHeight, long lastHeight) {
        var file = file(grid, firstHeight, lastHeight);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "blocks " + firstHeight + " to " + lastHeight + " of grid " + grid + " are missing: " + file
                            + " cannot be read",
                    e);
        }
    }

    /** Deletes the files that end at this height or before. */
    void delete(GridId grid, long upTo) {
        var grids = folder.resolve(grid.text());
        if (!Files.exists(grids)) {
            return;
        }
        try (var files = Files.list(grids)) {
            for (Path file : files.toList()) {
                var name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && Long.parseLong(name.group(1)) <= upTo) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("old files in " + grids + " cannot be deleted", e);
        }
    }
}
