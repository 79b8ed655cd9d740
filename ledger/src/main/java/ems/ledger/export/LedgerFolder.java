package ems.ledger.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of one exported ledger. */
public record LedgerFolder(Path path) {

    private static final String BLOCKS = "blocks.txt";
    private static final String ANCHORS = "anchors.txt";

    public Path blocks() {
        return path.resolve(BLOCKS);
    }

    /** What the contracts held after the last block that stands here without its entries. */
    public Path state() {
        return path.resolve("state.txt");
    }

    public Path anchors() {
        return path.resolve(ANCHORS);
    }

    /** The folder itself if it is a ledger, or all ledgers somewhere in it, in order of their paths. */
    public static List<LedgerFolder> allIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(BLOCKS) && Files.isRegularFile(file))
                    .map(file -> new LedgerFolder(file.resolveSibling("")))
                    .sorted((a, b) -> a.path.compareTo(b.path))
                    .toList();
        }
    }
}
