package ems.features.crash;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;

import ems.ledger.Verification;
import ems.ledger.Verifying;
import ems.market.journal.Entries;
import ems.market.record.Entry;

/**
 * A grid's exported ledger as an auditor reads it.
 *
 * @param verification what the market's own verifier says of it
 * @param blocks in the order of the file
 */
record Books(Verification verification, List<SealedPeriod> blocks) {

    private static final String BLOCK = "ems-block-2|";
    private static final String SIGNATURE = "\u2014 ";

    /** @param zip of {@code blocks.txt} and {@code anchors.txt} */
    static Books of(byte[] zip) throws IOException {
        var folder = Files.createTempDirectory("ems-audit");
        List<Path> unzipped = new ArrayList<>();
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                var path = folder.resolve(Path.of(file.getName()).getFileName());
                Files.copy(files, path);
                unzipped.add(path);
            }
            return new Books(Verifying.of(folder), blocks(Files.readAllLines(folder.resolve("blocks.txt"))));
        } finally {
            for (Path path : unzipped) {
                Files.delete(path);
            }
            Files.delete(folder);
        }
    }

    private static List<SealedPeriod> blocks(List<String> lines) {
        List<SealedPeriod> blocks = new ArrayList<>();
        List<Entry> entries = List.of();
        for (String line : lines) {
            if (line.startsWith(BLOCK)) {
                entries = new ArrayList<>();
                blocks.add(SealedPeriod.of(line, entries));
            } else if (!line.startsWith(SIGNATURE)) {
                entries.add(Entries.parse(line));
            }
        }
        return blocks;
    }

    <E extends Entry> List<E> all(Class<E> kind) {
        return blocks.stream().flatMap(block -> block.all(kind).stream()).toList();
    }
}
