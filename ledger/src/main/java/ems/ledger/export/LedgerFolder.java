package ems.ledger.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.ledger.chain.HeaderText;

/** The files of one exported ledger. */
public record LedgerFolder(Path path) {

    private static final String BLOCKS = "blocks.txt";
    private static final String ANCHORS = "anchors.txt";
    private static final int LONGEST_START = 64;

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

    /**
     * Why a ledger of another version, or one with changed line ends, is not read; empty if its first block states this
     * build's version, or none at all.
     */
    public Optional<String> refusal() throws IOException {
        var changed = ForeignLineEnds.refusal(blocks());
        if (changed.isEmpty() && Files.isRegularFile(anchors())) {
            changed = ForeignLineEnds.refusal(anchors());
        }
        return changed.isPresent() ? changed : refusalOfVersion();
    }

    private Optional<String> refusalOfVersion() throws IOException {
        try (var in = Files.newInputStream(blocks())) {
            String start = new String(in.readNBytes(LONGEST_START), StandardCharsets.ISO_8859_1);
            String line =
                    start.startsWith(BlocksWriter.RETIRED) ? start.substring(BlocksWriter.RETIRED.length()) : start;
            return HeaderText.refusalOf(line);
        }
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
